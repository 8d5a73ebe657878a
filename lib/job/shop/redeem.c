/* Orders: understood, checked and posted, from a stream or one by options. */
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "job/shop/internal.h"
#include "job/shop/posting.h"
#include "job/shop/receipt.h"
#include "ledger/journal/stock.h"
#include "ledger/records/coupons.h"

enum { ORDER, DATE, BOOK, HOUSEHOLD, ITEM, QUANTITY, SHOP, MEMBER, TOPUP };

enum { COUPONS_OF_ORDER = 100 };

static const char *const known[] = {"order",    "date", "book",   "household", "item",
				    "quantity", "shop", "member", "topup",     NULL};

/* The column topup: yes, no or blank. */
static int read_topup(struct redeem *x, const struct order *o, bool *out)
{
	static const char *const yes[] = {"yes", "y", "是", "1"}, *const no[] = {"", "no", "n", "否", "0"};

	*out = x->how.topup;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (strcmp(o->topup, yes[i]) == 0)
			*out = true;
	for (size_t i = 0; i < sizeof no / sizeof *no && !*out; i++)
		if (strcmp(o->topup, no[i]) == 0)
			return 0;
	return *out ? 0 : diag_error(x->l->diag, EX_DATAERR, _("topup is yes or no, not `%s`"), o->topup);
}

static int order_understand(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	struct buf who = {0};
	char quantity[DEC_SIZE];
	int rc = document_household(x->job, x->l, o->book, o->household, &r->h);

	if (rc == 0 && *o->member)
		rc = roster_member(x->l, r->h->book, o->member, r->h, &r->m);
	if (rc == 0)
		rc = document_date(x->l, o->date, &r->day, r->date);
	if (rc == 0)
		rc = document_pieces(x->l, o->quantity, &r->quantity);
	if (rc == 0 && !*o->item)
		rc = diag_error(x->l->diag, EX_DATAERR, _("no item: give its code"));
	if (rc == 0)
		rc = read_topup(x, o, &r->topup);
	if (rc)
		return rc;
	buf_printf(&who, "%s\t%s\t%s\t%s\t%s\t%s", r->h->book->code, r->date, r->h->code, o->member, o->item, o->shop);
	rc = document_id(x->l, o->order, r->day, buf_str(&who), dec_format(r->quantity, quantity),
			 x->fresh_ids ? NULL : &x->ordinals, ID_ORDER_DERIVED, ID_ORDER_GIVEN, &r->id);
	buf_free(&who);
	return rc;
}

/* The shop as given is the one of the entry, perhaps under the name it had before it was merged. */
static bool is_same_shop(struct redeem *x, const struct order *o, const struct redeem_row *r, const char *date,
		      const char *shop, const char *shop_book)
{
	const char *colon = strchr(o->shop, ':');
	struct place place;

	if (!*o->shop || (!colon && strcmp(o->shop, shop) == 0))
		return true;
	return place_find(x->l, r->h->book, o->shop, o->item, date, &place) == 0 &&
	       strcmp(place.shop.code, shop) == 0 &&
	       strcmp(place.book->code, *shop_book ? shop_book : r->h->book->code) == 0;
}

static int order_differs(struct redeem *x, const struct redeem_row *r, const char *where)
{
	return diag_error(x->l->diag, EX_DATAERR,
			  _("order %s is known with other content (%s): give this one another number"), r->id.text,
			  where);
}

/* The pieces stand in the shop's entry: read them there when it is another. */
static bool is_same_order(struct redeem *x, const struct order *o, const struct redeem_row *r, const struct entry *e)
{
	bool same_pieces = e->quantity == -r->quantity || (e->quantity == BLANK && *e->account);

	return strcmp(e->household, r->h->code) == 0 && strcmp(e->item, o->item) == 0 && same_pieces &&
	       (!*o->date || strcmp(e->date, r->date) == 0) && strcmp(e->member, r->m ? r->m->code : "") == 0 &&
	       is_same_shop(x, o, r, e->date, e->shop, e->account);
}

