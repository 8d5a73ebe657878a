#include "paper/visible_diff.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

/* Above this many lines on both sides of a difference they are compared one by one: a table of n × m would not fit. */
enum { LINES_ALIGNED = 4000 };

struct aligning {
	const struct visible_line *a, *b;
	size_t n, m;
	uint16_t *common; /* of each pair, how many lines can agree from there on: (n + 1) × (m + 1) */
	difference_f *f;
	void *ctx;
};

static uint16_t *common_from(struct aligning *x, size_t i, size_t j)
{
	return &x->common[i * (x->m + 1) + j];
}

static void fill_table(struct aligning *x)
{
	x->common = xcalloc((x->n + 1) * (x->m + 1), sizeof *x->common);
	for (size_t i = x->n; i-- > 0;)
		for (size_t j = x->m; j-- > 0;) {
			uint16_t down = *common_from(x, i + 1, j), right = *common_from(x, i, j + 1);
			if (visible_same(&x->a[i], &x->b[j]))
				*common_from(x, i, j) = (uint16_t)(*common_from(x, i + 1, j + 1) + 1);
			else
				*common_from(x, i, j) = down > right ? down : right;
		}
}

/* A stretch of lines without counterpart on either side: pairs are changed lines, the rest is missing or added. */
static void report(struct aligning *x, size_t i, size_t i_end, size_t j, size_t j_end)
{
	while (i < i_end || j < j_end) {
		bool pair = i < i_end && j < j_end && x->a[i].row == x->b[j].row && x->a[i].head == x->b[j].head;
		const struct visible_line *a = i < i_end ? &x->a[i] : NULL,
					  *b = j < j_end && (pair || !a) ? &x->b[j] : NULL;
		x->f(x->ctx, a, b);
		i += a != NULL;
		j += b != NULL;
	}
}

static void walk_table(struct aligning *x)
{
	size_t i = 0, j = 0, i_from = 0, j_from = 0;

	while (i < x->n && j < x->m) {
		if (visible_same(&x->a[i], &x->b[j])) {
			report(x, i_from, i++, j_from, j++);
			i_from = i;
			j_from = j;
		} else if (*common_from(x, i + 1, j) >= *common_from(x, i, j + 1)) {
			i++;
		} else {
			j++;
		}
	}
	report(x, i_from, x->n, j_from, x->m);
}

void visible_diff(const struct visible *a, const struct visible *b, difference_f *f, void *ctx)
{
	struct aligning x = {.a = a->lines, .b = b->lines, .n = a->n, .m = b->n, .f = f, .ctx = ctx};

	while (x.n > 0 && x.m > 0 && visible_same(x.a, x.b)) {
		x.a++;
		x.b++;
		x.n--;
		x.m--;
	}
	while (x.n > 0 && x.m > 0 && visible_same(&x.a[x.n - 1], &x.b[x.m - 1])) {
		x.n--;
		x.m--;
	}
	if (x.n > LINES_ALIGNED || x.m > LINES_ALIGNED) {
		report(&x, 0, x.n, 0, x.m);
		return;
	}
	fill_table(&x);
	walk_table(&x);
	free(x.common);
}
