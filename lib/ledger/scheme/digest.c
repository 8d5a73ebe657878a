#include "ledger/scheme/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/mem.h"

/* Key and CSV line of a row without its book. The key's parts are divided by \1, so that it sorts as its columns do. */
struct digest_row {
	int64_t book;
	char *key;
	char *line;
};

struct digest_rows {
	const struct table *table;
	struct digest_row *row;
	size_t n, room;
};

static char *row_key(const struct table *t, const char *const *cells)
{
	struct buf b = {0};

	for (size_t i = 1; i < t->n; i++)
		if (t->fields[i].flags & FIELD_KEY) {
			buf_puts(&b, cells[i]);
			buf_putc(&b, '\1');
		}
	return buf_take(&b);
}

static int keep_row(void *ctx, int64_t book, const char *const *cells)
{
	struct digest_rows *d = ctx;

	if (d->n == d->room) {
		d->room = d->room ? 2 * d->room : 64;
		d->row = xrealloc(d->row, d->room, sizeof *d->row);
	}
	d->row[d->n++] = (struct digest_row){book, row_key(d->table, cells), csv_line(cells + 1, d->table->n - 1)};
	return 0;
}

static int by_key(const void *a, const void *b)
{
	const struct digest_row *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c ? c : x->book < y->book ? -1 : x->book > y->book;
}

/* The rows of a table, of all books. */
static int read_rows(struct ledger *l, const struct table *t, struct digest_rows **out)
{
	struct digest_rows *d = xcalloc(1, sizeof *d);
	int rc;

	d->table = t;
	rc = table_each(l, t, keep_row, d);
	if (d->n)
		qsort(d->row, d->n, sizeof *d->row, by_key);
	*out = d;
	return rc;
}

static void free_rows(struct digest_rows *d)
{
	if (!d)
		return;
	for (size_t i = 0; i < d->n; i++) {
		free(d->row[i].key);
		free(d->row[i].line);
	}
	free(d->row);
	free(d);
}

static void add_line(struct hasher *h, const char *line)
{
	hasher_add(h, line, strlen(line));
	hasher_add(h, "\n", 1);
}

static void add_header(struct hasher *h, const struct table *t)
{
	const char *names[TABLE_FIELDS] = {NULL};
	char *line;

	for (size_t i = 0; i < t->n; i++)
		names[i] = t->fields[i].name;
	line = csv_line(names + 1, t->n - 1);
	add_line(h, line);
	free(line);
}

static char *digest_of(const struct ledger *l, const struct digest_rows *d, const struct book *book,
		       char hex[static HASH_SIZE])
{
	struct hasher *h = hasher_new();

	add_header(h, d->table);
	for (size_t i = 0, end; i < d->n; i = end) {
		const struct digest_row *best = NULL;
		int nearest = 100;
		for (end = i; end < d->n && strcmp(d->row[end].key, d->row[i].key) == 0; end++) {
			int far = book_distance(l, book->id, d->row[end].book);
			if (far >= 0 && far < nearest) {
				nearest = far;
				best = &d->row[end];
			}
		}
		if (best)
			add_line(h, best->line);
	}
	return hasher_end(h, hex);
}

char *digest_rows(const struct ledger *l, const struct book *book, const struct table *t, const char *const *const *rows, size_t n,
		  char hex[static HASH_SIZE])
{
	struct digest_rows *d = xcalloc(1, sizeof *d);

	d->table = t;
	for (size_t i = 0; i < n; i++)
		keep_row(d, book->id, rows[i]);
	if (d->n)
		qsort(d->row, d->n, sizeof *d->row, by_key);
	digest_of(l, d, book, hex);
	free_rows(d);
	return hex;
}

struct known_digest {
	int64_t book;
	const struct table *table;
	char hex[HASH_SIZE];
};

struct digests {
	struct known_digest *known;
	size_t n;
};

static int take_table(struct ledger *l, const struct table *t, struct digests *out)
{
	struct digest_rows *rows;
	int rc = read_rows(l, t, &rows);

	for (size_t i = 0; rc == 0 && i < l->nbooks; i++) {
		struct known_digest *k = &out->known[out->n++];
		k->book = l->books[i].id;
		k->table = t;
		digest_of(l, rows, &l->books[i], k->hex);
	}
	free_rows(rows);
	return rc;
}

int digests_take(struct ledger *l, struct digests **out)
{
	struct digests *d = xcalloc(1, sizeof *d);
	size_t scheme = 0;
	int rc = 0;

	for (const struct table *t = tables; t->name; t++)
		scheme += t->scheme;
	d->known = xcalloc(scheme * l->nbooks, sizeof *d->known);
	for (const struct table *t = tables; t->name && rc == 0; t++)
		if (t->scheme)
			rc = take_table(l, t, d);
	*out = d;
	return rc;
}

void digests_free(struct digests *d)
{
	if (d)
		free(d->known);
	free(d);
}

const char *digests_get(const struct digests *d, const struct book *book, const struct table *t)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->known[i].book == book->id && d->known[i].table == t)
			return d->known[i].hex;
	return "";
}
