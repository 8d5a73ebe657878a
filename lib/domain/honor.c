#include "domain/honor.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum honor_ties honor_ties_of(const char *word)
{
	static const char *const words[] = {"panel", "all", "order"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0)
			return (enum honor_ties)i;
	bug("there is no way to break ties called `%s`", word);
}

static int less_first(int64_t x, int64_t y)
{
	return (x > y) - (x < y);
}

static int by_merit(const void *a, const void *b)
{
	const struct honor_candidate *x = a, *y = b;
	int c = less_first(y->figure, x->figure);

	if (c == 0)
		c = less_first(x->deducted, y->deducted);
	if (c == 0)
		c = less_first(y->earned, x->earned);
	return c ? c : strcmp(x->code, y->code);
}

static bool is_reached(const struct honor_limits *l, const struct honor_candidate *c)
{
	return l->nominated || (l->from != BLANK ? c->figure >= l->from : c->figure > 0);
}

static void set_ranks(const struct honor_limits *l, struct honor_candidate *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool tied = i > 0 && c[i].figure == c[i - 1].figure;
		c[i].rank = !is_reached(l, &c[i]) ? 0 : tied ? c[i - 1].rank : (int64_t)i + 1;
		c[i].state = HONOR_OUT;
		c[i].even = false;
	}
}

/* Where those end that compete with c[first] for the places left, and how many of them are free to get one. */
static size_t rivals(const struct honor_limits *l, const struct honor_candidate *c, size_t n, size_t first,
		     int64_t *count)
{
	size_t last = first;

	for (*count = 0; last < n && (l->nominated || c[last].figure == c[first].figure); last++)
		*count += !c[last].barred;
	return last;
}

static enum honor_state state_of(const struct honor_limits *l, const struct honor_candidate *c, bool fits, bool place)
{
	if (c->barred)
		return HONOR_PASSED;
	if (fits)
		return HONOR_CANDIDATE;
	if (l->nominated || l->ties == HONOR_PANEL)
		return HONOR_TIE;
	return place ? HONOR_CANDIDATE : HONOR_PASSED;
}

/* Gives the places left to rivals, in their order where that decides, and returns how many are left then. */
static int64_t place(const struct honor_limits *l, struct honor_candidate *c, size_t n, int64_t count, int64_t left)
{
	bool all = count <= left, fits = all || (l->ties == HONOR_ALL && !l->nominated);

	for (size_t i = 0; i < n; i++) {
		c[i].state = state_of(l, &c[i], fits, left > 0);
		c[i].even = !c[i].barred && !all;
		left -= !c[i].barred;
	}
	return left;
}

void honor_decide(const struct honor_limits *limits, struct honor_candidate *c, size_t n)
{
	int64_t left = limits->top == BLANK ? INT64_MAX : limits->top, count;

	if (n)
		qsort(c, n, sizeof *c, by_merit);
	set_ranks(limits, c, n);
	for (size_t first = 0, last; first < n && left > 0 && is_reached(limits, &c[first]); first = last) {
		last = rivals(limits, c, n, first, &count);
		left = place(limits, c + first, last - first, count, left);
	}
}
