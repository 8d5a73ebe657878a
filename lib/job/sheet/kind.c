/* What sheets are about, and how that is told by the columns of a stream. */
#include <string.h>

#include "job/sheet/sheet.h"

static const char *const kind_names[] = {
	[SHEET_SCORES] = "scores",
	[SHEET_RANKING] = "ranking",
	[SHEET_DEDUCTIONS] = "deductions",
	[SHEET_REDEMPTIONS] = "redemptions",
	[SHEET_HONORS] = "honors",
	[SHEET_OUTCOMES] = "outcomes",
	[SHEET_FUND] = "fund",
	[SHEET_STOCK] = "stock",
	[SHEET_OTHER] = "other",
};

/*
 * The columns that only a stream of this kind has, the first kind that fits wins; a `-` before one that it must
 * not have.
 */
static const struct {
	enum sheet_kind kind;
	const char *columns[4];
} marks[] = {
	{SHEET_REDEMPTIONS, {"receipt"}},
	{SHEET_OUTCOMES, {"dispute", "outcome"}},
	{SHEET_HONORS, {"honor"}},
	{SHEET_FUND, {"income", "spent", "-household"}},
	{SHEET_STOCK, {"item", "shop", "-household"}},
	{SHEET_SCORES, {"household", "score", "points", "-entry"}},
};

const char *sheet_kind_name(enum sheet_kind kind)
{
	return kind_names[kind];
}

bool sheet_kind_parse(const char *word, enum sheet_kind *out)
{
	for (enum sheet_kind k = SHEET_SCORES; k < SHEET_OTHER; k++) {
		if (strcmp(kind_names[k], word) == 0) {
			*out = k;
			return true;
		}
	}
	return false;
}

static int find_column(const char *const *names, size_t n, const char *name)
{
	for (size_t c = 0; c < n; c++)
		if (strcmp(names[c], name) == 0)
			return (int)c;
	return -1;
}

/* A list of what was taken off, and of nothing else. */
static bool are_deductions(const struct rowset *rows, size_t first, size_t last, size_t kind)
{
	for (size_t i = first; i < last; i++) {
		const char *cell = rows->arena + rows->start[i];
		for (size_t c = 0; c < kind; c++)
			cell += strlen(cell) + 1;
		if (strcmp(cell, "deduct") != 0 && strcmp(cell, "veto") != 0)
			return false;
	}
	return first < last;
}

enum sheet_kind sheet_recognise(const struct rowset *rows, size_t first, size_t last, const char *const *names)
{
	int kind = find_column(names, rows->columns, "kind");

	if (kind >= 0 && are_deductions(rows, first, last, (size_t)kind))
		return SHEET_DEDUCTIONS;
	for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
		bool fits = true;
		for (size_t c = 0; c < 4 && marks[m].columns[c]; c++) {
			const char *name = marks[m].columns[c];
			bool wanted = *name != '-';
			fits &= (find_column(names, rows->columns, name + !wanted) >= 0) == wanted;
		}
		if (fits)
			return marks[m].kind;
	}
	return SHEET_OTHER;
}
