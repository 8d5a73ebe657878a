/* Caps and ladders of a whole scheme: only what provably never binds is refused. */
#include <string.h>

#include "base/lang.h"
#include "domain/blank.h"
#include "job/load/table_copy.h"

/* Steps lie together, in order of `from`. */
static bool same_ladder(const struct table_copy *h, size_t a, size_t b)
{
	return h->row[a].book == h->row[b].book && strcmp(copy_get(h, a, "ladder"), copy_get(h, b, "ladder")) == 0;
}

void check_ladders(struct loading *ld, const struct table_copy *ladders)
{
	for (size_t r = 1; r < ladders->n; r++) {
		const char *ladder = copy_get(ladders, r, "ladder"), *mode = copy_get(ladders, r, "mode");
		if (!same_ladder(ladders, r - 1, r))
			continue;
		copy_place(ld, ladders, r);
		if (strcmp(copy_get(ladders, r - 1, "mode"), mode) != 0)
			loading_inconsistent(
				ld, _("ladder %s is %s up to %s and %s from there: all its steps need one mode"),
				ladder, copy_get(ladders, r - 1, "mode"), copy_get(ladders, r, "from"), mode);
		else if (strcmp(mode, "highest") == 0 &&
			 copy_amount(ladders, r, "points") < copy_amount(ladders, r - 1, "points"))
			loading_inconsistent(ld,
					     _("ladder %s gives fewer points from %s on than below: steps of mode "
					       "highest must rise"),
					     ladder, copy_get(ladders, r, "from"));
	}
}

/* Whether a row of `row` could count where one of `book` does, in either direction. */
static bool could_count(const struct ledger *l, int64_t book, int64_t row)
{
	return book_distance(l, book, row) >= 0 || book_distance(l, row, book) >= 0;
}

/* The most that any ladder of that code could give in a window; false when there is no such limit. */
static bool ladder_top(struct loading *ld, const struct table_copy *ladders, int64_t book, const char *code,
		       int64_t *top)
{
	*top = 0;
	for (size_t r = 0; r < ladders->n; r++) {
		int64_t points = copy_amount(ladders, r, "points");
		if (strcmp(copy_get(ladders, r, "ladder"), code) != 0 ||
		    !could_count(ld->l, book, ladders->row[r].book))
			continue;
		if (strcmp(copy_get(ladders, r, "mode"), "highest") != 0)
			return false;
		if (points != BLANK && points > *top)
			*top = points;
	}
	return *top > 0;
}

void check_top(struct loading *ld, const struct table_copy *rules, const struct table_copy *ladders)
{
	for (size_t r = 0; r < rules->n; r++) {
		const char *ladder = copy_get(rules, r, "ladder");
		int64_t cap = copy_amount(rules, r, "cap_points"), top;
		if (!*ladder || cap == BLANK || !ladder_top(ld, ladders, rules->row[r].book, ladder, &top) || cap < top)
			continue;
		copy_place(ld, rules, r);
		loading_inconsistent(
			ld,
			_("cap_points %s of rule %s never binds: ladder %s gives no more; lower it or leave it blank"),
			copy_get(rules, r, "cap_points"), copy_get(rules, r, "rule"), ladder);
	}
}

/* Whether every window of `inner` lies in one of `outer`. Weeks cross the ends of months. */
static bool lies_within(const char *inner, const char *outer)
{
	static const char *const pers[] = {"day", "month", "quarter", "half", "year", "ever", NULL};

	if (strcmp(inner, "week") == 0)
		return strcmp(outer, "week") == 0 || strcmp(outer, "ever") == 0;
	if (strcmp(outer, "week") == 0)
		return strcmp(inner, "day") == 0;
	for (const char *const *p = pers; *p; p++) {
		if (strcmp(*p, inner) == 0)
			return *outer != '\0';
		if (strcmp(*p, outer) == 0)
			return false;
	}
	return false;
}

/* What a category allows in a window at most; BLANK: no limit. */
static int64_t category_limit(const struct table_copy *c, size_t r)
{
	int64_t cap = copy_amount(c, r, "cap_points"), full = copy_amount(c, r, "full");

	return cap == BLANK || (full != BLANK && full < cap) ? full : cap;
}

/* The row of a category that is always reached before the cap; every row that could count must say so. */
static bool always_first(struct loading *ld, const struct table_copy *rules, size_t r,
			 const struct table_copy *categories, size_t *which)
{
	int64_t cap = copy_amount(rules, r, "cap_points");
	bool found = false;

	for (size_t c = 0; c < categories->n; c++) {
		int64_t limit = category_limit(categories, c);
		if (strcmp(copy_get(categories, c, "category"), copy_get(rules, r, "category")) != 0 ||
		    !could_count(ld->l, rules->row[r].book, categories->row[c].book))
			continue;
		if (limit == BLANK || cap <= limit ||
		    !lies_within(copy_get(rules, r, "cap_per"), copy_get(categories, c, "cap_per")))
			return false;
		found = true;
		*which = c;
	}
	return found;
}

void check_outer_caps(struct loading *ld, const struct table_copy *rules, const struct table_copy *categories)
{
	for (size_t r = 0; r < rules->n; r++) {
		char limit[DEC_SIZE];
		size_t c;
		if (copy_amount(rules, r, "cap_points") == BLANK || !always_first(ld, rules, r, categories, &c))
			continue;
		copy_place(ld, rules, r);
		loading_inconsistent(ld,
				     _("cap_points %s a %s of rule %s never binds: category %s allows %s a %s in all; "
				       "lower it or leave it "
				       "blank"),
				     copy_get(rules, r, "cap_points"), copy_get(rules, r, "cap_per"),
				     copy_get(rules, r, "rule"), copy_get(rules, r, "category"),
				     dec_format(category_limit(categories, c), limit),
				     copy_get(categories, c, "cap_per"));
	}
}
