/* Items of a book. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "ledger/scheme/scheme.h"
#include "ledger/scheme/shops.h"

SQL(ITEM_ROWS, "SELECT book, shop, valid_from, valid_until, title, kind, points, cash, cost, limit_count, limit_per, coupon_days, low FROM items "
	       "WHERE book = $1 AND item = $2 "
	       "AND valid_from <= $3 AND (valid_until = '' OR valid_until >= $3) AND (shop = '' OR shop = $4) ORDER BY shop DESC, "
	       "valid_from DESC LIMIT 1");
SQL(ITEM_CODES, "SELECT DISTINCT item FROM items WHERE book = $1 ORDER BY item");
SQL(ITEM_KNOWN, "SELECT 1 FROM items WHERE book = $1 AND item = $2 LIMIT 1");
SQL(ITEM_TITLE, "SELECT title FROM items WHERE book = $1 AND item = $2 AND title <> '' ORDER BY valid_from DESC LIMIT 1");

static void fill(const struct rows *r, const char *code, struct item *out)
{
	snprintf(out->code, sizeof out->code, "%s", code);
	snprintf(out->title, sizeof out->title, "%s", *db_text(r, 4) ? db_text(r, 4) : code);
	snprintf(out->kind, sizeof out->kind, "%s", db_text(r, 5));
	out->points = db_int(r, 6);
	out->cash = db_int(r, 7);
	out->cost = db_int(r, 8);
	out->limit = db_int(r, 9);
	snprintf(out->limit_per, sizeof out->limit_per, "%s", db_text(r, 10));
	out->coupon_days = db_int(r, 11);
	snprintf(out->valid_until, sizeof out->valid_until, "%s", db_text(r, 3));
	out->low = db_int(r, 12);
}

/* The book, its parent …, then 0 for every book; -1 at the end. */
static int64_t next_book(const struct ledger *l, int64_t book)
{
	const struct book *b = book_by_id(l, book);

	return book == 0 ? -1 : b ? b->parent : 0;
}

/* As one shop gives it. */
static int look(struct ledger *l, const struct book *book, const char *code, const char *shop, const char *date, struct item *out,
		bool *found)
{
	int rc = 0;

	*found = false;
	for (int64_t b = book->id; rc == 0 && !*found && b >= 0; b = next_book(l, b)) {
		struct rows r;
		*found = db_one(l->db, &r, &ITEM_ROWS, "ittt", b, code, date, shop);
		if (*found)
			fill(&r, code, out);
		rc = db_end(&r);
	}
	return rc;
}

int item_look(struct ledger *l, const struct book *book, const char *code, const char *shop, const char *date, struct item *out,
	      bool *found)
{
	int rc = look(l, book, code, shop, date, out, found);
	char(*merged)[80] = NULL;
	size_t n = 0;

	if (rc == 0 && !*found && *shop)
		rc = shop_merged(l, book, shop, date, &merged, &n);
	for (size_t i = 0; rc == 0 && !*found && i < n; i++)
		rc = look(l, book, code, merged[i], date, out, found);
	free(merged);
	return rc;
}

int item_find(struct ledger *l, const struct book *book, const char *code, const char *shop, const char *date, struct item *out)
{
	bool found;
	int rc = item_look(l, book, code, shop, date, out, &found);

	if (rc == 0 && !found)
		rc = diag_error(l->diag, EX_DATAERR, _("item %s is not offered in %s on %s"), code, book->code, date);
	return rc;
}

int item_codes(struct ledger *l, const struct book *book, struct map *out)
{
	int rc = 0;

	for (int64_t b = book->id; rc == 0 && b >= 0; b = next_book(l, b)) {
		struct rows r;
		db_query(l->db, &r, &ITEM_CODES, "i", b);
		while (db_next(&r))
			map_put(out, db_text(&r, 0), strlen(db_text(&r, 0)), 0, NULL);
		rc = db_end(&r);
	}
	return rc;
}

int item_floats(struct ledger *l, const struct book *book, const char *code, const char *date, bool *floats)
{
	struct item item;
	bool found;
	int rc = look(l, book, code, "", date, &item, &found);

	*floats = found && strcmp(item.kind, "coupon") == 0;
	return rc;
}

int item_known(struct ledger *l, const struct book *book, const char *code, bool *known)
{
	int rc = 0;

	*known = false;
	for (int64_t b = book->id; rc == 0 && !*known && b >= 0; b = next_book(l, b))
		rc = ledger_has(l, known, &ITEM_KNOWN, "it", b, code);
	return rc;
}

int item_title(struct ledger *l, const struct book *book, const char *code, char title[static 256])
{
	int rc = 0;

	*title = '\0';
	for (int64_t b = book->id; rc == 0 && !*title && b >= 0; b = next_book(l, b))
		rc = ledger_text(l, title, 256, &ITEM_TITLE, "it", b, code);
	if (!*title)
		snprintf(title, 256, "%s", code);
	return rc;
}
