#include "ledger/scheme/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/mem.h"

/* A set of columns has a bit for each. */
_Static_assert(TABLE_FIELDS <= 32, "columns fit into a set");

struct digest_row {
	int64_t book;
	char *key;     /* its parts are divided by \1, so that it sorts as its columns do */
	char *cells;   /* of all columns, each with its NUL */
	uint32_t used; /* the columns in which it has something else than the default */
	char *line;    /* as CSV of the columns `shown`; NULL: none was made yet */
	uint32_t shown;
};

struct digest_rows {
	const struct table *table;
	struct digest_row *row;
	size_t n, room;
};

/* Which columns of a table a digest is about. */
static bool in_digest(const struct table *t, const struct field *f)
{
	return t->scheme ? f->type != FIELD_BOOK : (f->flags & FIELD_CHAINED) != 0;
}

static char *row_key(const struct table *t, const char *const *cells)
{
	struct buf b = {0};

	for (size_t i = 0; i < t->n; i++)
		if ((t->fields[i].flags & FIELD_KEY) && t->fields[i].type != FIELD_BOOK) {
			buf_puts(&b, cells[i]);
			buf_putc(&b, '\1');
		}
	return buf_take(&b);
}

static uint32_t used_columns(const struct table *t, const char *const *cells)
{
	uint32_t used = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->fields[i];
		if (in_digest(t, f) && strcmp(cells[i], f->fallback ? f->fallback : "") != 0)
			used |= (uint32_t)1 << i;
	}
	return used;
}

static char *join_cells(const struct table *t, const char *const *cells)
{
	struct buf b = {0};

	for (size_t i = 0; i < t->n; i++)
		buf_add(&b, cells[i], strlen(cells[i]) + 1);
	return buf_take(&b);
}

static int keep_row(void *ctx, int64_t book, const char *const *cells)
{
	struct digest_rows *d = ctx;

	if (d->n == d->room) {
		d->room = d->room ? 2 * d->room : 64;
		d->row = xrealloc(d->row, d->room, sizeof *d->row);
	}
	d->row[d->n++] = (struct digest_row){
		book, row_key(d->table, cells), join_cells(d->table, cells), used_columns(d->table, cells), NULL, 0};
	return 0;
}

static int by_key(const void *a, const void *b)
{
	const struct digest_row *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	return c ? c : x->book < y->book ? -1 : x->book > y->book;
}

static void sort_rows(struct digest_rows *d)
{
	if (d->n)
		qsort(d->row, d->n, sizeof *d->row, by_key);
}

static void free_rows(struct digest_rows *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->row[i].key);
		free(d->row[i].cells);
		free(d->row[i].line);
	}
	free(d->row);
}

static void add_line(struct hasher *h, const char *line)
{
	hasher_add(h, line, strlen(line));
	hasher_add(h, "\n", 1);
}

static void add_header(struct hasher *h, const struct table *t, uint32_t columns)
{
	const char *names[TABLE_FIELDS];
	size_t n = 0;
	char *line;

	for (size_t i = 0; i < t->n; i++)
		if (columns >> i & 1)
			names[n++] = t->fields[i].name;
	line = csv_line(names, n);
	add_line(h, line);
	free(line);
}

/* Books that use the same columns share the text. */
static void add_row(struct hasher *h, const struct table *t, struct digest_row *row, uint32_t columns)
{
	const char *cells[TABLE_FIELDS], *cell = row->cells;
	size_t n = 0;

	if (!row->line || row->shown != columns) {
		for (size_t i = 0; i < t->n; i++, cell += strlen(cell) + 1)
			if (columns >> i & 1)
				cells[n++] = cell;
		free(row->line);
		row->line = csv_line(cells, n);
		row->shown = columns;
	}
	add_line(h, row->line);
}

static char *digest_of(const struct table *t, struct digest_row *const *rows, size_t n, char hex[static HASH_SIZE])
{
	struct hasher *h = hasher_new();
	uint32_t columns = 0;

	for (size_t i = 0; i < n; i++)
		columns |= rows[i]->used;
	if (n > 0)
		add_header(h, t, columns);
	for (size_t i = 0; i < n; i++)
		add_row(h, t, rows[i], columns);
	return hasher_end(h, hex);
}

/* Of several rows with one key the one that is nearest to the book, NULL when none concerns it; *i moves behind them. */
static struct digest_row *nearest_row(const struct ledger *l, const struct digest_rows *d, const struct book *book, size_t *i)
{
	const char *key = d->row[*i].key;
	struct digest_row *best = NULL;
	int nearest = 100;

	for (; *i < d->n && strcmp(d->row[*i].key, key) == 0; ++*i) {
		int far = book_distance(l, book->id, d->row[*i].book);
		if (far >= 0 && far < nearest) {
			nearest = far;
			best = &d->row[*i];
		}
	}
	return best;
}

