/* What nobody came for: reservations never collected, coupons never used. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/intake/batch.h"
#include "job/shop/internal.h"
#include "job/shop/posting.h"
#include "job/shop/receipt.h"
#include "job/shop/refund.h"
#include "ledger/points/available.h"
#include "ledger/records/coupons.h"

struct lapsing {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	char today[DATE_SIZE];
	char receipt[RECEIPT_SIZE]; /* where we are among the reservations; of what is ended in any case */
	int64_t seq;                /* where we are among the redemptions with coupons */
	size_t n;                   /* lapsed */
	int worst;                  /* of those that could not: EX_DATAERR, else EX_REFUSED */
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
	if (rc == 0)
		rc = role_of(x->l, v->book, v->member, &p.role);
	if (rc)
		return rc;
	p.month = month;
	p.points = a.available < v->points ? a.available : v->points;
	rc = posting_append(x->l, &p, &e);
	return rc ? rc : print_redemption(x->out, x->l, &e, "lost", "");
}

/* Ends the next reservation of a book; *left is false when there was none. */
static int end_reservation(struct lapsing *x, const struct book *book, bool *left)
{
	struct reservation v;
	int rc = reservation_due(x->l, book, x->today, x->receipt, &v, left);

	if (rc || !*left)
		return rc;
	memcpy(x->receipt, v.receipt, sizeof x->receipt);
	if (are_lost(x, book, "reserve_lapsed"))
		return lose(x, &v);
	rc = reservation_end(x->l, &v, "lapsed");
	return rc ? rc : print_reservation(x->out, x->l, &v, "lapsed");
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
	if (rc == 0 && refund.part == refund.whole)
		rc = redemption_void(x->l, r->book->id, order->ref);
	return rc ? rc : print_redemption(x->out, x->l, &e, "lapsed", "");
}

/* The same of redemptions with coupons. */
static int end_coupons(struct lapsing *x, const struct book *book, bool *left)
{
	struct entry_store store = {.n = 0};
	struct redemption r = {book, 0, false, book, 0};
	struct entry order;
	int64_t n;
	int rc = coupons_due(x->l, book->id, x->today, x->seq, &x->seq, &n);

	*left = rc == 0 && x->seq != 0;
	if (!*left)
		return rc;
	*x->receipt = '\0';
	rc = journal_get(x->l, book->id, x->seq, &order, &store);
	if (rc == 0) {
		snprintf(x->receipt, sizeof x->receipt, "%s", order.ref);
		r.seq = r.shop_seq = x->seq;
		rc = refund_unused(x, &r, &order, n);
	}
	entry_store_free(&store);
	return rc;
}

typedef int end_f(struct lapsing *x, const struct book *book, bool *left);

/* What cannot lapse is told, and the others do not wait for it. Returns 0 to go on. */
static int go_on(struct lapsing *x, int rc)
{
	int status = 0;
	enum outcome how = outcome_of(rc, &status);

	if (how == ROW_FATAL)
		return status;
	if (*x->receipt)
		diag_error(x->l->diag, rc, _("so receipt %s cannot lapse now"), x->receipt);
	x->worst = how == ROW_BAD || x->worst == 0 ? rc : x->worst;
	return 0;
}

/* Each in a transaction of its own. `book` is a number, as every transaction reads books and clock anew. */
static int end_all(struct lapsing *x, int64_t book, end_f *f)
{
	bool left = true, spoilt;
	int rc = 0;

	x->seq = 0;
	*x->receipt = '\0';
	while (rc == 0 && left) {
		rc = ledger_begin(x->l);
		if (rc)
			break;
		date_format(x->l->today, x->today);
		rc = f(x, book_by_id(x->l, book), &left);
		spoilt = ledger_spoilt(x->l) != 0;
		if (rc || !left) {
			ledger_rollback(x->l);
			rc = rc && !spoilt ? go_on(x, rc) : rc;
		} else {
			rc = ledger_finish(x->l, 0, x->job->dry_run);
			x->n += rc == 0;
		}
	}
	return rc;
}

/* The books to go through, by number, ending with 0. */
static int lapse_books(struct lapsing *x, int64_t **out)
{
	const struct book *only = NULL;
	size_t n = 0;
	int rc = ledger_read_begin(x->l);

	*out = NULL;
	if (rc)
		return rc;
	if (x->job->book)
		rc = book_find(x->l, x->job->book, &only);
	*out = xcalloc(x->l->nbooks + 1, sizeof **out);
	for (size_t i = 0; i < x->l->nbooks && rc == 0; i++)
		if (!only || only == &x->l->books[i])
			(*out)[n++] = x->l->books[i].id;
	ledger_read_end(x->l);
	return rc;
}

int redeem_lapse(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	struct lapsing x = {.job = job, .l = l, .out = out};
	int64_t *books;
	int rc = lapse_books(&x, &books);

	(void)ctx; /* nothing is given */
	for (size_t i = 0; rc == 0 && books[i]; i++) {
		rc = end_all(&x, books[i], end_reservation);
		if (rc == 0)
			rc = end_all(&x, books[i], end_coupons);
	}
	free(books);
	job->keep = x.n > 0;
	if (rc == 0)
		diag_note(l->diag, _("lapsed: %zu"), x.n);
	return rc ? rc : x.worst;
}

int job_lapse(struct job *job)
{
	return redeem_with_ledger(job, redemption_columns, redeem_lapse, NULL);
}
