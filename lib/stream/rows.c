#include "stream/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { CACHE_LINE = 64 };

static void begin_row(struct rowset *r)
{
	if (r->n == r->size) {
		r->size = r->size ? 2 * r->size : 1024;
		r->start = xrealloc(r->start, r->size, sizeof *r->start);
	}
	r->start[r->n++] = r->used;
}

static void add_bytes(struct rowset *r, const char *s, size_t n)
{
	if (n > r->room - r->used) {
		r->room = 2 * r->room + (1 << 16) + n;
		r->arena = xrealloc(r->arena, r->room, 1);
	}
	memcpy(r->arena + r->used, s, n);
	r->used += n;
}

void rows_add(struct rowset *r, const char *const *cells)
{
	begin_row(r);
	for (size_t i = 0; i < r->columns; i++)
		add_bytes(r, cells[i], strlen(cells[i]) + 1);
}

void rows_add_packed(struct rowset *r, const char *cells, size_t n)
{
	begin_row(r);
	add_bytes(r, cells, n);
}

static size_t row_end(const struct rowset *r, size_t i)
{
	return i + 1 < r->n ? r->start[i + 1] : r->used;
}

const char *rows_packed(const struct rowset *r, size_t i, size_t *n)
{
	*n = row_end(r, i) - r->start[i];
	return r->arena + r->start[i];
}

void rows_cells(const struct rowset *r, size_t i, const char **cells)
{
	const char *at = r->arena + r->start[i];

	for (size_t c = 0; c < r->columns; c++) {
		cells[c] = at;
		at += strlen(at) + 1;
	}
}

void rows_prefetch(const struct rowset *r, size_t soon, size_t later)
{
	const char *at = r->arena + r->start[soon];

	__builtin_prefetch(&r->start[later]);
	__builtin_prefetch(at);
	__builtin_prefetch(at + CACHE_LINE);
}

void rows_keep(struct rowset *r, const uint32_t *kept, size_t n)
{
	size_t used = 0;

	for (size_t k = 0; k < n; k++) {
		size_t i = kept[k], len = row_end(r, i) - r->start[i];
		memmove(r->arena + used, r->arena + r->start[i], len);
		r->start[k] = used;
		used += len;
	}
	r->n = n;
	r->used = used;
}

void rows_free(struct rowset *r)
{
	free(r->start);
	free(r->arena);
	*r = (struct rowset){0};
}
