/* Rows of the tables in and out of the database, by statements made from their description. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "ledger/scheme/tables.h"

enum action { GET, WALK, PUT, REMOVE, ACTIONS };

static const char *column(const struct field *f)
{
	return f->column ? f->column : f->name;
}

static bool has_book(const struct table *t)
{
	return t->fields[0].type == FIELD_BOOK;
}

/* What a query reads for a field. */
static void select_field(struct buf *b, const struct field *f)
{
	if (f->type == FIELD_HOUSEHOLD)
		buf_puts(b, "(SELECT h.code FROM households h WHERE h.book = t.book AND h.household = t.household)");
	else
		buf_printf(b, "t.%s", column(f));
}

static void select_rows(struct buf *b, const struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		buf_puts(b, i ? ", " : "SELECT ");
		select_field(b, &t->fields[i]);
	}
	buf_printf(b, " FROM %s t", t->name);
}

/* `WHERE book = $1 AND …` over the key columns, numbered as they come. */
static void where_key(struct buf *b, const struct table *t)
{
	int n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i].flags & FIELD_KEY) {
			n++;
			buf_printf(b, "%s%s = $%d", n > 1 ? " AND " : " WHERE ", column(&t->fields[i]), n);
		}
}

static void order_by_key(struct buf *b, const struct table *t)
{
	const char *before = " ORDER BY ";

	if (has_book(t))
		buf_puts(b, " WHERE t.book = $1");
	for (size_t i = has_book(t); i < t->n; i++)
		if (t->fields[i].flags & FIELD_KEY) {
			buf_printf(b, "%st.%s", before, column(&t->fields[i]));
			before = ", ";
		}
	if (!has_book(t))
		buf_puts(b, " /* scan: every row is wanted */");
}

static void insert_values(struct buf *b, const struct table *t)
{
	const char *before = "";

	buf_puts(b, ") VALUES (");
	if (t->serial) {
		buf_printf(b, "(SELECT COALESCE(MAX(%s), 0) + 1 FROM %s%s)", t->serial, t->name,
			   has_book(t) ? " WHERE book = $1" : "");
		before = ", ";
	}
	for (size_t i = 0; i < t->n; i++) {
		if (t->fields[i].type == FIELD_HOUSEHOLD)
			buf_printf(b, "%s(SELECT household FROM households WHERE book = $1 AND code = $%zu)", before,
				   i + 1);
		else
			buf_printf(b, "%s$%zu", before, i + 1);
		before = ", ";
	}
	buf_puts(b, ")");
}

static void on_conflict(struct buf *b, const struct table *t)
{
	const char *before = " ON CONFLICT (";

	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i].flags & FIELD_KEY) {
			buf_printf(b, "%s%s", before, column(&t->fields[i]));
			before = ", ";
		}
	before = ") DO UPDATE SET ";
	for (size_t i = 0; i < t->n; i++)
		if (!(t->fields[i].flags & FIELD_KEY)) {
			buf_printf(b, "%s%s = excluded.%s", before, column(&t->fields[i]), column(&t->fields[i]));
			before = ", ";
		}
}

static void upsert(struct buf *b, const struct table *t)
{
	buf_printf(b, "INSERT INTO %s (%s", t->name, t->serial ? t->serial : "");
	for (size_t i = 0; i < t->n; i++)
		buf_printf(b, "%s%s", i || t->serial ? ", " : "", column(&t->fields[i]));
	insert_values(b, t);
	on_conflict(b, t);
}

static const struct sql *statement(const struct table *t, enum action what)
{
	static const struct sql *made[16][ACTIONS];
	const struct sql **place = &made[t - tables][what];
	struct buf b = {0};

	if (*place)
		return *place;
	if (what == GET || what == WALK)
		select_rows(&b, t);
	if (what == REMOVE)
		buf_printf(&b, "DELETE FROM %s", t->name);
	if (what == GET || what == REMOVE)
		where_key(&b, t);
	if (what == WALK)
		order_by_key(&b, t);
	if (what == PUT)
		upsert(&b, t);
	*place = db_intern(t->name, buf_str(&b));
	buf_free(&b);
	return *place;
}

