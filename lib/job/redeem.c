#include "job/redeem.h"

#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "job/cells.h"
#include "job/document.h"
#include "job/redeem_row.h"
#include "ledger/ids.h"
#include "ledger/lots.h"
#include "ledger/redemptions.h"
#include "ledger/scheme.h"

enum { ORDER, DATE, BOOK, HOUSEHOLD, ITEM, QUANTITY, SHOP, MEMBER };

static const char *const known[] = {"order", "date", "book", "household", "item", "quantity", "shop", "member", NULL};

struct redeem {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	struct cells cells;
	struct map ordinals;
	const char *source;
	bool late;
	bool fresh_ids;
};

/* An order understood. */
struct redeem_row {
	struct household *h;
	struct member *m;
	day_t day;
	char date[DATE_SIZE];
	char month[MONTH_SIZE];
	char shop[80];
	struct item item;
	int64_t quantity; /* hundredths of a piece, above 0 */
	int64_t points;	  /* hundredths, above 0 */
	int64_t value;	  /* fen */
	struct document_id id;
	bool numbered; /* a receipt number was taken: what fails now fails the whole transaction */
};

static int understand(struct redeem *x, const struct order *o, struct redeem_row *r)
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
	if (rc)
		return rc;
	buf_printf(&who, "%s\t%s\t%s\t%s\t%s\t%s", r->h->book->code, r->date, r->h->code, o->member, o->item, o->shop);
	rc = document_id(x->l, o->order, r->day, buf_str(&who), dec_format(r->quantity, quantity), x->fresh_ids ? NULL : &x->ordinals,
			 ID_ORDER_DERIVED, ID_ORDER_GIVEN, &r->id);
	buf_free(&who);
	return rc;
}

/* 1 the order was posted before (printed), 0 new, -1 reported with *rc. */
static int seen_before(struct redeem *x, const struct order *o, struct redeem_row *r, int *rc)
{
	struct entry_store store;
	struct entry e;
	int got = document_known(x->l, r->h->book->id, &r->id, &e, &store);

	*rc = got < 0 ? EX_IOERR : 0;
	if (got != 1)
		return got;
	if (strcmp(e.household, r->h->code) != 0 || strcmp(e.item, o->item) != 0 || e.quantity != -r->quantity ||
	    (*o->date && strcmp(e.date, r->date) != 0) || (*o->shop && strcmp(e.shop, o->shop) != 0) ||
	    strcmp(e.member, r->m ? r->m->code : "") != 0)
		*rc = diag_error(x->l->diag, EX_DATAERR, _("order %s is known with other content (%s:%lld): give this one another number"),
				 r->id.text, e.book, (long long)e.seq);
	else
		*rc = print_redemption(x->out, x->l, &e, "duplicate");
	entry_store_free(&store);
	return *rc ? -1 : 1;
}

/* The frozen price of a piece: its points at the point value. (The item's market price is only shown.) */
static bool price(struct redeem *x, struct redeem_row *r)
{
	int64_t point_value, each;

	if (!dec_mul(r->item.points, r->quantity, &r->points))
		return false;
	return dec_parse(setting_get(x->l, r->h->book->id, "point_value"), &point_value) &&
	       dec_mul(r->item.points, point_value, &each) && dec_mul(each, r->quantity, &r->value);
}

static int check_offer(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	struct diag *d = x->l->diag;
	int rc;

	if (!r->h->active)
		return diag_error(d, EX_REFUSED, _("household %s of %s has ended"), r->h->code, r->h->book->code);
	rc = shop_find(x->l, r->h->book, o->shop, o->item, r->shop);
	if (rc == 0)
		rc = item_find(x->l, r->h->book, o->item, r->shop, r->date, &r->item);
	if (rc == 0)
		rc = document_month(x->l, r->h->book->id, r->day, x->late, r->month);
	if (rc)
		return rc;
	if (strcmp(r->item.kind, "goods") != 0 || (r->item.cash != BLANK && r->item.cash != 0))
		return diag_error(d, EX_REFUSED, _("item %s is a %s: only goods for points alone can be redeemed, the others not yet"), o->item, r->item.kind);
	if (r->item.points == BLANK || r->item.points <= 0)
		return diag_error(d, EX_CONFIG, _("item %s has no points in the scheme"), o->item);
	return price(x, r) ? 0 : diag_error(d, EX_DATAERR, _("quantity `%s` is more than can be counted"), o->quantity);
}

static int check_points(struct redeem *x, const struct redeem_row *r)
{
	char has[DEC_SIZE], needs[DEC_SIZE];
	int64_t available;
	int rc = available_points(x->l, r->h, &available);

	if (rc == 0 && available < r->points)
		rc = diag_error(x->l->diag, EX_REFUSED, _("household %s has %s, needs %s"), r->h->code, dec_human(available, has),
				dec_human(r->points, needs));
	return rc;
}

