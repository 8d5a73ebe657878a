#include "base/mem.h"
#include "job/sheet/internal.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static const char *const names[] = {"book", "period", "household", "name", "role", "score"};
static const char *const cells[][6] = {
	{"LX", "2025Q3", "001", "Li Lei", "party", "1234.00"},
	{"LX", "2025Q3", "002", "Han Meimei", "resident", "0.50"},
};

/* The sheet of the rows above as text, after the scheme changed one of the words. */
static char *render(const char *lang, const char *key, const char *value)
{
	const struct sheet_spec spec = {.mask = "none"};
	struct sheet_texts texts = {0};
	struct rowset rows = {.columns = COUNT(names)};
	struct diag diag = {0};
	struct sheet sheet;
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	for (size_t i = 0; i < COUNT(cells); i++)
		rows_add(&rows, cells[i]);
	sheet_texts_defaults(&texts, lang);
	CHECK(sheet_texts_set(&texts, key, value));
	CHECK_INT(sheet_build(&sheet, &texts, &spec, &rows, 0, rows.n, names, &diag), 0);
	sheet_print_text(f, &sheet, 1);
	fclose(f);
	sheet_free(&sheet);
	sheet_texts_free(&texts);
	rows_free(&rows);
	return text;
}

static void english(void)
{
	char *text = render("en", "place", "Laoxin");

	CHECK(strstr(text, "Laoxin Notice of points\n"));
	CHECK(strstr(text, "*** DRAFT: "));
	CHECK(strstr(text, "Book: Laoxin LX\nPeriod: third quarter of 2025\nHouseholds: 2\n"));
	CHECK(strstr(text, "001        Li Lei      party member     1234\n"));
	CHECK(strstr(text, "Published by (seal): Laoxin\n"));
	free(text);
}

static void chinese(void)
{
	char *text = render("zh", "objection", "请找村委会。");

	CHECK(strstr(text, "积分公示\n"));
	CHECK(strstr(text, "\n请找村委会。\n"));
	CHECK(strstr(text, "党员"));
	free(text);
}

static void unknown_text(void)
{
	struct sheet_texts texts = {0};

	sheet_texts_defaults(&texts, "en");
	CHECK(!sheet_texts_set(&texts, "slogan", "x"));
	sheet_texts_free(&texts);
}

/* The sheet of the rows above as an issued one, split by role. */
static char *render_issued(const char *lang, const char *format)
{
	const struct sheet_spec spec = {.mask = "none", .split = "role"};
	struct sheet_texts texts = {0};
	struct rowset rows = {.columns = COUNT(names)};
	struct diag diag = {0};
	struct sheet sheet;
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	for (size_t i = 0; i < COUNT(cells); i++)
		rows_add(&rows, cells[i]);
	sheet_texts_defaults(&texts, lang);
	CHECK_INT(sheet_build(&sheet, &texts, &spec, &rows, 0, rows.n, names, &diag), 0);
	CHECK(sheet_is_draft(&sheet));
	sheet.proof = (struct sheet_proof){.number = xstrdup("LX-2025-03"),
					   .digest = xstrdup("0123456789abcdef"),
					   .entry = xstrdup("fedcba9876543210"),
					   .issued = xstrdup("2025-10-08"),
					   .until = xstrdup("2025-10-15"),
					   .corrects = xstrdup("LX-2025-01")};
	sheet_print(f, format, &sheet, 1);
	fclose(f);
	sheet_free(&sheet);
	rows_free(&rows);
	return text;
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

static void issued(void)
{
	char *text = render_issued("en", "text");

	CHECK(strstr(text, "Notice: LX-2025-03\nCorrects and replaces: LX-2025-01\nPublished: 2025-10-08\n"
			   "Objections until: 2025-10-15\n"));
	CHECK(strstr(text, "Digest: 01234567 89abcdef\nEntry: fedcba98 76543210\n"));
	CHECK(strstr(text, "Whoever disagrees may object until 2025-10-15,"));
	CHECK(strstr(text, "Date: 2025-10-08\n"));
	CHECK(!strstr(text, "DRAFT"));
	free(text);
}

static void parts(void)
{
	char *text = render_issued("zh", "html");

	CHECK_INT((int)count(text, "<section "), 2);
	CHECK_INT((int)count(text, "<svg "), 2);
	CHECK_INT((int)count(text, "户数：1<"), 2);
	CHECK(strstr(text, "公示编号：LX-2025-03"));
	CHECK(strstr(text, "content:\"LX-2025-03\""));
	free(text);
	text = render_issued("zh", "csv");
	CHECK(strstr(text, "notice,digest,hash,book,period,household,name,role,score\n"
			   "LX-2025-03,0123456789abcdef,fedcba9876543210,LX,2025Q3,001,Li Lei,party,1234.00\n"));
	free(text);
}

static void placeholders(void)
{
	char *unknown = sheet_unknown_placeholder("{place} {number}{until} {x", false);

	CHECK(unknown && strcmp(unknown, "{x") == 0);
	free(unknown);
	unknown = sheet_unknown_placeholder("{page}", false);
	CHECK(unknown && strcmp(unknown, "{page}") == 0);
	free(unknown);
	CHECK(!sheet_unknown_placeholder("{page}/{pages} } {digest}", true));
}

int main(void)
{
	english();
	chinese();
	unknown_text();
	issued();
	parts();
	placeholders();
	return check_end();
}