/* Whether the order is reserved or was, and has been printed. */
static int reserved_before(struct redeem *x, const struct order *o, struct redeem_row *r, bool *posted)
{
	struct reservation v;
	int rc = reservation_by_order(x->l, r->h->book, r->id.text, &v, posted);

	if (rc || !*posted)
		return rc;
	if (v.household != r->h->id || strcmp(v.item, o->item) != 0 || v.quantity != r->quantity ||
	    (*o->date && strcmp(v.date, r->date) != 0) || strcmp(v.member, r->m ? r->m->code : "") != 0 ||
	    !is_same_shop(x, o, r, v.date, v.shop, v.shop_book->code))
		rc = order_differs(x, r, v.receipt);
	else
		rc = print_reservation(x->out, x->l, &v, "duplicate");
	if (rc == 0 && strcmp(v.state, "reserved") == 0)
		diag_note(x->l->diag, _("receipt %s is reserved: pts-redeem collect hands it out"), v.receipt);
	else if (rc == 0 && strcmp(v.state, "collected") != 0)
		diag_note(x->l->diag, _("receipt %s was reserved and let go: give the order another number"), v.receipt);
	return rc;
}

/* Whether the order was posted before, and has been printed. */
static int order_known(struct redeem *x, const struct order *o, struct redeem_row *r, bool *posted)
{
	char where[ADDRESS_SIZE];
	struct entry_store store;
	struct entry e;
	int rc = reserved_before(x, o, r, posted);

	if (rc || *posted)
		return rc;
	rc = document_known(x->l, r->h->book->id, &r->id, &e, &store, posted);
	if (rc || !*posted)
		return rc;
	if (!is_same_order(x, o, r, &e))
		rc = order_differs(x, r, address_format(e.book, e.seq, where));
	else
		rc = print_redemption(x->out, x->l, &e, "duplicate", "");
	if (rc == 0 && strcmp(e.act, "coupon") == 0)
		diag_note(x->l->diag, _("the codes of %s were printed once: pts-redeem reissue prints new ones"),
			  e.ref);
	entry_store_free(&store);
	return rc;
}

/* Until when a coupon of this order is valid, "" without end. */
static void coupon_until(const struct redeem_row *r, char until[static DATE_SIZE])
{
	memcpy(until, r->item.valid_until, DATE_SIZE);
	if (r->item.coupon_days != BLANK)
		date_format(r->day + (day_t)(r->item.coupon_days > 9999 ? 9999 : r->item.coupon_days), until);
}

static int issue_coupons(struct redeem *x, const struct redeem_row *r, int64_t seq, struct buf *codes)
{
	char until[DATE_SIZE], shop[160] = "";

	coupon_until(r, until);
	if (*r->place.shop.code)
		snprintf(shop, sizeof shop, "%s:%s", r->place.book->code, r->place.shop.code);
	return coupons_issue(x->l, r->h->book->id, seq, r->quantity / 100, shop, until, codes);
}

/* Whether the goods are there, before a number is taken. */
static int check_goods(struct redeem *x, const struct redeem_row *r, const char *act)
{
	if (strcmp(act, "coupon") == 0 && r->quantity > 100 * COUPONS_OF_ORDER)
		return diag_error(x->l->diag, EX_DATAERR, _("at most %d coupons in one order"), COUPONS_OF_ORDER);
	return *act ? 0 : stock_has(x->l, r->place.book->id, r->place.shop.code, r->item.code, r->quantity);
}

static int append_order(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	struct posting p = {.h = r->h,
			    .place = &r->place,
			    .id = r->id.text,
			    .item = r->item.code,
			    .member = r->m ? r->m->code : "",
			    .role = r->m ? r->m->role : "",
			    .source = o->source,
			    .actor = x->job->actor,
			    .act = posting_act(&r->place, &r->item),
			    .date = r->date,
			    .counts_on = r->date,
			    .month = r->month,
			    .shop_month = r->shop_month,
			    .quantity = r->quantity,
			    .points = r->points,
			    .value = r->value,
			    .cash = r->cash};
	char receipt[RECEIPT_SIZE];
	struct buf codes = {0};
	struct entry e;
	int rc = check_goods(x, r, p.act);

	if (rc == 0)
		rc = receipt_number(x->l, r->h->book, civil_of(r->day).year, receipt);
	if (rc)
		return rc;
	r->numbered = true;
	p.receipt = receipt;
	p.note = x->fresh_ids ? x->job->message : NULL;
	rc = posting_append(x->l, &p, &e);
	if (rc == 0 && strcmp(p.act, "coupon") == 0)
		rc = issue_coupons(x, r, e.seq, &codes);
	/* Codes that will not be kept are none to hand out. */
	if (rc == 0)
		rc = print_redemption(x->out, x->l, &e, "posted", x->job->dry_run ? "" : buf_str(&codes));
	buf_free(&codes);
	return rc;
}

