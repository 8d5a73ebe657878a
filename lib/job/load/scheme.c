/* The tables of a scheme checked against each other, as they stand after a load. */
#include <string.h>

#include "base/lang.h"
#include "job/load/table_copy.h"

/* Whether what a rule names in `column` is there in the table of that, for its book. */
static bool names_known(const struct loading *ld, const struct table_copy *rules, size_t r, const struct table_copy *named,
		     const char *column)
{
	const char *wanted = copy_get(rules, r, column);
	bool found = !*wanted;

	for (size_t i = 0; i < named->n && !found; i++)
		found = strcmp(copy_get(named, i, column), wanted) == 0 &&
			row_counts_for(ld->l, rules->row[r].book, named->row[i].book);
	return found;
}

static void check_rule_names(struct loading *ld, const struct table_copy *rules, const struct table_copy *categories,
			const struct table_copy *ladders)
{
	for (size_t r = 0; r < rules->n; r++) {
		copy_place(ld, rules, r);
		if (!names_known(ld, rules, r, categories, "category"))
			loading_inconsistent(ld, _("rule %s is of category %s, which is not in the table categories"),
					     copy_get(rules, r, "rule"), copy_get(rules, r, "category"));
		if (!names_known(ld, rules, r, ladders, "ladder"))
			loading_inconsistent(ld, _("rule %s has the ladder %s, which is not in the table ladders"),
					     copy_get(rules, r, "rule"), copy_get(rules, r, "ladder"));
	}
}

/* A shop of an item: one of the item's book, of a book above it or of one below it. */
static void check_shops(struct loading *ld, const struct table_copy *items, const struct table_copy *shops)
{
	for (size_t r = 0; r < items->n; r++) {
		const char *wanted = copy_get(items, r, "shop");
		bool found = !*wanted;
		for (size_t s = 0; s < shops->n && !found; s++)
			found = strcmp(copy_get(shops, s, "shop"), wanted) == 0 &&
				(book_distance(ld->l, items->row[r].book, shops->row[s].book) >= 0 ||
				 book_distance(ld->l, shops->row[s].book, items->row[r].book) >= 0);
		if (found)
			continue;
		copy_place(ld, items, r);
		loading_inconsistent(ld, _("item %s is given at shop %s, which is not in the table shops"),
				     copy_get(items, r, "item"), wanted);
	}
}

/* The row of a shop of a book; h->n when there is none. */
static size_t find_shop_row(const struct table_copy *h, int64_t book, const char *code)
{
	size_t r = 0;

	while (r < h->n && (h->row[r].book != book || strcmp(copy_get(h, r, "shop"), code) != 0))
		r++;
	return r;
}

/* Whether the way from shop to shop leads back to where it began. */
static bool in_circle(const struct table_copy *h, size_t r)
{
	size_t at = r;

	for (size_t steps = 0; steps <= h->n && at < h->n && *copy_get(h, at, "merged_into"); steps++) {
		at = find_shop_row(h, h->row[at].book, copy_get(h, at, "merged_into"));
		if (at == r)
			return true;
	}
	return false;
}

/* A shop becomes part of another of its book and kind, from a day on. */
static void check_merged(struct loading *ld, const struct table_copy *shops)
{
	for (size_t r = 0; r < shops->n; r++) {
		const char *code = copy_get(shops, r, "shop"), *into = copy_get(shops, r, "merged_into");
		size_t to = find_shop_row(shops, shops->row[r].book, into);
		copy_place(ld, shops, r);
		if (!*into != !*copy_get(shops, r, "merged_from"))
			loading_inconsistent(ld, _("shop %s: merged_into and merged_from go together: which shop, and from which day on"), code);
		else if (*into && to == shops->n)
			loading_inconsistent(ld, _("shop %s is merged into %s, which is not a shop of its book"), code, into);
		else if (*into && strcmp(copy_get(shops, r, "kind"), copy_get(shops, to, "kind")) != 0)
			loading_inconsistent(ld, _("shop %s is merged into %s, which is of another kind"), code, into);
		else if (*into && in_circle(shops, r))
			loading_inconsistent(ld, _("shop %s is merged into itself by way of %s"), code, into);
	}
}

/* Whether both rows are versions of the same thing: equal in all of the key but valid_from. */
static bool same_thing(const struct table_copy *h, size_t a, size_t b)
{
	for (size_t i = 0; i < h->table->n; i++) {
		const struct field *f = &h->table->fields[i];
		if ((f->flags & FIELD_KEY) && strcmp(f->name, "valid_from") != 0 &&
		    strcmp(h->row[a].cell[i], h->row[b].cell[i]) != 0)
			return false;
	}
	return true;
}

static bool overlap(const struct table_copy *h, size_t a, size_t b)
{
	const char *a_until = copy_get(h, a, "valid_until"), *b_until = copy_get(h, b, "valid_until");

	return (!*a_until || strcmp(copy_get(h, b, "valid_from"), a_until) <= 0) &&
	       (!*b_until || strcmp(copy_get(h, a, "valid_from"), b_until) <= 0);
}

static const char *or_word(const char *s, const char *otherwise)
{
	return *s ? s : otherwise;
}

/* Two versions of one thing that overlap, told at the row that this load brought. */
static void report_overlap(struct loading *ld, const struct table_copy *h, size_t a, size_t b)
{
	size_t here = b, there = a;

	copy_place(ld, h, here);
	if (!ld->job->diag->file) {
		here = a;
		there = b;
		copy_place(ld, h, here);
	}
	loading_inconsistent(ld, _("%s %s from %s overlaps its version from %s: end the earlier one by valid_until"),
			     h->table->fields[1].name, h->row[here].cell[1],
			     or_word(copy_get(h, here, "valid_from"), _("the beginning")),
			     or_word(copy_get(h, there, "valid_from"), _("the beginning")));
}

/* Rows come in order of their key, so those of one code lie together. */
static void check_versions(struct loading *ld, const struct table_copy *h)
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
enum { SETTINGS, CATEGORIES, RULES, LADDERS, SHOPS, ITEMS, HONORS, GRADES, COPIES };

static const char *const names[COPIES] = {"settings", "categories", "rules", "ladders",
					"shops",    "items",      "honors", "grades"};

int check_scheme(struct loading *ld)
{
	struct table_copy t[COPIES] = {{.n = 0}};
	int rc = 0;

	for (size_t i = 0; i < COPIES && rc == 0; i++)
		rc = copy_read(ld->l, names[i], &t[i]);
	if (rc == 0) {
		check_cycles(ld);
		check_rule_names(ld, &t[RULES], &t[CATEGORIES], &t[LADDERS]);
		check_shops(ld, &t[ITEMS], &t[SHOPS]);
		check_merged(ld, &t[SHOPS]);
		check_versions(ld, &t[RULES]);
		check_versions(ld, &t[ITEMS]);
		check_ladders(ld, &t[LADDERS]);
		check_top(ld, &t[RULES], &t[LADDERS]);
		check_outer_caps(ld, &t[RULES], &t[CATEGORIES]);
		if (!ld->bad_setting)
			check_expiry(ld, &t[SETTINGS]);
		check_honor_rows(ld, &t[HONORS], &t[CATEGORIES], &t[RULES]);
		check_grade_rows(ld, &t[GRADES]);
		diag_at(ld->job->diag, NULL, 0);
	}
	for (size_t i = 0; i < COPIES; i++)
		copy_free(&t[i]);
	return rc;
}
