#include "domain/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void tally_key_add(struct buf *key, const char *cell)
{
	buf_add(key, cell, strlen(cell) + 1);
}

const char *tally_key_cell(const char *key, size_t i)
{
	while (i-- > 0)
		key += strlen(key) + 1;
	return key;
}

size_t tally_at(struct tally *t, const struct buf *key, bool *added)
{
	bool fresh;
	size_t i = (size_t)*map_put(&t->index, key->n ? key->s : "", key->n, (int64_t)t->n, &fresh);

	if (fresh) {
		if (t->n == t->size) {
			t->size = t->size ? 2 * t->size : 64;
			t->rows = xrealloc(t->rows, t->size, sizeof *t->rows);
		}
		t->rows[t->n++] = (struct tally_row){0};
	}
	if (added)
		*added = fresh;
	return i;
}

const char *tally_key(const struct tally *t, size_t i)
{
	return map_key(&t->index, i, NULL);
}

static int by_key(const void *a, const void *b, void *ctx)
{
	const struct map *m = ctx;
	size_t x, y;
	const char *p = map_key(m, *(const uint32_t *)a, &x), *q = map_key(m, *(const uint32_t *)b, &y);
	int c = memcmp(p, q, x < y ? x : y);

	return c ? c : (x > y) - (x < y);
}

uint32_t *tally_order(const struct tally *t)
{
	uint32_t *order = xcalloc(t->n + 1, sizeof *order);
	struct map index = t->index;

	for (size_t i = 0; i < t->n; i++)
		order[i] = (uint32_t)i;
	qsort_r(order, t->n, sizeof *order, by_key, &index);
	return order;
}

void tally_free(struct tally *t)
{
	map_free(&t->index);
	free(t->rows);
	*t = (struct tally){0};
}
