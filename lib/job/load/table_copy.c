#include "job/load/table_copy.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int copy_row(void *ctx, int64_t book, const char *const *cells)
{
	struct table_copy *h = ctx;
	struct row_copy *r;

	if (h->n == h->room) {
		h->room = h->room ? 2 * h->room : 64;
		h->row = xrealloc(h->row, h->room, sizeof *h->row);
	}
	r = &h->row[h->n++];
	r->book = book;
	for (size_t i = 0; i < h->table->n; i++)
		r->cell[i] = xstrdup(cells[i]);
	return 0;
}

int copy_read(struct ledger *l, const char *name, struct table_copy *h)
{
	h->table = table_find(name);
	return table_each(l, h->table, copy_row, h);
}

void copy_free(struct table_copy *h)
{
	for (size_t r = 0; r < h->n; r++)
		for (size_t i = 0; i < h->table->n; i++)
			free(h->row[r].cell[i]);
	free(h->row);
}

static const char *const *copy_cells(const struct table_copy *h, size_t r)
{
	return (const char *const *)h->row[r].cell;
}

const char *copy_get(const struct table_copy *h, size_t r, const char *name)
{
	return h->row[r].cell[table_field(h->table, name)];
}

int64_t copy_amount(const struct table_copy *h, size_t r, const char *name)
{
	return table_amount(copy_get(h, r, name));
}

void copy_place(struct loading *ld, const struct table_copy *h, size_t r)
{
	loading_at(ld, h->table, copy_cells(h, r));
}
