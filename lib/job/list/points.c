/* Views of the points of households: the balance, what of it is not released yet, what can be spent. */
#include "base/dec.h"
#include "job/list/internal.h"
#include "ledger/points/available.h"

static const char *const balance_columns[] = {"book", "household", "name", "balance", "available", NULL};
static const char *const held_columns[] = {"book",    "household", "name",      "group",
					   "waiting", "running",   "free_from", NULL};
static const char *const available_columns[] = {"book",       "household", "name",     "balance",   "expired",
						"unreleased", "frozen",    "reserved", "available", NULL};

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
		printer_row(x->out, (const char *const[]){h->book->code, h->code, h->head, h->group,
							  dec_format(held.waiting, waiting),
							  dec_format(held.running, running), held.free_from});
	return rc;
}

static int list_held(struct listing *x, const struct book *book)
{
	return x->household ? held_row(x, x->household) : roster_each(x->l, book, held_row, x);
}

static int available_row(void *ctx, struct household *h)
{
	char balance[DEC_SIZE], expired[DEC_SIZE], unreleased[DEC_SIZE], disputed[DEC_SIZE], reserved[DEC_SIZE],
		available[DEC_SIZE];
	struct listing *x = ctx;
	struct available a;
	int rc = household_available(x->l, h, &a);

	if (rc == 0)
		printer_row(x->out,
			    (const char *const[]){h->book->code, h->code, h->head, dec_format(a.balance, balance),
						  dec_format(a.expired, expired), dec_format(a.unreleased, unreleased),
						  dec_format(a.disputed, disputed), dec_format(a.reserved, reserved),
						  dec_format(a.available, available)});
	return rc;
}

static int list_available(struct listing *x, const struct book *book)
{
	return x->household ? available_row(x, x->household) : roster_each(x->l, book, available_row, x);
}

const struct view view_balances = {"balances", balance_columns, "H", list_balances};
const struct view view_held = {"held", held_columns, "H", list_held};
const struct view view_available = {"available", available_columns, "H", list_available};
