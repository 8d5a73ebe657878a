/* Items and shops of a book. */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "ledger/scheme.h"

SQL(ITEM_ROWS, "SELECT book, shop, valid_from, valid_until, title, kind, points, cash, cost FROM items "
	       "WHERE book = $1 AND item = $2 "
	       "AND valid_from <= $3 AND (valid_until = '' OR valid_until >= $3) AND (shop = '' OR shop = $4) ORDER BY shop DESC, "
	       "valid_from DESC LIMIT 1");
SQL(ITEM_TITLE, "SELECT title FROM items WHERE book = $1 AND item = $2 AND title <> '' ORDER BY valid_from DESC LIMIT 1");
SQL(ITEM_SHOP, "SELECT DISTINCT shop FROM items WHERE book = $1 AND item = $2 AND shop <> '' LIMIT 2");
SQL(SHOPS_OF_BOOK, "SELECT shop FROM shops WHERE book = $1 ORDER BY shop");
SQL(SHOP_READ, "SELECT kind FROM shops WHERE book = $1 AND shop = $2");

static void fill(const struct rows *r, const char *code, struct item *out)
{
	snprintf(out->code, sizeof out->code, "%s", code);
	snprintf(out->title, sizeof out->title, "%s", *db_text(r, 4) ? db_text(r, 4) : code);
	snprintf(out->kind, sizeof out->kind, "%s", db_text(r, 5));
	out->points = db_int(r, 6);
	out->cash = db_int(r, 7);
	out->cost = db_int(r, 8);
}

/* The book, its parent …, then 0 for every book; -1 at the end. */
static int64_t next_book(const struct ledger *l, int64_t book)
{
	const struct book *b = book_by_id(l, book);

	return book == 0 ? -1 : b ? b->parent : 0;
}

int item_find(struct ledger *l, const struct book *book, const char *code, const char *shop, const char *date, struct item *out)
{
	for (int64_t b = book->id; b >= 0; b = next_book(l, b)) {
		struct rows r;
		int got = db_one(l->db, &r, &ITEM_ROWS, "ittt", b, code, date, shop);
		if (got < 0)
			return ledger_fault(l);
		if (got == 0)
			continue;
		fill(&r, code, out);
		db_end(&r);
		return 0;
	}
	return diag_error(l->diag, EX_DATAERR, _("item %s is not offered in %s on %s"), code, book->code, date);
}

int item_title(struct ledger *l, const struct book *book, const char *code, char title[static 256])
{
	for (int64_t b = book->id; b >= 0; b = next_book(l, b)) {
		struct rows r;
		int got = db_one(l->db, &r, &ITEM_TITLE, "it", b, code);
		if (got < 0)
			return ledger_fault(l);
		snprintf(title, 256, "%s", got == 1 ? db_text(&r, 0) : code);
		if (got == 0)
			continue;
		db_end(&r);
		return 0;
	}
	return 0;
}

static int check_shop(struct ledger *l, const struct book *book, const char *shop)
{
	struct rows r;
	int got = db_one(l->db, &r, &SHOP_READ, "it", book->id, shop);

	if (got < 0)
		return ledger_fault(l);
	if (got == 0)
		return diag_error(l->diag, EX_DATAERR, _("shop %s is not one of %s"), shop, book->code);
	db_end(&r);
	return 0;
}

/* Counts the rows of a query for shops, keeping the first. */
static int first_shop(struct ledger *l, struct rows *r, char out[static 80], size_t *n)
{
	int got;

	*n = 0;
	while ((got = db_next(r)) == 1)
		if ((*n)++ == 0)
			snprintf(out, 80, "%s", db_text(r, 0));
	db_end(r);
	return got == 0 ? 0 : ledger_fault(l);
}

int shop_find(struct ledger *l, const struct book *book, const char *given, const char *item, char out[static 80])
{
	struct rows r;
	size_t n = 0;
	int rc = 0;

	if (*given) {
		snprintf(out, 80, "%s", given);
		return check_shop(l, book, given);
	}
	for (int64_t b = book->id; b >= 0 && n == 0 && rc == 0; b = next_book(l, b)) {
		rc = db_query(l->db, &r, &ITEM_SHOP, "it", b, item) ? ledger_fault(l) : first_shop(l, &r, out, &n);
		if (rc == 0 && n == 1)
			return check_shop(l, book, out);
	}
	if (rc == 0)
		rc = db_query(l->db, &r, &SHOPS_OF_BOOK, "i", book->id) ? ledger_fault(l) : first_shop(l, &r, out, &n);
	if (rc == 0 && n == 0)
		rc = diag_error(l->diag, EX_DATAERR, _("%s has no shop; add it to the table shops"), book->code);
	if (rc == 0 && n > 1)
		rc = diag_error(l->diag, EX_DATAERR, _("%s has several shops: name one with -s or in the column shop"), book->code);
	return rc;
}
