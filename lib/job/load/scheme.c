/* The tables of a scheme checked against each other, as they stand after a load. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/blank.h"
#include "job/load/table_copy.h"

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

const char *held_get(const struct held_table *h, size_t r, const char *name)
{
	return h->row[r].cell[table_field(h->table, name)];
}

int64_t held_amount(const struct held_table *h, size_t r, const char *name)
{
	return table_amount(held_get(h, r, name));
}

void held_place(struct loading *ld, const struct held_table *h, size_t r)
{
	loading_at(ld, h->table, cells_of(h, r));
}

bool held_counts_for(const struct ledger *l, int64_t book, int64_t row)
{
	return book == 0 ? row == 0 : book_distance(l, book, row) >= 0;
}

/* Whether what a rule names in `column` is there in the table of that, for its book. */
static bool is_there(const struct loading *ld, const struct held_table *rules, size_t r, const struct held_table *named,
		     const char *column)
{
	const char *wanted = held_get(rules, r, column);
	bool found = !*wanted;

	for (size_t i = 0; i < named->n && !found; i++)
		found = strcmp(held_get(named, i, column), wanted) == 0 &&
			held_counts_for(ld->l, rules->row[r].book, named->row[i].book);
	return found;
}

static void check_named(struct loading *ld, const struct held_table *rules, const struct held_table *categories,
			const struct held_table *ladders)
{
	for (size_t r = 0; r < rules->n; r++) {
		held_place(ld, rules, r);
		if (!is_there(ld, rules, r, categories, "category"))
			loading_inconsistent(ld, _("rule %s is of category %s, which is not in the table categories"),
					     held_get(rules, r, "rule"), held_get(rules, r, "category"));
		if (!is_there(ld, rules, r, ladders, "ladder"))
			loading_inconsistent(ld, _("rule %s has the ladder %s, which is not in the table ladders"),
					     held_get(rules, r, "rule"), held_get(rules, r, "ladder"));
	}
}

/* A shop of an item: one of the item's book, of a book above it or of one below it. */
static void check_shops(struct loading *ld, const struct held_table *items, const struct held_table *shops)
{
	for (size_t r = 0; r < items->n; r++) {
		const char *wanted = held_get(items, r, "shop");
		bool found = !*wanted;
		for (size_t s = 0; s < shops->n && !found; s++)
			found = strcmp(held_get(shops, s, "shop"), wanted) == 0 &&
				(book_distance(ld->l, items->row[r].book, shops->row[s].book) >= 0 ||
				 book_distance(ld->l, shops->row[s].book, items->row[r].book) >= 0);
		if (found)
			continue;
		held_place(ld, items, r);
		loading_inconsistent(ld, _("item %s is given at shop %s, which is not in the table shops"),
				     held_get(items, r, "item"), wanted);
	}
}

/* The row of a shop of a book; h->n when there is none. */
static size_t find_shop(const struct held_table *h, int64_t book, const char *code)
{
	size_t r = 0;

	while (r < h->n && (h->row[r].book != book || strcmp(held_get(h, r, "shop"), code) != 0))
		r++;
	return r;
}

/* Whether the way from shop to shop leads back to where it began. */
static bool in_circle(const struct held_table *h, size_t r)
{
	size_t at = r;

	for (size_t steps = 0; steps <= h->n && at < h->n && *held_get(h, at, "merged_into"); steps++) {
		at = find_shop(h, h->row[at].book, held_get(h, at, "merged_into"));
		if (at == r)
			return true;
	}
	return false;
}

/* A shop becomes part of another of its book and kind, from a day on. */
static void check_merged(struct loading *ld, const struct held_table *shops)
{
	for (size_t r = 0; r < shops->n; r++) {
		const char *code = held_get(shops, r, "shop"), *into = held_get(shops, r, "merged_into");
		size_t to = find_shop(shops, shops->row[r].book, into);
		held_place(ld, shops, r);
		if (!*into != !*held_get(shops, r, "merged_from"))
			loading_inconsistent(ld, _("shop %s: merged_into and merged_from go together: which shop, and from which day on"), code);
		else if (*into && to == shops->n)
			loading_inconsistent(ld, _("shop %s is merged into %s, which is not a shop of its book"), code, into);
		else if (*into && strcmp(held_get(shops, r, "kind"), held_get(shops, to, "kind")) != 0)
			loading_inconsistent(ld, _("shop %s is merged into %s, which is of another kind"), code, into);
		else if (*into && in_circle(shops, r))
			loading_inconsistent(ld, _("shop %s is merged into itself by way of %s"), code, into);
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
	const char *a_until = held_get(h, a, "valid_until"), *b_until = held_get(h, b, "valid_until");

	return (!*a_until || strcmp(held_get(h, b, "valid_from"), a_until) <= 0) &&
	       (!*b_until || strcmp(held_get(h, a, "valid_from"), b_until) <= 0);
}

static const char *or_word(const char *s, const char *otherwise)
{
	return *s ? s : otherwise;
}

/* Two versions of one thing that overlap, told at the row that this load brought. */
static void report_overlap(struct loading *ld, const struct held_table *h, size_t a, size_t b)
{
	size_t here = b, there = a;

	held_place(ld, h, here);
	if (!ld->job->diag->file) {
		here = a;
		there = b;
		held_place(ld, h, here);
	}
	loading_inconsistent(ld, _("%s %s from %s overlaps its version from %s: end the earlier one by valid_until"),
			     h->table->fields[1].name, h->row[here].cell[1],
			     or_word(held_get(h, here, "valid_from"), _("the beginning")),
			     or_word(held_get(h, there, "valid_from"), _("the beginning")));
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

/* The tables that are looked at, in the order of `names`. */
enum { SETTINGS, CATEGORIES, RULES, LADDERS, SHOPS, ITEMS, HONORS, GRADES, HELD };

static const char *const names[HELD] = {"settings", "categories", "rules", "ladders",
					"shops",    "items",      "honors", "grades"};

int check_scheme(struct loading *ld)
{
	struct held_table t[HELD] = {{.n = 0}};
	int rc = 0;

	for (size_t i = 0; i < HELD && rc == 0; i++)
		rc = read_table(ld->l, names[i], &t[i]);
	if (rc == 0) {
		check_cycles(ld);
		check_named(ld, &t[RULES], &t[CATEGORIES], &t[LADDERS]);
		check_shops(ld, &t[ITEMS], &t[SHOPS]);
		check_merged(ld, &t[SHOPS]);
		check_versions(ld, &t[RULES]);
		check_versions(ld, &t[ITEMS]);
		check_ladders(ld, &t[LADDERS]);
		check_top(ld, &t[RULES], &t[LADDERS]);
		check_outer_caps(ld, &t[RULES], &t[CATEGORIES]);
		check_expiry(ld, &t[SETTINGS]);
		check_honor_rows(ld, &t[HONORS], &t[CATEGORIES], &t[RULES]);
		check_grade_rows(ld, &t[GRADES]);
		diag_at(ld->job->diag, NULL, 0);
	}
	for (size_t i = 0; i < HELD; i++)
		drop(&t[i]);
	return rc;
}