/* A canonical cell as the database keeps it. */
static struct db_arg to_arg(const struct ledger *l, const struct field *f, const char *cell)
{
	const struct book *b;
	int64_t v = BLANK;

	switch (f->type) {
	case FIELD_BOOK:
	case FIELD_PARENT:
		b = *cell ? book_lookup(l, cell) : NULL;
		return (struct db_arg){'i', b ? b->id : 0, NULL};
	case FIELD_AMOUNT:
	case FIELD_SIGNED:
		if (*cell && !dec_parse(cell, &v))
			bug("column %s: `%s` is not canonical", f->name, cell);
		return (struct db_arg){'i', v, NULL};
	case FIELD_COUNT:
		return (struct db_arg){'i', *cell ? strtoll(cell, NULL, 10) : BLANK, NULL};
	default:
		return (struct db_arg){'t', (int64_t)strlen(cell), cell};
	}
}

static size_t key_args(const struct ledger *l, const struct table *t, const char *const *cells, struct db_arg *args)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->fields[i].flags & FIELD_KEY)
			args[n++] = to_arg(l, &t->fields[i], cells[i]);
	return n;
}

static const char *from_db(struct table_row *row, const struct field *f, int i)
{
	const struct book *b;
	int64_t v;

	switch (f->type) {
	case FIELD_BOOK:
	case FIELD_PARENT:
		b = book_by_id(row->l, db_int(&row->rows, i));
		return b ? b->code : "";
	case FIELD_AMOUNT:
	case FIELD_SIGNED:
		v = db_int(&row->rows, i);
		return v == BLANK ? "" : dec_format(v, row->digits[i]);
	case FIELD_COUNT:
		v = db_int(&row->rows, i);
		snprintf(row->digits[i], DEC_SIZE, "%" PRId64, v);
		return v == BLANK ? "" : row->digits[i];
	default:
		return db_text(&row->rows, i);
	}
}

static void start(struct ledger *l, const struct table *t, enum action what, const struct db_arg *args, size_t n,
		  struct table_row *row)
{
	row->l = l;
	row->table = t;
	db_query_args(l->db, &row->rows, statement(t, what), args, n);
}

bool table_next(struct table_row *row)
{
	if (!db_next(&row->rows))
		return false;
	for (size_t i = 0; i < row->table->n; i++)
		row->cell[i] = from_db(row, &row->table->fields[i], (int)i);
	return true;
}

int table_end(struct table_row *row)
{
	return db_end(&row->rows);
}

bool table_get(struct ledger *l, const struct table *t, const char *const *cells, struct table_row *row)
{
	struct db_arg args[TABLE_FIELDS];

	start(l, t, GET, args, key_args(l, t, cells, args), row);
	return table_next(row);
}

void table_walk(struct ledger *l, const struct table *t, int64_t book, struct table_row *row)
{
	struct db_arg arg = {'i', book, NULL};

	start(l, t, WALK, &arg, has_book(t), row);
}

static int each_of_book(struct ledger *l, const struct table *t, int64_t book,
			int (*f)(void *, int64_t, const char *const *), void *ctx)
{
	struct table_row row;

	table_walk(l, t, book, &row);
	while (table_next(&row))
		row.rows.rc = f(ctx, book, row.cell);
	return table_end(&row);
}

int table_each(struct ledger *l, const struct table *t, int (*f)(void *ctx, int64_t book, const char *const *cells),
	       void *ctx)
{
	int rc = each_of_book(l, t, 0, f, ctx);

	for (size_t i = 0; rc == 0 && has_book(t) && i < l->nbooks; i++)
		rc = each_of_book(l, t, l->books[i].id, f, ctx);
	return rc;
}

int table_put(struct ledger *l, const struct table *t, const char *const *cells)
{
	struct db_arg args[TABLE_FIELDS];

	for (size_t i = 0; i < t->n; i++)
		args[i] = to_arg(l, &t->fields[i], cells[i]);
	return db_run_args(l->db, statement(t, PUT), args, t->n);
}

int table_remove(struct ledger *l, const struct table *t, const char *const *cells)
{
	struct db_arg args[TABLE_FIELDS];
	size_t n = key_args(l, t, cells, args);

	return db_run_args(l->db, statement(t, REMOVE), args, n);
}
