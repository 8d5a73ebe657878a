/* Reservations: put aside, collected, cancelled. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "domain/period.h"
#include "job/shop/internal.h"
#include "job/shop/posting.h"
#include "job/shop/receipt.h"
#include "ledger/journal/stock.h"
#include "ledger/points/available.h"
#include "ledger/records/redemptions.h"

int reserve_append(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	struct reservation v = {.book = r->h->book,
				.household = r->h->id,
				.state = "reserved",
				.shop_book = r->place.book,
				.own = !r->place.shop.partner,
				.quantity = r->quantity,
				.points = r->points,
				.value = r->value,
				.cash = r->cash};
	char today[DATE_SIZE];
	int rc;

	snprintf(v.order_id, sizeof v.order_id, "%s", r->id.text);
	snprintf(v.member, sizeof v.member, "%s", r->m ? r->m->code : "");
	snprintf(v.item, sizeof v.item, "%s", r->item.code);
	snprintf(v.shop, sizeof v.shop, "%s", r->place.shop.code);
	snprintf(v.source, sizeof v.source, "%s", o->source);
	snprintf(v.actor, sizeof v.actor, "%s", x->job->actor);
	memcpy(v.date, r->date, DATE_SIZE);
	rc = available_until(x->l, r->h, r->points, r->day + atoi(setting_get(x->l, r->h->book->id, "reserve_days")),
			     v.until);
	if (rc == 0 && strcmp(v.until, date_format(x->l->today, today)) < 0)
		rc = diag_error(x->l->diag, EX_REFUSED, _("reserved on %s, it would have had to be collected by %s"),
				v.date, v.until);
	/* Whether the goods are there, before a number is taken. */
	if (rc == 0 && v.own)
		rc = stock_has(x->l, v.shop_book->id, v.shop, v.item, v.quantity);
	if (rc == 0)
		rc = receipt_number(x->l, r->h->book, civil_of(r->day).year, v.receipt);
	if (rc)
		return rc;
	r->numbered = true;
	rc = reservation_add(x->l, &v);
	return rc ? rc : print_reservation(x->out, x->l, &v, NULL);
}

/* The reservation of a receipt, in the book of -b or in any. */
static int find_reservation(struct job *job, struct ledger *l, const char *receipt, struct reservation *out)
{
	const struct book *book = NULL;
	struct redemption r;
	bool found;
	int rc = job->book ? book_find(l, job->book, &book) : 0;

	if (rc == 0)
		rc = reservation_find(l, book, receipt, out, &found);
	if (rc || found)
		return rc;
	rc = redemption_find(l, book, receipt, &r, &found);
	if (rc)
		return rc;
	if (found)
		return diag_error(l->diag, EX_REFUSED, _("receipt %s is no reservation: it was handed out at once"),
				  receipt);
	return diag_error(l->diag, EX_DATAERR, _("there is no receipt %s; `pts-list reservations` shows them"), receipt);
}

/* Says what became of a reservation that is open no more. */
static int refuse_ended(struct ledger *l, const struct reservation *v)
{
	if (strcmp(v->state, "collected") == 0)
		return diag_error(l->diag, EX_REFUSED, _("receipt %s was collected: pts-redeem void takes it back"),
				  v->receipt);
	if (strcmp(v->state, "cancelled") == 0)
		return diag_error(l->diag, EX_REFUSED, _("receipt %s was cancelled: order or reserve again"),
				  v->receipt);
	return diag_error(l->diag, EX_REFUSED, _("receipt %s was to be collected by %s and has lapsed"), v->receipt,
			  v->until);
}

/* Points and goods are let go and taken in the same transaction; whether they are still there is asked in between. */
static int hand_out(struct job *job, struct ledger *l, const struct reservation *v, struct household *h,
		    struct printer *out)
{
	struct place place = {.book = v->shop_book, .shop = {.partner = !v->own}};
	struct posting p = {.h = h,
			    .place = &place,
			    .receipt = v->receipt,
			    .id = v->order_id,
			    .item = v->item,
			    .member = v->member,
			    .source = v->source,
			    .actor = job->actor,
			    .note = job->message,
			    .act = v->own ? "" : "partner",
			    .counts_on = v->date,
			    .quantity = v->quantity,
			    .points = v->points,
			    .value = v->value,
			    .cash = v->cash};
	char today[DATE_SIZE], month[MONTH_SIZE], shop_month[MONTH_SIZE];
	int64_t available;
	struct entry e;
	bool late;
	int rc = reservation_end(l, v, "collected");

	snprintf(place.shop.code, sizeof place.shop.code, "%s", v->shop);
	p.date = date_format(l->today, today);
	p.month = month;
	p.shop_month = shop_month;
	if (rc == 0)
		rc = role_of(l, v->book, v->member, &p.role);
	if (rc == 0)
		rc = offer_points(l, h, v->points, &available);
	if (rc == 0)
		rc = journal_month(l, v->book->id, l->today, month, &late);
	if (rc == 0)
		rc = journal_month(l, v->shop_book->id, l->today, shop_month, &late);
	if (rc == 0)
		rc = posting_append(l, &p, &e);
	return rc ? rc : print_redemption(out, l, &e, "collected", "");
}

static int collected_already(struct ledger *l, const struct reservation *v, struct printer *out)
{
	struct redemption r;
	bool found;
	int rc = redemption_find(l, v->book, v->receipt, &r, &found);

	if (rc)
		return rc;
	if (found && r.is_void)
		return diag_error(l->diag, EX_REFUSED,
				  _("receipt %s was collected and then voided: order or reserve again"), v->receipt);
	diag_note(l->diag, _("receipt %s was collected already"), v->receipt);
	return print_reservation(out, l, v, "duplicate");
}

int redeem_collect(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	struct reservation v;
	struct household *h;
	char today[DATE_SIZE];
	int rc = find_reservation(job, l, ctx, &v);

	if (rc)
		return rc;
	if (strcmp(v.state, "collected") == 0)
		return collected_already(l, &v, out);
	if (strcmp(v.state, "reserved") != 0)
		return refuse_ended(l, &v);
	if (strcmp(v.until, date_format(l->today, today)) < 0)
		return diag_error(l->diag, EX_REFUSED,
				  _("receipt %s was to be collected by %s: pts-redeem lapse ends it"), v.receipt,
				  v.until);
	rc = roster_by_id(l, v.book, v.household, &h);
	if (rc == 0)
		rc = offer_open(l, h, v.shop_book, l->today);
	if (rc == 0)
		rc = journal_heads(l, v.book, v.shop_book);
	return rc ? rc : hand_out(job, l, &v, h, out);
}

int redeem_cancel(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	struct reservation v;
	int rc = find_reservation(job, l, ctx, &v);

	if (rc)
		return rc;
	if (strcmp(v.state, "cancelled") == 0) {
		diag_note(l->diag, _("receipt %s was cancelled already"), v.receipt);
		return print_reservation(out, l, &v, "duplicate");
	}
	if (strcmp(v.state, "reserved") != 0)
		return refuse_ended(l, &v);
	rc = journal_heads(l, v.book, v.shop_book);
	if (rc == 0)
		rc = reservation_end(l, &v, "cancelled");
	return rc ? rc : print_reservation(out, l, &v, "cancelled");
}

int job_collect(struct job *job, const char *receipt)
{
	return redeem_transaction(job, redemption_columns, redeem_collect, receipt);
}

int job_cancel(struct job *job, const char *receipt)
{
	return redeem_transaction(job, redemption_columns, redeem_cancel, receipt);
}