static int append(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	struct entry e = entry_new(KIND_REDEEM);
	int64_t book = r->h->book->id, n;
	char receipt[160];
	int rc, year = civil_of(r->day).year;

	e.book_id = book;
	memcpy(e.period, r->month, MONTH_SIZE);
	memcpy(e.date, r->date, DATE_SIZE);
	e.id = r->id.text;
	e.member = r->m ? r->m->code : "";
	e.role = r->m ? r->m->role : "";
	e.item = r->item.code;
	e.shop = r->shop;
	e.quantity = -r->quantity;
	e.points = -r->points;
	e.value = r->value;
	e.source = o->source;
	e.actor = x->job->actor;
	rc = journal_stock_has(x->l, book, r->shop, o->item, r->quantity);
	if (rc == 0)
		rc = journal_number(x->l, book, "receipt", year, &n);
	if (rc)
		return rc;
	r->numbered = true;
	snprintf(receipt, sizeof receipt, "%s-R%d-%04lld", r->h->book->code, year, (long long)n);
	e.ref = receipt;
	rc = journal_append(x->l, &e, r->h, x->fresh_ids ? x->job->message : NULL, e.kind);
	if (rc == 0)
		rc = ids_add(x->l, book, r->id.kind, r->id.key, e.seq);
	if (rc == 0)
		rc = redemption_add(x->l, book, receipt, e.seq);
	if (rc == 0)
		rc = household_settle(x->l, r->h);
	return rc ? rc : print_redemption(x->out, x->l, &e, "posted");
}

static enum outcome refused(struct redeem *x, const struct order *o, const struct redeem_row *r, int rc, int *status)
{
	enum outcome how = outcome_of(rc, status);

	if (r->numbered && !x->job->rows_at_once) {
		*status = rc;
		return ROW_FATAL;
	}
	if (x->job->rows_at_once && how != ROW_FATAL)
		print_refused(x->out, o, r->h);
	return how;
}

static enum outcome post(struct redeem *x, const struct order *o, int *status)
{
	struct redeem_row r = {0};
	int rc = understand(x, o, &r), got;

	if (rc)
		return refused(x, o, &r, rc, status);
	got = seen_before(x, o, &r, &rc);
	if (got > 0)
		return ROW_DUPLICATE;
	if (got == 0)
		rc = check_offer(x, o, &r);
	if (rc == 0)
		rc = check_points(x, &r);
	if (rc == 0)
		rc = append(x, o, &r);
	return rc ? refused(x, o, &r, rc, status) : ROW_POSTED;
}

static int new_file(void *ctx, struct csvin *in)
{
	struct redeem *x = ctx;

	cells_open(&x->cells, in, known);
	x->source = csvin_source(in);
	map_free(&x->ordinals);
	return 0;
}

static struct order read_order(struct cells *c, const struct csvrow *row, const char *source)
{
	c->row = row;
	return (struct order){cell_code(c, ORDER), cell_code(c, DATE), cell_code(c, BOOK), cell_code(c, HOUSEHOLD), cell_code(c, ITEM),
			      cell_code(c, QUANTITY), cell_code(c, SHOP), cell_code(c, MEMBER), source};
}

static enum outcome redeem_row(void *ctx, const struct csvrow *row, int *status)
{
	struct redeem *x = ctx;
	char source[512];

	snprintf(source, sizeof source, "%s:%zu", x->source, row->line);
	struct order o = read_order(&x->cells, row, source);
	return post(x, &o, status);
}

/* An order that cannot even be read is answered like the others. */
static void faulty_row(void *ctx, const struct csvrow *row)
{
	struct redeem *x = ctx;
	struct order o = read_order(&x->cells, row, "");

	if (x->job->rows_at_once)
		print_refused(x->out, &o, NULL);
}

/* A refused order of a counter appears as well: its line must be answered. */
static void shown(void *ctx)
{
	struct redeem *x = ctx;

	printer_flush(x->out);
}

static const struct batch_def redeem_batch = {.known = known, .file = new_file, .row = redeem_row, .faulty = faulty_row, .shown = shown};

int job_redeem(struct job *job, bool late, const struct batch_options *o)
{
	struct redeem x = {.job = job, .late = late};
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

int job_redeem_one(struct job *job, bool late, const struct order *order)
{
	struct redeem x = {.job = job, .late = late, .fresh_ids = true};
	enum outcome how;
	int status = 0, rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	x.l->command = job->command;
	x.out = job_print(job, redemption_columns);
	rc = ledger_begin(x.l);
	if (rc == 0) {
		how = post(&x, order, &status);
		rc = outcome_status(how, status);
		rc = ledger_finish(x.l, rc, job->dry_run);
	}
	printer_end(x.out);
	ledger_close(x.l);
	return rc;
}
