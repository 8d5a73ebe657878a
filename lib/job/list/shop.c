/* Views of the shop: what waits to be collected, which coupons are out, and what of a balance can be spent. */
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "job/list/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/points/available.h"
#include "ledger/records/coupons.h"
#include "ledger/records/reservations.h"

const char *const reservation_columns[] = {"book", "receipt",  "date",   "until", "household", "name", "shop",
					   "item", "quantity", "points", "cash",  "state",     NULL};
const char *const coupon_columns[] = {"book", "receipt", "date",     "household", "item",
				      "shop", "until",   "quantity", "state",     NULL};
const char *const available_columns[] = {"book",       "household", "name",      "balance", "expired",
					 "unreleased", "frozen", "reserved",  "available", NULL};

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

int list_reservations(struct listing *x, const struct book *book)
{
	struct reservation v = {.receipt = ""};
	int got, rc = 0;

	while (rc == 0 && (got = reservation_next(x->l, book, v.receipt, &v)) != 0)
		rc = got < 0 ? EX_IOERR : reservation_row(x, &v);
	return rc;
}

int list_coupons(struct listing *x, const struct book *book)
{
	struct rows r;
	int got = 0, rc = coupons_walk(x->l, book, &r);

	while (rc == 0 && (got = db_next(&r)) == 1) {
		struct entry_store store = {.n = 0};
		char quantity[DEC_SIZE];
		struct entry e;
		if (journal_get(x->l, book->id, db_int(&r, 0), &e, &store) == 1)
			printer_row(x->out,
				    (const char *const[]){book->code, e.ref, e.date, e.household, e.item,
							  db_text(&r, 2), db_text(&r, 3),
							  dec_format(100 * db_int(&r, 4), quantity), db_text(&r, 1)});
		else
			rc = EX_IOERR;
		entry_store_free(&store);
	}
	db_end(&r);
	return got < 0 ? ledger_fault(x->l) : rc;
}

static int available_row(void *ctx, struct household *h)
{
	char balance[DEC_SIZE], expired[DEC_SIZE], unreleased[DEC_SIZE], disputed[DEC_SIZE], reserved[DEC_SIZE], available[DEC_SIZE];
	struct listing *x = ctx;
	struct available a;
	int rc = household_available(x->l, h, &a);

	if (rc == 0)
		printer_row(x->out, (const char *const[]){
					    h->book->code, h->code, h->head, dec_format(a.balance, balance),
					    dec_format(a.expired, expired), dec_format(a.unreleased, unreleased),
					    dec_format(a.disputed, disputed), dec_format(a.reserved, reserved), dec_format(a.available, available)});
	return rc;
}

int list_available(struct listing *x, const struct book *book)
{
	return x->household ? available_row(x, x->household) : roster_each(x->l, book, available_row, x);
}
