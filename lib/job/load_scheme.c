/* The tables of a scheme checked against each other, as they stand after a load. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "job/loading.h"

/* The rows of a table that the checks look at. */
struct held {
	int64_t book;
	char *cell[TABLE_FIELDS];
};

struct held_table {
	const struct table *table;
	struct held *row;
	size_t n, room;
};

static int hold(void *ctx, int64_t book, const char *const *cells)
{
	struct held_table *h = ctx;
	struct held *r;

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

static int read_table(struct ledger *l, const char *name, struct held_table *h)
{
	h->table = table_find(name);
	return table_each(l, h->table, hold, h);
}

static void drop(struct held_table *h)
{
	for (size_t r = 0; r < h->n; r++)
		for (size_t i = 0; i < h->table->n; i++)
			free(h->row[r].cell[i]);
	free(h->row);
}

static const char *const *cells_of(const struct held_table *h, size_t r)
{
	return (const char *const *)h->row[r].cell;
}

static const char *get(const struct held_table *h, size_t r, const char *name)
{
	return h->row[r].cell[table_field(h->table, name)];
}

static void place(struct loading *ld, const struct held_table *h, size_t r)
{
	loading_at(ld, h->table, cells_of(h, r));
}

/* Whether a row of `row` counts for `book`; a row for every book needs one for every book. */
static bool counts_for(const struct ledger *l, int64_t book, int64_t row)
{
	return book == 0 ? row == 0 : book_distance(l, book, row) >= 0;
}

static void check_categories(struct loading *ld, const struct held_table *rules, const struct held_table *categories)
{
	for (size_t r = 0; r < rules->n; r++) {
		const char *wanted = get(rules, r, "category");
		bool found = !*wanted;
		for (size_t c = 0; c < categories->n && !found; c++)
			found = strcmp(get(categories, c, "category"), wanted) == 0 &&
				counts_for(ld->l, rules->row[r].book, categories->row[c].book);
		if (found)
			continue;
		place(ld, rules, r);
		loading_inconsistent(ld, _("rule %s is of category %s, which is not in the table categories"),
				     get(rules, r, "rule"), wanted);
	}
}

/* A shop of an item: one of the item's book, of a book above it or of one below it. */
static void check_shops(struct loading *ld, const struct held_table *items, const struct held_table *shops)
{
	for (size_t r = 0; r < items->n; r++) {
		const char *wanted = get(items, r, "shop");
		bool found = !*wanted;
		for (size_t s = 0; s < shops->n && !found; s++)
			found = strcmp(get(shops, s, "shop"), wanted) == 0 &&
				(book_distance(ld->l, items->row[r].book, shops->row[s].book) >= 0 ||
				 book_distance(ld->l, shops->row[s].book, items->row[r].book) >= 0);
		if (found)
			continue;
		place(ld, items, r);
		loading_inconsistent(ld, _("item %s is given at shop %s, which is not in the table shops"),
				     get(items, r, "item"), wanted);
	}
}

/* Whether both rows are versions of the same thing: equal in all of the key but valid_from. */
static bool same_thing(const struct held_table *h, size_t a, size_t b)
{
	for (size_t i = 0; i < h->table->n; i++) {
		const struct field *f = &h->table->fields[i];
		if ((f->flags & FIELD_KEY) && strcmp(f->name, "valid_from") != 0 &&
		    strcmp(h->row[a].cell[i], h->row[b].cell[i]) != 0)
			return false;
	}
	return true;
}

static bool overlap(const struct held_table *h, size_t a, size_t b)
{
	const char *a_until = get(h, a, "valid_until"), *b_until = get(h, b, "valid_until");

	return (!*a_until || strcmp(get(h, b, "valid_from"), a_until) <= 0) &&
	       (!*b_until || strcmp(get(h, a, "valid_from"), b_until) <= 0);
}

static const char *or_word(const char *s, const char *otherwise)
{
	return *s ? s : otherwise;
}

/* Two versions of one thing that overlap, told at the row that this load brought. */
static void report_overlap(struct loading *ld, const struct held_table *h, size_t a, size_t b)
{
	size_t here = b, there = a;

	place(ld, h, here);
	if (!ld->job->diag->file) {
		here = a;
		there = b;
		place(ld, h, here);
	}
	loading_inconsistent(ld, _("%s %s from %s overlaps its version from %s: end the earlier one by valid_until"),
			     h->table->fields[1].name, h->row[here].cell[1],
			     or_word(get(h, here, "valid_from"), _("the beginning")),
			     or_word(get(h, there, "valid_from"), _("the beginning")));
}

/* Rows come in order of their key, so those of one code lie together. */
static void check_versions(struct loading *ld, const struct held_table *h)
{
	for (size_t b = 1; b < h->n; b++)
		for (size_t a = b;
		     a-- > 0 && strcmp(h->row[a].cell[1], h->row[b].cell[1]) == 0 && h->row[a].book == h->row[b].book;)
			if (same_thing(h, a, b) && overlap(h, a, b))
				report_overlap(ld, h, a, b);
}

static void check_cycles(struct loading *ld)
{
	const struct table *books = table_find("books");

	for (size_t i = 0; i < ld->l->nbooks; i++) {
		const struct book *b = &ld->l->books[i];
		const char *cells[TABLE_FIELDS] = {b->code};
		int64_t up = b->parent;
		for (size_t steps = 0; up && up != b->id && steps <= ld->l->nbooks; steps++)
			up = book_by_id(ld->l, up) ? book_by_id(ld->l, up)->parent : 0;
		if (up != b->id)
			continue;
		loading_at(ld, books, cells);
		loading_inconsistent(ld, _("book %s lies below itself: its parents lead back to it"), b->code);
	}
}

int check_scheme(struct loading *ld)
{
	struct held_table categories = {0}, rules = {0}, shops = {0}, items = {0};
	int rc = 0;

	rc = read_table(ld->l, "categories", &categories);
	if (rc == 0)
		rc = read_table(ld->l, "rules", &rules);
	if (rc == 0)
		rc = read_table(ld->l, "shops", &shops);
	if (rc == 0)
		rc = read_table(ld->l, "items", &items);
	if (rc == 0) {
		check_cycles(ld);
		check_categories(ld, &rules, &categories);
		check_shops(ld, &items, &shops);
		check_versions(ld, &rules);
		check_versions(ld, &items);
		diag_at(ld->job->diag, NULL, 0);
	}
	drop(&categories);
	drop(&rules);
	drop(&shops);
	drop(&items);
	return rc;
}
