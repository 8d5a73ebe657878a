/* What nobody came for: reservations never collected, coupons never used. */
#include <string.h>

#include "base/lang.h"
#include "domain/period.h"
#include "job/redeem_row.h"
#include "job/redeeming.h"
#include "job/refund.h"
#include "ledger/available.h"
#include "ledger/coupons.h"

struct lapsing {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	char today[DATE_SIZE];
	size_t n;
};

static bool are_lost(struct lapsing *x, const struct book *book, const char *setting)
{
	return strcmp(setting_get(x->l, book->id, setting), "lost") == 0;
}

/* The points go, the goods stay. What has died or was deducted meanwhile cannot be lost twice. */
static int lose(struct lapsing *x, const struct reservation *v)
{
	struct posting p = {.receipt = v->receipt,
			    .id = v->order_id,
			    .item = v->item,
			    .member = v->member,
			    .source = v->source,
			    .actor = x->job->actor,
			    .act = "",
			    .date = x->today,
			    .counts_on = v->date,
			    .quantity = BLANK,
			    .value = BLANK,
			    .cash = BLANK};
	char month[MONTH_SIZE];
	struct available a;
	struct entry e;
	bool late;
	int rc = roster_by_id(x->l, v->book, v->household, &p.h);

	if (rc == 0)
		rc = reservation_end(x->l, v, "lost");
	if (rc == 0)
		rc = household_available(x->l, p.h, &a);
	if (rc == 0)
		rc = journal_month(x->l, v->book->id, x->l->today, month, &late);
	if (rc)
		return rc;
	p.month = month;
	p.role = role_of(x->l, v->book, v->member);
	p.points = a.available < v->points ? a.available : v->points;
	rc = redeem_append(x->l, &p, &e);
	return rc ? rc : print_redemption(x->out, x->l, &e, "lost", "");
}

static int end_reservations(struct lapsing *x, const struct book *book)
{
	char after[RECEIPT_SIZE] = "";
	struct reservation v;
	int got, rc = 0;

	while (rc == 0 && (got = reservation_due(x->l, book, x->today, after, &v)) != 0) {
		if (got < 0)
			return EX_IOERR;
		memcpy(after, v.receipt, sizeof after);
		x->n++;
		if (are_lost(x, book, "reserve_lapsed")) {
			rc = lose(x, &v);
			continue;
		}
		rc = reservation_end(x->l, &v, "lapsed");
		if (rc == 0)
			rc = print_reservation(x->out, x->l, &v, "lapsed");
	}
	return rc;
}

/* The part of a redemption whose coupons nobody used. */
static int refund_unused(struct lapsing *x, const struct redemption *r, const struct entry *order, int64_t n)
{
	struct refund refund = {.of = r,
				.home = order,
				.goods = true,
				.part = 100 * n,
				.whole = -order->quantity,
				.actor = x->job->actor};
	struct entry e;
	int rc = coupons_end(x->l, r->book->id, r->seq, "lapsed", n);

	if (rc == 0 && are_lost(x, r->book, "coupon_lapsed"))
		return print_redemption(x->out, x->l, order, "lost", "");
	if (rc == 0)
		rc = refund_append(x->l, &refund, &e);
	if (rc == EX_REFUSED)
		diag_error(x->l->diag, rc, _("so receipt %s cannot lapse, and nothing lapses before it does"), order->ref);
	if (rc == 0 && refund.part == refund.whole)
		rc = redemption_void(x->l, r->book->id, order->ref);
	return rc ? rc : print_redemption(x->out, x->l, &e, "lapsed", "");
}

static int end_coupons(struct lapsing *x, const struct book *book)
{
	int64_t seq = 0, n;
	int got, rc = 0;

	while (rc == 0 && (got = coupons_due(x->l, book->id, x->today, seq, &seq, &n)) != 0) {
		struct entry_store store = {.n = 0};
		struct redemption r = {book, seq, false, book, seq};
		struct entry order;
		if (got < 0 || journal_get(x->l, book->id, seq, &order, &store) != 1)
			return EX_IOERR;
		x->n++;
		rc = refund_unused(x, &r, &order, n);
		entry_store_free(&store);
	}
	return rc;
}

int redeem_lapse(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	struct lapsing x = {.job = job, .l = l, .out = out};
	const struct book *only = NULL;
	int rc = job->book ? book_find(l, job->book, &only) : 0;

	(void)ctx;
	date_format(l->today, x.today);
	for (size_t i = 0; i < l->nbooks && rc == 0; i++) {
		if (only && only != &l->books[i])
			continue;
		rc = end_reservations(&x, &l->books[i]);
		if (rc == 0)
			rc = end_coupons(&x, &l->books[i]);
	}
	if (rc == 0)
		diag_note(l->diag, _("lapsed: %zu"), x.n);
	return rc;
}

int job_lapse(struct job *job)
{
	return redeem_transaction(job, redemption_columns, redeem_lapse, NULL);
}
