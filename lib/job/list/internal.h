/*
 * A view while it is listed: shared by list.c, list_views.c, list_journal.c and list_expiring.c.
 */
#ifndef PTS_JOB_LIST_INTERNAL_H
#define PTS_JOB_LIST_INTERNAL_H

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

/* list_views.c; ends with a NULL name. */
extern const struct view views[];

/* list_journal.c, list_expiring.c */
int list_journal(struct listing *x, const struct book *book);
int list_expiring(struct listing *x, const struct book *book);

/* list_shop.c */
extern const char *const reservation_columns[], *const coupon_columns[], *const available_columns[];
int list_reservations(struct listing *x, const struct book *book);
int list_coupons(struct listing *x, const struct book *book);
int list_available(struct listing *x, const struct book *book);

/* Whether an entry of that month and day lies in the period asked for. */
bool listing_in_period(const struct listing *x, const char *month, const char *date);

#endif