static void digest_in_force(const struct ledger *l, const struct digest_rows *d, const struct book *book, char hex[static HASH_SIZE])
{
	struct digest_row **rows = xcalloc(d->n + 1, sizeof *rows);
	size_t n = 0;

	for (size_t i = 0; i < d->n;) {
		rows[n] = nearest_row(l, d, book, &i);
		n += rows[n] != NULL;
	}
	digest_of(d->table, rows, n, hex);
	free(rows);
}

struct known_digest {
	const struct table *table;
	char *book; /* its code */
	char hex[HASH_SIZE];
};

struct digests {
	struct known_digest *known;
	size_t n, room;
	struct map places; /* table and book → place in known */
	char nothing[HASH_SIZE];
};

/* `TABLE BOOK`; owned by the caller. */
static char *place_name(const struct table *t, const char *book)
{
	return xasprintf("%s %s", t->name, book);
}

static struct known_digest *find_digest(const struct digests *d, const struct table *t, const char *book)
{
	char *name = place_name(t, book);
	const int64_t *place = map_get(&d->places, name, strlen(name));

	free(name);
	return place ? &d->known[*place] : NULL;
}

static struct known_digest *add_digest(struct digests *d, const struct table *t, const char *book)
{
	char *name = place_name(t, book);

	map_put(&d->places, name, strlen(name), (int64_t)d->n, NULL);
	free(name);
	if (d->n == d->room) {
		d->room = d->room ? 2 * d->room : 64;
		d->known = xrealloc(d->known, d->room, sizeof *d->known);
	}
	d->known[d->n] = (struct known_digest){.table = t, .book = xstrdup(book)};
	return &d->known[d->n++];
}

static int take_table(struct ledger *l, const struct table *t, struct digests *out)
{
	struct digest_rows rows = {.table = t};
	int rc = table_each(l, t, keep_row, &rows);

	sort_rows(&rows);
	for (size_t i = 0; rc == 0 && i < l->nbooks; i++)
		digest_in_force(l, &rows, &l->books[i], add_digest(out, t, l->books[i].code)->hex);
	free_rows(&rows);
	return rc;
}

int digests_take(struct ledger *l, struct digests **out)
{
	struct digests *d = xcalloc(1, sizeof *d);
	int rc = 0;

	hash_hex("", 0, d->nothing);
	for (const struct table *t = tables; t->name && rc == 0; t++)
		if (t->scheme)
			rc = take_table(l, t, d);
	*out = d;
	return rc;
}

void digests_free(struct digests *d)
{
	if (!d)
		return;
	for (size_t i = 0; i < d->n; i++)
		free(d->known[i].book);
	free(d->known);
	map_free(&d->places);
	free(d);
}

const char *digests_get(const struct digests *d, const struct book *book, const struct table *t)
{
	const struct known_digest *k = find_digest(d, t, book->code);

	return k ? k->hex : d->nothing;
}

/* The row of the book itself: the table of books has no column that says whose a row is. */
static int take_book_row(struct ledger *l, const struct table *t, const char *book, struct digest_rows *out)
{
	const char *key[TABLE_FIELDS] = {book};
	struct table_row row;

	if (table_get(l, t, key, &row))
		keep_row(out, 0, row.cell);
	return table_end(&row);
}

static int take_own_rows(struct ledger *l, const struct table *t, const char *code, struct digest_rows *out)
{
	const struct book *book = book_lookup(l, code);
	struct table_row row;

	if (t->fields[0].type != FIELD_BOOK)
		return take_book_row(l, t, code, out);
	if (!book)
		return 0;
	table_walk(l, t, book->id, &row);
	while (table_next(&row))
		keep_row(out, book->id, row.cell);
	return table_end(&row);
}

/* The digest of all of them, which are of one book and freed. */
static char *digest_all(struct digest_rows *d, char hex[static HASH_SIZE])
{
	struct digest_row **rows = xcalloc(d->n + 1, sizeof *rows);

	sort_rows(d);
	for (size_t i = 0; i < d->n; i++)
		rows[i] = &d->row[i];
	digest_of(d->table, rows, d->n, hex);
	free(rows);
	free_rows(d);
	return hex;
}

char *digest_rows(const struct table *t, const char *const *const *rows, size_t n, char hex[static HASH_SIZE])
{
	struct digest_rows d = {.table = t};

	for (size_t i = 0; i < n; i++)
		keep_row(&d, 0, rows[i]);
	return digest_all(&d, hex);
}

int roster_digest(struct ledger *l, const struct table *t, const char *book, char hex[static HASH_SIZE])
{
	struct digest_rows own = {.table = t};
	int rc = take_own_rows(l, t, book, &own);

	digest_all(&own, hex);
	return rc;
}

bool digests_noted(const struct digests *d, const struct book *book, const struct table *t)
{
	return !t->scheme && find_digest(d, t, book->code);
}

int digests_note(struct ledger *l, struct digests *d, const struct table *t, const char *book)
{
	char hex[HASH_SIZE];
	int rc;

	if (t->scheme || find_digest(d, t, book))
		return 0;
	rc = roster_digest(l, t, book, hex);
	if (rc == 0)
		memcpy(add_digest(d, t, book)->hex, hex, HASH_SIZE);
	return rc;
}
