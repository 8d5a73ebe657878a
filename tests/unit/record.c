/* The record of a notice: read back whatever stands in its texts, and refused, never more, when it was damaged. */
#include "job/notice/record.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "check.h"
#include "job/sheet/internal.h"

enum { DAMAGED = 20000 };

static const char *const names[] = {"book", "household", "name", "purpose", "score"};
static const char *const rows[][5] = {
	{"LX", "001", "Li Lei", "start\nfunds, \"2025\"", "1234.00"},
	{"LX", "002", "Han\r\nMei", "", "-0.50"},
};

static char *written(const struct sheet *s, const struct notice *n)
{
	struct notice_text t;
	struct buf b = {0};

	notice_text_make(&t, s, n, "7 calendar");
	for (size_t i = 0; i < t.nlines + t.nrows; i++)
		buf_printf(&b, "%s\n", i < t.nlines ? t.lines[i] : t.rows[i - t.nlines]);
	notice_text_free(&t);
	return buf_take(&b);
}

static char *sample(void)
{
	const struct sheet_spec spec = {.mask = "none", .title = "Scores\nof LX"};
	const struct notice n = {.number = "LX-2025-01", .kind = "scores", .period = "2025Q3", .issued = "2025-10-08", .until = "2025-10-15"};
	struct sheet_texts texts = {0};
	struct rowset set = {.columns = COUNT(names)};
	struct diag d = {0};
	struct sheet s;
	char *record;

	for (size_t i = 0; i < COUNT(rows); i++)
		rows_add(&set, rows[i]);
	sheet_texts_defaults(&texts, "en");
	CHECK_INT(sheet_build(&s, &texts, &spec, &set, 0, set.n, names, &d), 0);
	record = written(&s, &n);
	sheet_free(&s);
	sheet_texts_free(&texts);
	rows_free(&set);
	return record;
}

static void print(const struct sheet *s)
{
	static const char *const formats[] = {"text", "html", "wechat", "csv"};
	FILE *f = fopen("/dev/null", "w");

	for (size_t i = 0; f && i < COUNT(formats); i++)
		sheet_print(f, formats[i], s, 1);
	if (f)
		fclose(f);
}

static void whole(const char *record)
{
	struct notice n = {0};
	struct diag d = {0};
	struct sheet s;
	char *again;

	CHECK_INT(notice_text_read(record, &s, &n, &d), 0);
	CHECK_STR(s.title, "Scores\nof LX");
	CHECK_INT(s.nrows, 2);
	again = written(&s, &n);
	CHECK_STR(again, record);
	free(again);
	sheet_free(&s);
}

static void damaged(const char *record)
{
	static const char bytes[] = "\n\n,,\"\"x0\x1b";
	size_t size = strlen(record), refused = 0;
	uint32_t seed = 7;

	for (int i = 0; i < DAMAGED; i++) {
		char *bad = xstrdup(record);
		struct notice n = {0};
		struct diag d = {0};
		struct sheet s;
		int rc;

		for (int k = 0; k <= i % 5; k++) {
			seed = seed * 1664525 + 1013904223;
			bad[(seed >> 4) % size] = bytes[seed % (sizeof bytes - (k > 0))];
		}
		rc = notice_text_read(bad, &s, &n, &d);
		if (rc == 0)
			print(&s);
		else
			refused += rc == EX_DATAERR && d.errors == 1 && !s.title && s.nrows == 0;
		if (rc && (!d.errors || s.title))
			CHECK_INT(rc, 0);
		sheet_free(&s);
		free(bad);
	}
	CHECK(refused > DAMAGED / 10);
}

/* Lines that fit together no more: rows before the columns, a line that is missing. */
static void disordered(const char *record)
{
	static const char *const lines[] = {"number,", "issued,", "until,", "corrects,", "title,", "column,"};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct buf without = {0};
		struct notice n = {0};
		struct diag d = {0};
		struct sheet s;
		const char *at = strstr(record, lines[i]), *end = strchr(at, '\n') + 1;

		if (i == 4) /* the title has two lines */
			end = strchr(end, '\n') + 1;
		buf_add(&without, record, (size_t)(at - record));
		buf_puts(&without, end);
		buf_add(&without, at, (size_t)(end - at) * (i == 5)); /* a column behind the rows */
		CHECK_INT(notice_text_read(buf_str(&without), &s, &n, &d), EX_DATAERR);
		CHECK(!s.title && !s.proof.number);
		sheet_free(&s);
		buf_free(&without);
	}
}

int main(void)
{
	char *record = sample();

	whole(record);
	damaged(record);
	disordered(record);
	free(record);
	return check_end();
}
