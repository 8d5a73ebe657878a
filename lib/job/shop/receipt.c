#include "job/shop/receipt.h"

#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "job/shop/internal.h"
#include "ledger/points/available.h"
#include "ledger/records/coupons.h"
#include "ledger/records/redemptions.h"
#include "ledger/scheme/scheme.h"

const char *const redemption_columns[] = {"book",    "receipt",   "order",    "date",   "household", "name",
					  "item",    "title",     "quantity", "points", "value",     "cash",
					  "balance", "available", "code",     "until",  "state",     NULL};

/* What a row says of an entry or of a reservation. */
struct receipt_row {
	struct household *h;
	const char *receipt, *order, *date, *item;
	int64_t quantity, points, value, cash;
	const char *codes, *until, *state;
};

int receipt_number(struct ledger *l, const struct book *book, int year, char receipt[static RECEIPT_SIZE])
{
	int64_t n;
	int rc = journal_number(l, book->id, "receipt", year, &n);

	if (rc == 0)
		snprintf(receipt, RECEIPT_SIZE, "%s-R%d-%04lld", book->code, year, (long long)n);
	return rc;
}

static const char *receipt_figure(int64_t v, char buf[static DEC_SIZE])
{
	return v == BLANK ? "" : dec_format(v < 0 ? -v : v, buf);
}

static int print_receipt(struct printer *p, struct ledger *l, const struct receipt_row *r)
{
	char quantity[DEC_SIZE], points[DEC_SIZE], value[DEC_SIZE], cash[DEC_SIZE], balance[DEC_SIZE],
		available[DEC_SIZE], title[256];
	int64_t can_spend;
	int rc = available_points(l, r->h, &can_spend);

	if (rc == 0)
		rc = item_title(l, r->h->book, r->item, title);
	if (rc)
		return rc;
	printer_row(p,
		    (const char *[]){r->h->book->code, r->receipt, r->order, r->date, r->h->code, r->h->head, r->item,
				     title, receipt_figure(r->quantity, quantity), receipt_figure(r->points, points),
				     receipt_figure(r->value, value), receipt_figure(r->cash, cash), dec_format(r->h->balance, balance),
				     dec_format(can_spend, available), r->codes, r->until, r->state});
	return 0;
}

/* The goods stand in the shop's entry, which is another one when the shop belongs to another book. */
static int fill_quantity(struct ledger *l, const struct entry *e, struct receipt_row *row)
{
	struct entry_store store = {.n = 0};
	struct redemption r;
	struct entry shop;
	bool found;
	int rc;

	if (e->quantity != BLANK || !*e->account)
		return 0;
	rc = redemption_find(l, row->h->book, e->ref, &r, &found);
	if (rc == 0 && found) {
		rc = journal_get(l, r.shop_book->id, r.shop_seq, &shop, &store);
		if (rc == 0)
			row->quantity = shop.quantity;
	}
	entry_store_free(&store);
	return rc;
}

int print_redemption(struct printer *p, struct ledger *l, const struct entry *e, const char *state, const char *codes)
{
	struct receipt_row row = {.receipt = e->ref,
				  .order = e->kind == KIND_REDEEM ? e->id : "",
				  .date = e->date,
				  .item = e->item,
				  .quantity = e->quantity,
				  .points = e->points,
				  .value = e->value,
				  .cash = e->cash,
				  .codes = codes,
				  .until = "",
				  .state = state};
	struct coupon coupon;
	bool found;
	int rc = roster_household(l, book_by_id(l, e->book_id), e->household, &row.h);

	if (rc == 0)
		rc = fill_quantity(l, e, &row);
	if (rc == 0 && e->kind == KIND_REDEEM && strcmp(e->act, "coupon") == 0) {
		rc = coupons_any(l, e->book_id, e->seq, &coupon, &found);
		if (rc == 0 && found)
			row.until = coupon.until;
	}
	return rc ? rc : print_receipt(p, l, &row);
}

int print_reservation(struct printer *p, struct ledger *l, const struct reservation *r, const char *state)
{
	struct receipt_row row = {.receipt = r->receipt,
				  .order = r->order_id,
				  .date = r->date,
				  .item = r->item,
				  .quantity = r->quantity,
				  .points = r->points,
				  .value = r->value,
				  .cash = r->cash,
				  .codes = "",
				  .until = r->until,
				  .state = state ? state : r->state};
	int rc = roster_by_id(l, r->book, r->household, &row.h);

	return rc ? rc : print_receipt(p, l, &row);
}

void print_refused(struct printer *p, const struct order *o, const struct redeem_row *r)
{
	const struct household *h = r ? r->h : NULL;
	bool priced = r && r->points > 0;
	char points[DEC_SIZE], cash[DEC_SIZE];

	printer_row(p, (const char *[]){h ? h->book->code : o->book, "", o->order, o->date, o->household,
					h ? h->head : "", o->item, priced ? r->item.title : "", o->quantity,
					priced ? receipt_figure(r->points, points) : "", "",
					priced ? receipt_figure(r->cash, cash) : "", "", "", "", "", "refused"});
	printer_flush(p);
}
