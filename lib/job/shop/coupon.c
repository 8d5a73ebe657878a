/* Coupons: used at a shop, once; printed anew. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "job/shop/internal.h"
#include "job/shop/receipt.h"
#include "ledger/journal/bills.h"
#include "ledger/journal/ids.h"
#include "ledger/post/post.h"
#include "ledger/records/coupons.h"

const char *const use_columns[] = {"book", "receipt", "date", "shop", "item", "title", "value", "bill", "state", NULL};

struct use {
	struct job *job;
	struct printer *out;
	struct using by;
};

static int print_use(struct ledger *l, struct printer *out, const struct entry *e, const char *state)
{
	const struct book *book = book_by_id(l, e->book_id);
	char value[DEC_SIZE], title[256], bill[BILL_SIZE];
	int rc = item_title(l, book, e->item, title);

	if (rc == 0)
		rc = bill_of(l, e->book_id, e->shop, e->seq, bill);
	/* Not billed yet: the bill is that of this shop for the month it counts in. */
	if (rc == 0 && !*bill)
		snprintf(bill, sizeof bill, "%s/%s", e->shop, e->period);
	if (rc == 0)
		printer_row(out, (const char *[]){e->book, e->ref, e->date, e->shop, e->item, title,
						  dec_format(e->value, value), bill, state});
	return rc;
}

static int other_use(struct ledger *l, const char *id, const struct entry *e)
{
	return diag_error(l->diag, EX_DATAERR,
			  _("id %s is known with another use of a coupon (%s:%lld): give this one another id"), id, e->book,
			  (long long)e->seq);
}

/* The same id once more: the same use, if it names no other shop. */
static int used_again(const struct use *u, struct ledger *l, const struct coupon *c, const struct entry *e)
{
	struct place place = {.book = NULL};
	int rc = *u->by.shop ? place_find(l, c->book, u->by.shop, e->item, e->date, &place) : 0;

	if (rc == 0 && place.book && (place.book->id != e->book_id || strcmp(place.shop.code, e->shop) != 0))
		rc = other_use(l, u->by.id, e);
	return rc ? rc : print_use(l, u->out, e, "duplicate");
}

/* The entry that a coupon was used by, and when. */
static int used_already(const struct use *u, struct ledger *l, const struct coupon *c)
{
	struct entry_store store;
	struct entry e;
	int rc;

	if (!c->use_book)
		return diag_error(l->diag, EX_DATAERR, _("the book where this coupon was used is gone; pts-check tells more"));
	rc = journal_get(l, c->use_book->id, c->use_seq, &e, &store);
	if (rc == 0 && *u->by.id && strcmp(u->by.id, e.id) == 0)
		rc = used_again(u, l, c, &e);
	else if (rc == 0)
		rc = diag_error(
			l->diag, EX_REFUSED,
			_("this coupon was used on %s at shop %s of %s (%s:%lld): it is good for nothing any more"),
			e.date, e.shop, e.book, e.book, (long long)e.seq);
	entry_store_free(&store);
	return rc;
}

/* A coupon that names its shop is for the shop which that one is today. */
static int check_coupon_shop(struct ledger *l, const struct coupon *c, const char *item, const struct place *place)
{
	struct place named;
	char today[DATE_SIZE];
	int rc = *c->shop ? place_find(l, c->book, c->shop, item, date_format(l->today, today), &named) : 0;

	if (rc || !*c->shop || (named.book == place->book && strcmp(named.shop.code, place->shop.code) == 0))
		return rc;
	return diag_error(l->diag, EX_REFUSED, _("this coupon is for shop %s, not for %s:%s"), c->shop, place->book->code,
			  place->shop.code);
}

/* Good today at this shop? */
static int check_usable(struct ledger *l, const struct coupon *c, const char *item, const struct place *place)
{
	char today[DATE_SIZE];

	if (strcmp(c->state, "cancelled") == 0)
		return diag_error(l->diag, EX_REFUSED, _("this coupon was cancelled: it was voided, or printed anew"));
	if (strcmp(c->state, "valid") != 0 || (*c->until && strcmp(c->until, date_format(l->today, today)) < 0))
		return diag_error(l->diag, EX_REFUSED, _("this coupon was valid until %s"), c->until);
	return check_coupon_shop(l, c, item, place);
}

/* In the shop's book what the merchant is owed, in the household's the same as owed to that book. */
static int append_use(const struct use *u, struct ledger *l, const struct coupon *c, const struct place *place,
		      const struct entry *order, const struct document_id *id, struct entry *e)
{
	const struct book *const books[] = {place->book, c->book};
	int64_t each, pieces = order->quantity < 0 ? -order->quantity : 0;
	bool away = place->book != c->book, late;
	const struct id_place key = {id->kind, id->key};
	struct entry twin;
	int rc = 0;

	if (!dec_muldiv(order->value, 100, pieces, &each))
		return diag_error(l->diag, EX_DATAERR,
				  _("the entry of this coupon has no pieces; pts-check tells more"));
	for (int i = 0; i <= away && rc == 0; i++) {
		struct entry *x = i ? &twin : e;
		*x = entry_new(KIND_USE);
		x->book_id = books[i]->id;
		x->id = i ? "" : id->text;
		date_format(l->today, x->date);
		x->item = order->item;
		x->shop = i ? "" : place->shop.code;
		x->act = i || !place->shop.partner ? "" : "partner";
		x->account = away ? books[1 - i]->code : "";
		x->value = each;
		x->owed = *x->act ? each : BLANK;
		x->ref = order->ref;
		x->actor = u->job->actor;
		rc = journal_month(l, x->book_id, l->today, x->period, &late);
		if (rc == 0)
			rc = post_entry(l, &(struct post){.entry = x, .note = u->job->message, .id = i ? NULL : &key});
	}
	return rc;
}

