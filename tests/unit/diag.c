#include "base/diag.h"

#include <locale.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "check.h"

struct seen {
	enum diag_level level;
	char line[8192];
	size_t n;
};

static void keep(void *ctx, enum diag_level level, const char *line)
{
	struct seen *seen = ctx;

	seen->level = level;
	snprintf(seen->line, sizeof(seen->line), "%s", line);
	seen->n++;
}

static void places(void)
{
	struct seen seen = {0};
	struct diag d = {.sink = keep, .ctx = &seen};

	CHECK_INT(diag_error(&d, EX_DATAERR, "no %s", "place"), EX_DATAERR);
	CHECK_STR(seen.line, "no place");
	diag_at(&d, "july.csv", 0);
	CHECK_INT(diag_error(&d, EX_REFUSED, "empty"), EX_REFUSED);
	CHECK_STR(seen.line, "july.csv: empty");
	diag_at(&d, "july.csv", 14);
	diag_error(&d, EX_DATAERR, "household %s is not on the roster", "H0999");
	CHECK_STR(seen.line, "july.csv:14: household H0999 is not on the roster");
	CHECK_STR(d.last, "household H0999 is not on the roster");
	CHECK_INT(seen.level, DIAG_ERROR);
	diag_warn(&d, "careful");
	CHECK_INT(seen.level, DIAG_WARNING);
	diag_note(&d, "by the way");
	CHECK_INT(seen.level, DIAG_NOTE);
	CHECK_STR(d.last, "household H0999 is not on the roster");
	diag_at(&d, NULL, 0);
	diag_note(&d, "done");
	CHECK_STR(seen.line, "done");
	CHECK_INT(d.errors, 3);
	CHECK_INT(d.warnings, 1);
	CHECK_INT(seen.n, 6);
}

/* What people handed in cannot break a message into two lines, nor a long cell cut a character in two. */
static void quoting(void)
{
	static struct seen seen;
	struct diag d = {.sink = keep, .ctx = &seen};
	char cell[3 * 1000 + 1] = "";

	diag_error(&d, EX_DATAERR, "cell '%s'", "a\nb\x1b[31m");
	CHECK_STR(seen.line, "cell 'a b [31m'");
	for (size_t i = 0; i < 1000; i++)
		memcpy(cell + 3 * i, "户", 3);
	diag_error(&d, EX_DATAERR, "%s", cell);
	CHECK_STR(seen.line, cell);
	CHECK_INT(strlen(d.last), (sizeof(d.last) - 1) / 3 * 3);
	d.sink = NULL;
	diag_error(&d, EX_DATAERR, "%s", "counted");
	CHECK_INT(d.errors, 3);
	CHECK_STR(d.last, "counted");
}

static void memory(void)
{
	char *s = xasprintf("%d-%s", 7, "x");
	char *t = xstrdup(s);
	char *zero = xcalloc(0, 0);

	CHECK_STR(s, "7-x");
	t = xrealloc(t, 50, 2);
	CHECK_STR(t, "7-x");
	CHECK(zero != NULL);
	free(s);
	free(t);
	free(zero);
}

static void language(void)
{
	static const struct {
		const char *pts, *all, *messages, *lang, *want;
	} cases[] = {
		{"zh", "C", "C", "C", "zh"},
		{"en", "zh_CN.UTF-8", "", "", "en"},
		{"", "zh_CN.UTF-8", "", "", "zh"},
		{"", "", "zh_TW", "en_US", "zh"},
		{"", "", "", "zh_CN", "zh"},
		{"", "C", "", "zh_CN", "en"},
		{"", "", "", "POSIX", "en"},
		{"", "", "", "", "en"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		setenv("PTS_LANG", cases[i].pts, 1);
		setenv("LC_ALL", cases[i].all, 1);
		setenv("LC_MESSAGES", cases[i].messages, 1);
		setenv("LANG", cases[i].lang, 1);
		lang_init();
		CHECK_STR(lang_get(), cases[i].want);
		CHECK_STR(setlocale(LC_CTYPE, NULL), "C.UTF-8");
	}
}

int main(void)
{
	places();
	quoting();
	memory();
	language();
	return check_end();
}
