#include "ledger/scheme/in_force.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct reading {
	const struct ledger *l;
	const struct book *book;
	struct scheme_rows *out;
};

static int add(void *ctx, int64_t book, const char *const *cells)
{
	struct reading *r = ctx;
	struct scheme_rows *out = r->out;
	int distance = book_distance(r->l, r->book->id, book);

	if (distance < 0)
		return 0;
	if (out->n == out->room) {
		out->room = out->room ? 2 * out->room : 16;
		out->row = xrealloc(out->row, out->room, sizeof *out->row);
	}
	out->row[out->n].book = book;
	out->row[out->n].distance = distance;
	for (size_t i = 0; i < out->table->n; i++)
		out->row[out->n].cell[i] = xstrdup(cells[i]);
	out->n++;
	return 0;
}

static int column(const struct table *t, const char *name)
{
	int i = table_field(t, name);

	if (i < 0)
		bug("table %s has no column `%s`", t->name, name);
	return i;
}

static void drop(const struct scheme_rows *rows, size_t i)
{
	for (size_t c = 0; c < rows->table->n; c++)
		free(rows->row[i].cell[c]);
}

/* Whether another row of the same thing lies nearer. */
static bool is_hidden(const struct scheme_rows *rows, size_t i, int thing)
{
	for (size_t k = 0; k < rows->n; k++)
		if (rows->row[k].distance < rows->row[i].distance &&
		    strcmp(rows->row[k].cell[thing], rows->row[i].cell[thing]) == 0)
			return true;
	return false;
}

static void keep_nearest(struct scheme_rows *rows, int thing)
{
	bool *hidden = xcalloc(rows->n + 1, sizeof *hidden);
	size_t kept = 0;

	for (size_t i = 0; i < rows->n; i++)
		hidden[i] = is_hidden(rows, i, thing);
	for (size_t i = 0; i < rows->n; i++) {
		if (hidden[i])
			drop(rows, i);
		else
			rows->row[kept++] = rows->row[i];
	}
	rows->n = kept;
	free(hidden);
}

int in_force_read(struct ledger *l, const char *table, const struct book *book, const char *thing,
		  struct scheme_rows *out)
{
	struct reading r = {l, book, out};
	int rc;

	*out = (struct scheme_rows){.table = table_find(table)};
	rc = table_each(l, out->table, add, &r);
	keep_nearest(out, column(out->table, thing));
	return rc;
}

const char *in_force_get(const struct scheme_rows *rows, size_t i, const char *name)
{
	return rows->row[i].cell[column(rows->table, name)];
}

int64_t in_force_amount(const struct scheme_rows *rows, size_t i, const char *name)
{
	return table_amount(in_force_get(rows, i, name));
}

void in_force_free(struct scheme_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		drop(rows, i);
	free(rows->row);
	*rows = (struct scheme_rows){0};
}