/* An id of its own in the shop's book, where nothing else was used by it. */
static int use_id(const struct use *u, struct ledger *l, const struct book *book, struct document_id *id)
{
	struct entry_store store;
	struct entry e;
	bool known;
	int rc = document_id(l, u->by.id, l->today, "", "", NULL, ID_USE_DERIVED, ID_USE_GIVEN, id);

	if (rc == 0)
		rc = document_known(l, book->id, id, &e, &store, &known);
	if (rc || !known)
		return rc;
	rc = other_use(l, id->text, &e);
	entry_store_free(&store);
	return rc;
}

static int use_at(const struct use *u, struct ledger *l, const struct coupon *c, const struct entry *order)
{
	const char *given = *u->by.shop ? u->by.shop : c->shop;
	struct place place = {.book = NULL};
	struct entry e = entry_new(KIND_USE);
	struct document_id id;
	char today[DATE_SIZE];
	int rc = *given ? place_find(l, c->book, given, order->item, date_format(l->today, today), &place)
			: diag_error(l->diag, EX_USAGE, _("at which shop? give it by -s"));

	if (rc == 0)
		rc = check_usable(l, c, order->item, &place);
	if (rc == 0)
		rc = journal_heads(l, c->book, place.book);
	if (rc == 0)
		rc = use_id(u, l, place.book, &id);
	if (rc == 0)
		rc = append_use(u, l, c, &place, order, &id, &e);
	if (rc == 0)
		rc = coupon_use(l, c, e.book_id, e.seq);
	return rc ? rc : print_use(l, u->out, &e, "used");
}

int redeem_use(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	const struct use u = {job, out, *(const struct using *)ctx};
	char code[COUPON_CODE_SIZE];
	struct entry_store store;
	struct entry order;
	struct coupon c;
	bool found;
	int rc;

	if (!coupon_code_read(u.by.code, code))
		return diag_error(l->diag, EX_DATAERR,
				  _("`%s` is no coupon code: a character is wrong or missing, look again"), u.by.code);
	rc = coupon_find(l, code, &c, &found);
	if (rc == 0 && !found)
		rc = diag_error(l->diag, EX_REFUSED, _("no coupon of this ledger has the code %s"), code);
	if (rc)
		return rc;
	if (strcmp(c.state, "used") == 0)
		return used_already(&u, l, &c);
	rc = journal_get(l, c.book->id, c.seq, &order, &store);
	if (rc == 0)
		rc = use_at(&u, l, &c, &order);
	entry_store_free(&store);
	return rc;
}

int job_use(struct job *job, const char *code, const char *shop, const char *id)
{
	struct using by = {code, shop, id};

	return redeem_transaction(job, use_columns, redeem_use, &by);
}

static int print_anew(const struct job *job, struct ledger *l, const struct redemption *r, const struct entry *order,
		      struct printer *out)
{
	struct buf codes = {0};
	struct coupon c;
	int64_t valid = 0;
	char today[DATE_SIZE];
	bool found;
	int rc = coupons_count(l, r->book->id, r->seq, "valid", &valid);

	if (rc == 0)
		rc = coupons_any(l, r->book->id, r->seq, &c, &found);
	if (rc)
		return rc;
	if (!found || valid == 0 || (*c.until && strcmp(c.until, date_format(l->today, today)) < 0))
		return diag_error(l->diag, EX_REFUSED, _("receipt %s has no coupon left that is still valid"),
				  order->ref);
	rc = coupons_end(l, r->book->id, r->seq, "cancelled", valid);
	if (rc == 0)
		rc = coupons_issue(l, r->book->id, r->seq, valid, c.shop, c.until, &codes);
	if (rc == 0)
		rc = print_redemption(out, l, order, "reissued", job->dry_run ? "" : buf_str(&codes));
	buf_free(&codes);
	return rc;
}

int redeem_reissue(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	struct entry_store store;
	struct redemption r;
	struct entry order;
	int rc = redeemed_find(job, l, ctx, &r);

	if (rc)
		return rc;
	rc = journal_get(l, r.book->id, r.seq, &order, &store);
	if (rc == 0)
		rc = journal_heads(l, r.book, r.book);
	if (rc == 0 && strcmp(order.act, "coupon") != 0)
		rc = diag_error(l->diag, EX_REFUSED, _("receipt %s has no coupons"), order.ref);
	if (rc == 0)
		rc = print_anew(job, l, &r, &order, out);
	entry_store_free(&store);
	return rc;
}

int job_reissue(struct job *job, const char *receipt)
{
	return redeem_transaction(job, redemption_columns, redeem_reissue, receipt);
}
