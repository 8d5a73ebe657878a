#include "job/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

enum { CACHE_LINE = 64 };

void rows_add(struct rowset *r, const char *const *cells)
{
	if (r->n == r->size) {
		r->size = r->size ? 2 * r->size : 1024;
		r->start = xrealloc(r->start, r->size, sizeof *r->start);
	}
	r->start[r->n++] = r->used;
	for (size_t i = 0; i < r->columns; i++) {
		size_t len = strlen(cells[i]) + 1;
		if (len > r->room - r->used) {
			r->room = 2 * r->room + (1 << 16) + len;
			r->arena = xrealloc(r->arena, r->room, 1);
		}
		memcpy(r->arena + r->used, cells[i], len);
		r->used += len;
	}
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
		size_t i = kept[k], end = i + 1 < r->n ? r->start[i + 1] : r->used, len = end - r->start[i];
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
