#include "domain/grade.h"

#include <stdlib.h>

#include "base/dec.h"
#include "base/mem.h"

enum { WHOLE = 10000 }; /* 100.00 percent */

bool grade_is_earned(const struct grade_step *step)
{
	return step->from != BLANK || step->above != BLANK;
}

static bool reaches(const struct grade_step *step, int64_t figure, bool falling)
{
	if (figure == BLANK)
		return false;
	if (step->from != BLANK)
		return falling ? figure <= step->from : figure >= step->from;
	return step->above != BLANK && (falling ? figure < step->above : figure > step->above);
}

/* Whether step a begins later than b: at the same limit the step that excludes it. */
static bool is_higher(const struct grade_step *a, const struct grade_step *b, bool falling)
{
	int64_t x = a->from != BLANK ? a->from : a->above, y = b->from != BLANK ? b->from : b->above;

	if (x != y)
		return falling ? x < y : x > y;
	return a->from == BLANK && b->from != BLANK;
}

int grade_pick(const struct grade_step *steps, size_t n, int64_t figure, bool falling)
{
	int best = -1, rest = -1;

	for (size_t i = 0; i < n; i++) {
		if (!grade_is_earned(&steps[i]))
			rest = (int)i;
		else if (reaches(&steps[i], figure, falling) &&
			 (best < 0 || is_higher(&steps[i], &steps[best], falling)))
			best = (int)i;
	}
	return best < 0 ? rest : best;
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The figures that are there, in order; the caller frees them. */
static int64_t *sorted(const int64_t *figures, size_t n, size_t *count)
{
	int64_t *s = xcalloc(n + 1, sizeof *s);

	*count = 0;
	for (size_t i = 0; i < n; i++)
		if (figures[i] != BLANK)
			s[(*count)++] = figures[i];
	qsort(s, *count, sizeof *s, ascending);
	return s;
}

/* How many of s[0..n) are at most `figure`. */
static size_t at_most(const int64_t *s, size_t n, int64_t figure)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s[mid] <= figure)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void grade_percentiles(const int64_t *figures, size_t n, int64_t *percent)
{
	size_t count;
	int64_t *s = sorted(figures, n, &count);

	for (size_t i = 0; i < n; i++) {
		percent[i] = BLANK;
		if (figures[i] != BLANK &&
		    !dec_muldiv((int64_t)at_most(s, count, figures[i]), WHOLE, (int64_t)count, &percent[i]))
			bug("a percentile overflows");
	}
	free(s);
}

void grade_ranks(const int64_t *figures, size_t n, int64_t *ranks)
{
	size_t count;
	int64_t *s = sorted(figures, n, &count);

	for (size_t i = 0; i < n; i++)
		ranks[i] = figures[i] == BLANK ? BLANK : 100 * (int64_t)(count - at_most(s, count, figures[i]) + 1);
	free(s);
}
