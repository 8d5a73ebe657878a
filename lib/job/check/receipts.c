/* Redemptions are found by their receipts, know whether they are void, and their numbers have been counted. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/records/reservations.h"

struct receipts {
	int64_t redeemed; /* entries that gave out a receipt */
	struct {
		int64_t year, most;
	} * years;
	size_t n;
};

static int check_receipts_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct receipts));
	return 0;
}

/* The highest number of a year so far: receipts are called BOOK-R2025-0001. */
static void count_number(struct receipts *x, const char *receipt)
{
	const char *dash = strrchr(receipt, '-');
	int64_t year, number;
	size_t i = 0;

	if (!dash || dash - receipt < 6 || dash[-5] != 'R')
		return;
	year = atoll(dash - 4);
	number = atoll(dash + 1);
	while (i < x->n && x->years[i].year != year)
		i++;
	if (i == x->n) {
		x->years = xrealloc(x->years, x->n + 1, sizeof *x->years);
		x->years[x->n].year = year;
		x->years[x->n++].most = 0;
	}
	if (number > x->years[i].most)
		x->years[i].most = number;
}

static int check_receipts_entry(struct checking *c, void *state, const struct entry *e)
{
	struct receipts *x = state;

	if (e->kind != KIND_REDEEM || !c->who)
		return 0;
	x->redeemed++;
	count_number(x, e->ref);
	return 0;
}

/* A refund of all its points makes a receipt void; one of some of its coupons does not. */
static int find_void(struct checking *c, const struct entry *e, bool *out)
{
	int64_t by;
	struct entry_store store = {.n = 0};
	struct entry refund;
	bool found = false;
	int rc = journal_corrected(c->l, c->book->id, e->seq, KIND_REFUND, &by);

	if (rc == 0 && by)
		rc = journal_look(c->l, c->book->id, by, &refund, &store, &found);
	*out = rc == 0 && found && refund.points == -e->points;
	entry_store_free(&store);
	return rc;
}

static int receipt_wrong(struct checking *c, const struct entry *e, const char *what)
{
	return check_fault(c, _("entry %s:%lld: receipt %s is kept with another %s than it has"), c->book->code,
			   (long long)e->seq, e->ref, what);
}

/* The shop's side stands in the same entry, or in another book under the same receipt. */
static int check_receipts_shop(struct checking *c, const struct rows *r, const struct entry *e)
{
	int64_t given = e->quantity == BLANK ? 0 : -e->quantity;
	struct entry_store store = {.n = 0};
	struct entry shop;
	bool at_home = !*e->account || strcmp(e->act, "coupon") == 0, found = false;
	int rc = 0;

	if (!at_home && book_by_id(c->l, db_int(r, 7)))
		rc = journal_look(c->l, db_int(r, 7), db_int(r, 8), &shop, &store, &found);
	if (rc)
		return rc;
	if (at_home ? db_int(r, 7) != e->book_id || db_int(r, 8) != e->seq
		    : !found || strcmp(shop.ref, e->ref) != 0 || strcmp(shop.book, e->account) != 0 || shop.value != e->value ||
			      shop.cash != e->cash)
		rc = receipt_wrong(c, e, _("entry of the shop"));
	else if (!at_home)
		given = -shop.quantity;
	if (rc == 0 && db_int(r, 6) != given)
		rc = receipt_wrong(c, e, _("quantity"));
	entry_store_free(&store);
	return rc;
}

/* What was reserved counts for limits on the day of the reservation. */
static int check_receipts_day(struct checking *c, const struct rows *r, const struct entry *e)
{
	struct reservation v;
	bool reserved;
	int rc = reservation_find(c->l, c->book, e->ref, &v, &reserved);

	if (rc)
		return rc;
	return strcmp(db_text(r, 4), reserved ? v.date : e->date) == 0 ? 0 : receipt_wrong(c, e, _("day"));
}

