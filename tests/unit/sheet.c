#include "job/sheet.h"

#include <stdlib.h>

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

	CHECK(strstr(text, "Laoxin: Notice of points\n"));
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

int main(void)
{
	english();
	chinese();
	unknown_text();
	return check_end();
}
