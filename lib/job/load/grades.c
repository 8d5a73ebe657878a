/* Scales of grades: their steps agree in what they grade, and can be told apart. */
#include <string.h>

#include "base/lang.h"
#include "domain/blank.h"
#include "job/load/table_copy.h"

static bool same_scale(const struct table_copy *g, size_t a, size_t b)
{
	return g->row[a].book == g->row[b].book && strcmp(copy_get(g, a, "scale"), copy_get(g, b, "scale")) == 0;
}

static bool agree(const struct table_copy *g, size_t a, size_t b, const char *column)
{
	return strcmp(copy_get(g, a, column), copy_get(g, b, column)) == 0;
}

/* A limit that no figure can be compared with. */
static bool is_beyond(const struct table_copy *g, size_t r, const char *column)
{
	int64_t limit = copy_amount(g, r, column);
	const char *basis = copy_get(g, r, "basis");

	if (limit == BLANK)
		return false;
	if (strcmp(basis, "percentile") == 0)
		return limit < 0 || limit > 10000;
	if (strcmp(basis, "rank") == 0)
		return limit < 100;
	return strcmp(basis, "hours") == 0 && limit < 0;
}

static void check_limits(struct loading *ld, const struct table_copy *g, size_t r)
{
	static const char *const limits[] = {"from", "above"};
	const char *scale = copy_get(g, r, "scale"), *grade = copy_get(g, r, "grade");

	if (*copy_get(g, r, "from") && *copy_get(g, r, "above"))
		loading_inconsistent(
			ld, _("grade %s of scale %s has from and above: only one of them can say where it begins"),
			grade, scale);
	for (size_t i = 0; i < 2; i++)
		if (is_beyond(g, r, limits[i]))
			loading_inconsistent(ld, _("grade %s of scale %s begins at %s, which is no %s"), grade, scale,
					     copy_get(g, r, limits[i]), copy_get(g, r, "basis"));
}

static void check_pair(struct loading *ld, const struct table_copy *g, size_t a, size_t b)
{
	static const char *const columns[] = {"basis", "level"};
	const char *scale = copy_get(g, b, "scale");

	/* Neighbours are enough: one odd step is told once, or twice. */
	for (size_t i = 0; i < 2 && a + 1 == b; i++)
		if (!agree(g, a, b, columns[i]))
			loading_inconsistent(
				ld, _("scale %s has the %s %s at grade %s and %s at grade %s: all its steps need one"),
				scale, columns[i], copy_get(g, a, columns[i]), copy_get(g, a, "grade"),
				copy_get(g, b, columns[i]), copy_get(g, b, "grade"));
	if (agree(g, a, b, "from") && agree(g, a, b, "above"))
		loading_inconsistent(ld, _("grades %s and %s of scale %s begin at the same figure"),
				     copy_get(g, a, "grade"), copy_get(g, b, "grade"), scale);
}

void check_grade_rows(struct loading *ld, const struct table_copy *grades)
{
	for (size_t r = 0; r < grades->n; r++) {
		copy_place(ld, grades, r);
		check_limits(ld, grades, r);
		for (size_t a = r; a-- > 0 && same_scale(grades, a, r);)
			check_pair(ld, grades, a, r);
	}
}
