/* Views of what derives from the journal. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "job/intake/print_entry.h"
#include "job/list/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/queries.h"
#include "ledger/points/available.h"
#include "ledger/scheme/scheme.h"

static const char *const balance_columns[] = {"book", "household", "name", "balance", "available", NULL};
static const char *const held_columns[] = {"book", "household", "name", "group", "waiting", "running", "free_from", NULL};
static const char *const expiring_columns[] = {"book", "household", "name", "group", "last_day", "points", NULL};
static const char *const stock_columns[] = {"book", "shop", "item", "title", "quantity", "held", "value", NULL};
static const char *const period_columns[] = {"book", "period", "first", "last", "closed", NULL};
static const char *const head_columns[] = {"book", "seq", "hash", "at", NULL};
static const char *const receipt_columns[] = {"book",     "receipt", "date",  "household", "name", "item",
						 "quantity", "points",  "value", "state",     NULL};

static const char *whole(int64_t v, char buf[static DEC_SIZE])
{
	snprintf(buf, DEC_SIZE, "%" PRId64, v);
	return buf;
}

static const char *amount(int64_t v, char buf[static DEC_SIZE])
{
	return v == BLANK ? "" : dec_format(v, buf);
}

/* What was given or paid stands in the journal with a minus. */
static const char *taken(int64_t v, char buf[static DEC_SIZE])
{
	return amount(v == BLANK ? v : -v, buf);
}

static int finish(struct listing *x, struct rows *r, int got)
{
	db_end(r);
	return got < 0 ? ledger_fault(x->l) : 0;
}

static int balance_row(void *ctx, struct household *h)
{
	struct listing *x = ctx;
	char balance[DEC_SIZE], free_now[DEC_SIZE];
	int64_t available = 0;
	int rc = roster_account(x->l, h);

	if (rc == 0)
		rc = available_points(x->l, h, &available);
	if (rc == 0)
		printer_row(x->out,
			    (const char *const[]){h->book->code, h->code, h->head, dec_format(h->balance, balance),
						  dec_format(available, free_now)});
	return rc;
}

static int list_balances(struct listing *x, const struct book *book)
{
	return x->household ? balance_row(x, x->household) : roster_each(x->l, book, balance_row, x);
}

static int held_row(void *ctx, struct household *h)
{
	struct listing *x = ctx;
	char waiting[DEC_SIZE], running[DEC_SIZE];
	struct held_points held = {0};
	int rc = roster_account(x->l, h);

	if (rc == 0)
		rc = held_points(x->l, h, &held);
	if (rc == 0 && (held.waiting || held.running))
		printer_row(x->out, (const char *const[]){h->book->code, h->code, h->head, h->group, dec_format(held.waiting, waiting),
							  dec_format(held.running, running), held.free_from});
	return rc;
}

static int list_held(struct listing *x, const struct book *book)
{
	return x->household ? held_row(x, x->household) : roster_each(x->l, book, held_row, x);
}

static int list_stock(struct listing *x, const struct book *book)
{
	struct rows r;
	int got = 0, rc = query_stock(x->l, book, &r);

	if (rc)
		return rc;
	while (rc == 0 && (got = db_next(&r)) == 1) {
		char quantity[DEC_SIZE], held[DEC_SIZE], value[DEC_SIZE], title[256];
		rc = item_title(x->l, book, db_text(&r, 1), title);
		printer_row(x->out, (const char *const[]){book->code, db_text(&r, 0), db_text(&r, 1), title,
							  amount(db_int(&r, 2), quantity), amount(db_int(&r, 3), held),
							  amount(db_int(&r, 4), value)});
	}
	got = finish(x, &r, got);
	return rc ? rc : got;
}

/* When a close was posted; "" for an open month. */
static int closed_at(struct listing *x, const struct book *book, int64_t seq, char at[static STAMP_SIZE])
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int got = seq ? journal_get(x->l, book->id, seq, &e, &store) : 0;

	at[0] = '\0';
	if (got == 1)
		memcpy(at, e.at, STAMP_SIZE);
	entry_store_free(&store);
	return got < 0 ? EX_IOERR : 0;
}

static int list_periods(struct listing *x, const struct book *book)
{
	struct rows r;
	int got = 0, rc = query_months(x->l, book, &r);

	if (rc)
		return rc;
	while (rc == 0 && (got = db_next(&r)) == 1) {
		char first[DEC_SIZE], last[DEC_SIZE], at[STAMP_SIZE], day[DATE_SIZE];
		rc = closed_at(x, book, db_int(&r, 3), at);
		snprintf(day, sizeof day, "%.7s-01", db_text(&r, 0));
		if (rc == 0 && listing_in_period(x, db_text(&r, 0), day))
			printer_row(x->out,
				    (const char *const[]){book->code, db_text(&r, 0), whole(db_int(&r, 1), first),
							  whole(db_int(&r, 2), last), at});
	}
	got = finish(x, &r, got);
	return rc ? rc : got;
}

static int list_heads(struct listing *x, const struct book *book)
{
	struct rows r;
	char seq[DEC_SIZE];
	int got, rc = query_head(x->l, book, &r);

	if (rc)
		return rc;
	got = db_next(&r);
	if (got == 1)
		printer_row(x->out, (const char *const[]){book->code, whole(db_int(&r, 0), seq), db_text(&r, 1),
							  db_text(&r, 2)});
	return finish(x, &r, got);
}

/* `given` counts the goods also where they stand in another book's entry. */
static int redemption_row(struct listing *x, const struct book *book, const struct entry *e, const char *receipt,
			  const char *state, int64_t given)
{
	char quantity[DEC_SIZE], points[DEC_SIZE], value[DEC_SIZE];
	struct household *h = NULL;
	int rc = *e->household ? roster_household(x->l, book, e->household, &h) : 0;

	if (rc || (x->household && h != x->household) || !listing_in_period(x, e->period, e->date))
		return rc;
	printer_row(x->out, (const char *const[]){book->code, receipt, e->date, e->household, h ? h->head : "", e->item,
						  given ? amount(given, quantity) : "", taken(e->points, points),
						  amount(e->value, value), state});
	return 0;
}

static int list_redemptions(struct listing *x, const struct book *book)
{
	struct rows r;
	int got = 0, rc = query_redemptions(x->l, book, &r);

	if (rc)
		return rc;
	while (rc == 0 && (got = db_next(&r)) == 1) {
		struct entry_store store = {.n = 0};
		struct entry e;
		if (journal_get(x->l, book->id, db_int(&r, 1), &e, &store) == 1)
			rc = redemption_row(x, book, &e, db_text(&r, 0), db_text(&r, 2), db_int(&r, 3));
		else
			rc = EX_IOERR;
		entry_store_free(&store);
	}
	got = finish(x, &r, got);
	return rc ? rc : got;
}

const struct view views[] = {
	{"journal", journal_columns, "Hpsr", list_journal},
	{"balances", balance_columns, "H", list_balances},
	{"held", held_columns, "H", list_held},
	{"expiring", expiring_columns, "Hu", list_expiring},
	{"stock", stock_columns, "", list_stock},
	{"periods", period_columns, "p", list_periods},
	{"heads", head_columns, "", list_heads},
	{"redemptions", receipt_columns, "Hp", list_redemptions},
	{"reservations", reservation_columns, "H", list_reservations},
	{"coupons", coupon_columns, "", list_coupons},
	{"available", available_columns, "H", list_available},
	{NULL, NULL, NULL, NULL},
};
