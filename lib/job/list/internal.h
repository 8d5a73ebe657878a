/*
 * Views while they are listed: shared by the files of this room.
 */
#ifndef PTS_JOB_LIST_INTERNAL_H
#define PTS_JOB_LIST_INTERNAL_H

#include "base/dec.h"
#include "domain/period.h"
#include "job/list/list.h"
#include "ledger/roster/roster.h"

struct listing {
	struct job *job;
	struct ledger *l;
	const struct list_request *r;
	struct printer *out;         /* NULL with --raw */
	const struct book *book;     /* -b, or that of -H */
	struct household *household; /* -H */
	bool has_period;
	struct period period;
	char until[DATE_SIZE]; /* --until */
};

/* A view is listed book by book, in order of their codes. */
struct view {
	const char *name;
	const char *const *columns; /* NULL-terminated */
	const char *takes;          /* of -H -p --source --raw, as letters H p s r; u: --until, which it needs */
	int (*list)(struct listing *x, const struct book *book);
};

extern const struct view view_journal;
extern const struct view view_balances, view_held, view_available;
extern const struct view view_expiring;
extern const struct view view_stock, view_redemptions, view_reservations, view_coupons;
extern const struct view view_periods, view_heads, view_today;

/* Whether an entry of that month and day lies in the period asked for. */
bool list_in_period(const struct listing *x, const char *month, const char *date);

/* An amount as text, "" for BLANK. Returns buf. */
const char *list_amount(int64_t v, char buf[static DEC_SIZE]);

#endif
