/* One row of CSV into its table. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/load/internal.h"
#include "ledger/roster/roster.h"

/* The canonical cells of a row, owned. */
struct new_row {
	char *cell[TABLE_FIELDS];
};

static void free_row(struct new_row *r)
{
	for (size_t i = 0; i < TABLE_FIELDS; i++)
		free(r->cell[i]);
}

/* Two rows with one key in a load contradict each other, or one of them is a slip. */
static int remember_place(struct loading *ld, const char *const *cells, size_t line)
{
	int64_t here = (int64_t)((uint64_t)(ld->nfiles - 1) << 32 | line), *place;
	struct buf b = {0};
	bool added;
	int rc = 0;

	row_place_key(&b, ld->table, cells);
	place = map_put(&ld->places, b.s, b.n, here, &added);
	if (!added)
		rc = diag_error(ld->job->diag, EX_DATAERR, _("the same row stands in %s:%lld: leave one of them"),
				ld->files[*place >> 32], (long long)(*place & 0xffffffff));
	buf_free(&b);
	return rc;
}

/* What was typed for a field, NULL when its column is absent. A book that is not named is that of -b. */
static const char *typed(const struct loading *ld, const struct csvrow *row, size_t i)
{
	const char *s = ld->at[i] >= 0 ? row->cell[ld->at[i]] : NULL;
	bool named = s && (*s || ld->table->scheme);

	if (ld->table->fields[i].type == FIELD_BOOK && !named)
		return ld->book ? ld->book->code : "";
	return s;
}

/* Reads the cells of key columns, or of all others; absent ones keep what stands in `old`. */
static int read_cells(struct loading *ld, const struct csvrow *row, bool key, const char *const *old,
		      struct new_row *out)
{
	int rc = 0;

	for (size_t i = 0; i < ld->table->n; i++) {
		const struct field *f = &ld->table->fields[i];
		const char *s = typed(ld, row, i);
		if (((f->flags & FIELD_KEY) != 0) != key)
			continue;
		out->cell[i] = !s && old ? xstrdup(old[i]) : field_read(ld->l, f, s ? s : "");
		if (!out->cell[i])
			rc = EX_DATAERR;
	}
	return rc;
}

/* A member's household must be there. */
static int check_row_household(struct loading *ld, const char *const *cells)
{
	struct household *h;

	for (size_t i = 0; i < ld->table->n; i++)
		if (ld->table->fields[i].type == FIELD_HOUSEHOLD)
			return roster_household(ld->l, book_lookup(ld->l, cells[0]), cells[i], &h);
	return 0;
}

static void note_late_parent(struct loading *ld, const char *const *cells, size_t line)
{
	int i = table_field(ld->table, "parent");

	if (i < 0 || !*cells[i])
		return;
	ld->parents = xrealloc(ld->parents, ld->nparents + 1, sizeof *ld->parents);
	ld->parents[ld->nparents++] = (struct late_parent){xstrdup(cells[0]), xstrdup(cells[i]), ld->nfiles - 1, line};
}

/* `title=房前屋后整洁; points=10.00`: what a new row holds beyond the defaults. */
static void describe(struct buf *b, const struct table *t, const char *const *cells)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->fields[i];
		if (!(f->flags & FIELD_KEY) && strcmp(cells[i], f->fallback ? f->fallback : "") != 0)
			buf_printf(b, "%s%s=%s", b->n ? "; " : "", f->name, cells[i]);
	}
}

/* Prints what the row changes; returns whether it changes anything. */
static bool show_changes(struct loading *ld, const char *const *old, const char *const *cells)
{
	const struct table *t = ld->table;
	const char *line[] = {row_book(t, cells), t->name, NULL, "", "", ""};
	char *key = row_key_text(t, cells);
	struct buf b = {0};
	bool changed = !old;

	line[2] = key;
	if (!old) {
		describe(&b, t, cells);
		line[5] = buf_str(&b);
		if (ld->out)
			printer_row(ld->out, line);
	}
	for (size_t i = 0; old && i < t->n; i++) {
		if (strcmp(old[i], cells[i]) == 0)
			continue;
		changed = true;
		line[3] = t->fields[i].name;
		line[4] = old[i];
		line[5] = cells[i];
		if (ld->out)
			printer_row(ld->out, line);
	}
	free(key);
	buf_free(&b);
	return changed;
}

static void note_change(struct loading *ld)
{
	static const char *const figures[] = {"rules", "ladders", "categories"};

	ld->changed++;
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		ld->figures |= strcmp(ld->table->name, figures[i]) == 0;
}

/* A setting without a value is one that is not given: what stands above it counts. */
static bool vanishes(const struct table *t, const char *const *cells)
{
	return t->vanish && !*cells[table_field(t, t->vanish)];
}

static int store_row(struct loading *ld, const char *const *old, const char *const *cells, size_t line)
{
	bool gone = vanishes(ld->table, cells);

	ld->rows++;
	if ((gone && !old) || !show_changes(ld, old, cells))
		return 0;
	note_change(ld);
	note_late_parent(ld, cells, line);
	return gone ? table_remove(ld->l, ld->table, cells) : table_put(ld->l, ld->table, cells);
}

/* `name=张小花; role=resident`: what went with the row. */
static void show_removal(struct loading *ld, const char *const *old)
{
	char *key = row_key_text(ld->table, old);
	struct buf b = {0};

	describe(&b, ld->table, old);
	printer_row(ld->out, (const char *[]){row_book(ld->table, old), ld->table->name, key, "", buf_str(&b), ""});
	buf_free(&b);
	free(key);
}

/* A row that is not there is gone already. */
static int remove_row(struct loading *ld, const char *const *cells, const char *const *old)
{
	ld->rows++;
	if (!old) {
		char *key = row_key_text(ld->table, cells);
		diag_note(ld->job->diag, _("%s %s is not there"), ld->table->name, key);
		free(key);
		return 0;
	}
	show_removal(ld, old);
	note_change(ld);
	return table_remove(ld->l, ld->table, cells);
}

/* What a row with this key comes to: `old` is the one that is there, NULL none. */
static int take_cells(struct loading *ld, const struct csvrow *row, const char *const *old, struct new_row *new)
{
	const char *const *cells = (const char *const *)new->cell;
	int rc;

	if (ld->remove)
		return remove_row(ld, cells, old);
	rc = read_cells(ld, row, false, old, new);
	if (rc == 0)
		rc = check_row_household(ld, cells);
	if (rc == 0)
		rc = check_row(ld, old, cells);
	return rc ? rc : store_row(ld, old, cells, row->line);
}

int loading_row(struct loading *ld, const struct csvrow *row)
{
	struct new_row new = {{NULL}};
	const char *const *cells = (const char *const *)new.cell, *const *old = NULL;
	struct table_row stored;
	int rc = read_cells(ld, row, true, NULL, &new);

	if (rc == 0)
		rc = remember_place(ld, cells, row->line);
	/* Of the roster and the books the first column is the code of the book. */
	if (rc == 0)
		rc = digests_note(ld->l, ld->before, ld->table, cells[0]);
	if (rc == 0) {
		if (table_get(ld->l, ld->table, cells, &stored))
			old = stored.cell;
		if (stored.rows.rc == 0)
			stored.rows.rc = take_cells(ld, row, old, &new);
		rc = table_end(&stored);
	}
	free_row(&new);
	return rc;
}
