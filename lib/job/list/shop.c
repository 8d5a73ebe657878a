/* Views of the shop: what is on its shelves, what was redeemed, what waits to be collected, which coupons are out. */
#include <stdio.h>

#include "base/dec.h"
#include "job/list/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/queries.h"
#include "ledger/records/coupons.h"
#include "ledger/records/reservations.h"
#include "ledger/scheme/scheme.h"

static const char *const stock_columns[] = {"book", "shop", "item", "title", "quantity", "held", "value", NULL};
static const char *const receipt_columns[] = {"book",     "receipt", "date",  "household", "name", "item",
					      "quantity", "points",  "value", "state",     NULL};
static const char *const reservation_columns[] = {"book", "receipt",  "date",   "until", "household", "name", "shop",
						  "item", "quantity", "points", "cash",  "state",     NULL};
static const char *const coupon_columns[] = {"book", "receipt", "date",     "household", "item",
					     "shop", "until",   "quantity", "state",     NULL};

static int list_stock(struct listing *x, const struct book *book)
{
	struct rows r;

	query_stock(x->l, book, &r);
	while (db_next(&r)) {
		char quantity[DEC_SIZE], held[DEC_SIZE], value[DEC_SIZE], title[256];
		r.rc = item_title(x->l, book, db_text(&r, 1), title);
		printer_row(x->out,
			    (const char *const[]){book->code, db_text(&r, 0), db_text(&r, 1), title,
						  list_amount(db_int(&r, 2), quantity),
						  list_amount(db_int(&r, 3), held), list_amount(db_int(&r, 4), value)});
	}
	return db_end(&r);
}

/* What was given or paid stands in the journal with a minus. */
static const char *taken(int64_t v, char buf[static DEC_SIZE])
{
	return list_amount(v == BLANK ? v : -v, buf);
}

/* `given` counts the goods also where they stand in another book's entry. */
static int redemption_row(struct listing *x, const struct book *book, const struct entry *e, const char *receipt,
			  const char *state, int64_t given)
{
	char quantity[DEC_SIZE], points[DEC_SIZE], value[DEC_SIZE];
	struct household *h = NULL;
	int rc = *e->household ? roster_household(x->l, book, e->household, &h) : 0;

	if (rc || (x->household && h != x->household) || !list_in_period(x, e->period, e->date))
		return rc;
	printer_row(x->out, (const char *const[]){book->code, receipt, e->date, e->household, h ? h->head : "", e->item,
						  given ? list_amount(given, quantity) : "", taken(e->points, points),
						  list_amount(e->value, value), state});
	return 0;
}

static int list_redemptions(struct listing *x, const struct book *book)
{
	struct rows r;

	query_redemptions(x->l, book, &r);
	while (db_next(&r)) {
		struct entry_store store = {.n = 0};
		struct entry e;
		r.rc = journal_get(x->l, book->id, db_int(&r, 1), &e, &store);
		if (r.rc == 0)
			r.rc = redemption_row(x, book, &e, db_text(&r, 0), db_text(&r, 2), db_int(&r, 3));
		entry_store_free(&store);
	}
	return db_end(&r);
}

static int reservation_row(struct listing *x, const struct reservation *v)
{
	char quantity[DEC_SIZE], points[DEC_SIZE], cash[DEC_SIZE], shop[160];
	struct household *h;
	int rc = roster_by_id(x->l, v->book, v->household, &h);

	if (rc || (x->household && x->household->id != h->id))
		return rc;
	snprintf(shop, sizeof shop, "%s%s%s", v->shop_book == v->book ? "" : v->shop_book->code,
		 v->shop_book == v->book ? "" : ":", v->shop);
	printer_row(x->out,
		    (const char *const[]){v->book->code, v->receipt, v->date, v->until, h->code, h->head, shop, v->item,
					  dec_format(v->quantity, quantity), dec_format(v->points, points),
					  v->cash == BLANK ? "" : dec_format(v->cash, cash), v->state});
	return 0;
}

static int list_reservations(struct listing *x, const struct book *book)
{
	struct reservation v = {.receipt = ""};
	bool found = true;
	int rc = 0;

	while (rc == 0 && found) {
		rc = reservation_next(x->l, book, v.receipt, &v, &found);
		if (rc == 0 && found)
			rc = reservation_row(x, &v);
	}
	return rc;
}

static int list_coupons(struct listing *x, const struct book *book)
{
	struct rows r;

	coupons_walk(x->l, book, &r);
	while (db_next(&r)) {
		struct entry_store store = {.n = 0};
		char quantity[DEC_SIZE];
		struct entry e;
		r.rc = journal_get(x->l, book->id, db_int(&r, 0), &e, &store);
		if (r.rc == 0)
			printer_row(x->out,
				    (const char *const[]){book->code, e.ref, e.date, e.household, e.item,
							  db_text(&r, 2), db_text(&r, 3),
							  dec_format(100 * db_int(&r, 4), quantity), db_text(&r, 1)});
		entry_store_free(&store);
	}
	return db_end(&r);
}

const struct view view_stock = {"stock", stock_columns, "", list_stock};
const struct view view_redemptions = {"redemptions", receipt_columns, "Hp", list_redemptions};
const struct view view_reservations = {"reservations", reservation_columns, "H", list_reservations};
const struct view view_coupons = {"coupons", coupon_columns, "", list_coupons};
