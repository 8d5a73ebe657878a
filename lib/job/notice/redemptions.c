/* Redemptions of the period, a row a receipt. */
#include <string.h>

#include "base/map.h"
#include "job/notice/making.h"
#include "ledger/scheme/scheme.h"

static const char *const redemption_columns[] = {"book",   "period", "receipt", "date",  "household",
						 "name",   "group",  "item",    "title", "quantity",
						 "points", "value",  "cash",    "state", NULL};

struct redemptions {
	struct making *m;
	struct map receipts; /* redeemed less given back in the period */
};

static int count_receipt(void *ctx, const struct entry *e)
{
	struct redemptions *d = ctx;

	if ((e->kind == KIND_REDEEM || e->kind == KIND_REFUND) && *e->household)
		*map_put(&d->receipts, e->ref, strlen(e->ref), 0, NULL) += e->kind == KIND_REDEEM ? 1 : -1;
	return 0;
}

/*
 * What was redeemed and given back within the period is no news; what was given back later is a row of the later
 * period, negative, so that the sums are those of the tally.
 */
static int redemption(void *ctx, const struct entry *e)
{
	struct redemptions *d = ctx;
	struct making *m = d->m;
	char quantity[DEC_SIZE], points[DEC_SIZE], value[DEC_SIZE], cash[DEC_SIZE], title[256];
	const char *name, *group;
	int rc;

	if ((e->kind != KIND_REDEEM && e->kind != KIND_REFUND) || !*e->household ||
	    *map_get(&d->receipts, e->ref, strlen(e->ref)) == 0)
		return 0;
	rc = making_household(m, e, &name, &group);
	if (rc == 0)
		rc = item_title(m->l, m->book, e->item, title);
	if (rc)
		return rc;
	making_row(m, (const char *[]){e->book, m->period.text, e->ref, e->date, e->household, name, group, e->item,
				       title, making_negated(e->quantity, quantity), making_negated(e->points, points),
				       making_amount(e->value, value), making_amount(e->cash, cash),
				       e->kind == KIND_REDEEM ? "posted" : "void"});
	return 0;
}

static int make_redemptions(struct making *m)
{
	struct redemptions d = {.m = m};
	int rc = making_walk(m, count_receipt, &d);

	if (rc == 0)
		rc = making_walk(m, redemption, &d);
	map_free(&d.receipts);
	return rc;
}

const struct making_kind making_redemptions = {SHEET_REDEMPTIONS, redemption_columns, make_redemptions};