static int check_receipts_figures(struct checking *c, const struct rows *r, const struct entry *e)
{
	const struct who *who = check_who(c, db_int(r, 3));
	bool gone = false;
	int rc = find_void(c, e, &gone);

	if (rc)
		return rc;
	if (strcmp(db_text(r, 2), gone ? "void" : "posted") != 0)
		return check_fault(c, _("entry %s:%lld: receipt %s is kept as %s, it is %s"), c->book->code,
				   (long long)e->seq, e->ref, db_text(r, 2), gone ? "void" : "posted");
	if (!who || strcmp(who->code, e->household) != 0)
		return receipt_wrong(c, e, _("household"));
	if (strcmp(db_text(r, 5), e->item) != 0)
		return receipt_wrong(c, e, _("item"));
	rc = check_receipts_day(c, r, e);
	return rc ? rc : check_receipts_shop(c, r, e);
}

static int check_receipts_one(struct checking *c, const struct rows *r)
{
	int64_t seq = db_int(r, 1);
	const char *receipt = db_text(r, 0);
	struct entry_store store;
	struct entry e;
	bool found;
	int rc = journal_look(c->l, c->book->id, seq, &e, &store, &found);

	if (rc == 0 && (!found || e.kind != KIND_REDEEM || strcmp(e.ref, receipt) != 0))
		rc = check_fault(c, _("%s: receipt %s is kept with entry %s:%lld, which did not give it out"),
				 c->book->code, receipt, c->book->code, (long long)seq);
	else if (rc == 0)
		rc = check_receipts_figures(c, r, &e);
	entry_store_free(&store);
	return rc;
}

static int check_receipts_redemptions(struct checking *c, const struct receipts *x)
{
	struct rows r;
	int64_t n = 0;
	int rc;

	checks_walk(c->l, CHECKED_REDEMPTIONS, c->book, &r);
	while (db_next(&r)) {
		r.rc = check_receipts_one(c, &r);
		n++;
	}
	rc = db_end(&r);
	if (rc == 0 && n != x->redeemed)
		rc = check_fault(c, _("%s: %lld receipts are kept, the journal gave out %lld"), c->book->code,
				 (long long)n, (long long)x->redeemed);
	return rc;
}

static int check_receipts_counters(struct checking *c, const struct receipts *x)
{
	struct rows r;
	size_t seen = 0;
	int rc;

	checks_walk(c->l, CHECKED_COUNTERS, c->book, &r);
	while (db_next(&r)) {
		int64_t most = 0;
		if (strcmp(db_text(&r, 0), "receipt") != 0)
			continue;
		for (size_t i = 0; i < x->n; i++)
			if (x->years[i].year == db_int(&r, 1)) {
				most = x->years[i].most;
				seen++;
			}
		if (db_int(&r, 2) != most)
			r.rc = check_fault(
				c, _("%s: %lld receipts are counted for %lld, the journal has given number %lld"),
				c->book->code, (long long)db_int(&r, 2), (long long)db_int(&r, 1), (long long)most);
	}
	rc = db_end(&r);
	if (rc == 0 && seen != x->n)
		rc = check_fault(c, _("%s: receipts were given out that no counter knows"), c->book->code);
	return rc;
}

/* Reservations take numbers too. */
static int count_reserved(struct checking *c, struct receipts *x)
{
	struct rows r;

	checks_walk(c->l, CHECKED_RESERVATIONS, c->book, &r);
	while (db_next(&r))
		count_number(x, db_text(&r, 0));
	return db_end(&r);
}

static int check_receipts_end(struct checking *c, void *state)
{
	int rc = check_receipts_redemptions(c, state);

	if (rc == 0)
		rc = count_reserved(c, state);
	return rc ? rc : check_receipts_counters(c, state);
}

static void check_receipts_free(void *state)
{
	struct receipts *x = state;

	if (x)
		free(x->years);
	free(x);
}

const struct check_part check_receipts = {check_receipts_start, check_receipts_entry, check_receipts_end,
					  check_receipts_free};