static enum outcome order_refused(struct redeem *x, const struct order *o, const struct redeem_row *r, int rc, int *status)
{
	enum outcome how = outcome_of(rc, status);

	if (r->numbered && !x->job->rows_at_once) {
		*status = rc;
		return ROW_FATAL;
	}
	if (x->job->rows_at_once && how != ROW_FATAL)
		print_refused(x->out, o, r);
	return how;
}

static enum outcome take_order(struct redeem *x, const struct order *o, int *status)
{
	struct redeem_row r = {0};
	bool posted = false;
	int rc = order_understand(x, o, &r);

	if (rc == 0)
		rc = order_known(x, o, &r, &posted);
	if (rc == 0 && posted)
		return ROW_DUPLICATE;
	if (rc == 0)
		rc = document_bounds(x->l, r.h->book, r.quantity, BLANK);
	if (rc == 0)
		rc = offer_check(x, o, &r);
	if (rc == 0)
		rc = x->how.reserve ? reserve_append(x, o, &r) : append_order(x, o, &r);
	return rc ? order_refused(x, o, &r, rc, status) : ROW_POSTED;
}

static int order_heading(void *ctx, struct csvin *in)
{
	cells_open(&((struct redeem *)ctx)->cells, in, known);
	return 0;
}

static int order_file(void *ctx, struct csvin *in)
{
	struct redeem *x = ctx;

	x->source = csvin_source(in);
	map_free(&x->ordinals);
	/* A counter reads the names of the columns before it asks for anything. */
	if (x->job->rows_at_once)
		printer_flush(x->out);
	return 0;
}

static struct order read_order(struct cells *c, const struct csvrow *row, const char *source)
{
	c->row = row;
	return (struct order){cell_code(c, ORDER), cell_code(c, DATE),
			      cell_code(c, BOOK),  cell_code(c, HOUSEHOLD),
			      cell_code(c, ITEM),  cell_code(c, QUANTITY),
			      cell_code(c, SHOP),  cell_code(c, MEMBER),
			      cell_code(c, TOPUP), source};
}

static enum outcome order_row(void *ctx, const struct csvrow *row, int *status)
{
	struct redeem *x = ctx;
	char source[512];

	snprintf(source, sizeof source, "%s:%zu", x->source, row->line);
	struct order o = read_order(&x->cells, row, source);
	return take_order(x, &o, status);
}

/* An order that cannot even be read is answered like the others. */
static void order_faulty(void *ctx, const struct csvrow *row)
{
	struct redeem *x = ctx;
	struct order o = read_order(&x->cells, row, "");

	if (x->job->rows_at_once)
		print_refused(x->out, &o, NULL);
}

/* A refused order of a counter appears as well: its line must be answered. */
static void order_shown(void *ctx)
{
	struct redeem *x = ctx;

	printer_flush(x->out);
}

static const struct batch_def redeem_batch = {
	.known = known, .file = order_file, .columns = order_heading, .row = order_row, .faulty = order_faulty, .shown = order_shown};

int job_redeem(struct job *job, const struct redeem_options *how, const struct batch_options *o)
{
	struct redeem x = {.job = job, .how = *how};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	x.l->command = job->command;
	x.out = job_print(job, redemption_columns);
	rc = batch_run(job, x.l, &redeem_batch, &x, o);
	printer_end(x.out);
	map_free(&x.ordinals);
	ledger_close(x.l);
	return rc;
}

int redeem_one(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	const struct one_order *one = ctx;
	struct redeem x = {.job = job, .l = l, .out = out, .how = *one->how, .fresh_ids = true};
	int status = 0;
	enum outcome outcome = take_order(&x, one->order, &status);

	return outcome_status(outcome, status);
}

int job_redeem_one(struct job *job, const struct redeem_options *how, const struct order *order)
{
	struct one_order one = {order, how};

	return redeem_transaction(job, redemption_columns, redeem_one, &one);
}
