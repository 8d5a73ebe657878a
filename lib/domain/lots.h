/*
 * Lots, debt and expiry (semantics, section 5): which points a household has, since when and until when.
 *
 * A lot is what is left of one positive entry; debt is what no lot covered. They are folded from the household's entries in order
 * of posting, so they are the same whenever they are worked out. Pure: nothing here knows a ledger.
 */
#ifndef PTS_DOMAIN_LOTS_H
#define PTS_DOMAIN_LOTS_H

#include <stddef.h>

#include "domain/entry.h"

#define DAY_NEVER "9999-12-31"

struct lot {
	int64_t seq;		   /* the entry whose points these are */
	int part;		   /* which of the lots that this transfer brought, from 1; 0: the entry is no transfer */
	char last_day[DATE_SIZE];  /* the last day on which they can be spent; DAY_NEVER */
	int64_t points;		   /* hundredths; below 0: debt */
	bool held;		   /* set by the caller before a redemption: not released or disputed, so spending passes over it */
	bool named;		   /* set by the caller before a correction: the lot holds points of the corrected entry */
};

/* In order of last day, then seq, then part. All-zero is empty. */
struct lots {
	struct lot *lot;
	size_t n;
	size_t size;
	bool owes; /* there may be debt among them; kept by lots_add and lots_fold */
};

/* Below 0, 0 or above: how two lots lie in that order. */
int lot_order(const struct lot *a, const struct lot *b);

/* What an entry took from a lot (points < 0) or gave back to it (> 0); taking what is not there makes debt, under the entry's own seq. */
struct allotment {
	int64_t lot;
	int part;
	char last_day[DATE_SIZE];
	int64_t points;
};

struct allotments {
	struct allotment *a;
	size_t n;
	size_t size;
};

/* One entry as the fold sees it. */
struct lot_entry {
	int64_t seq;
	enum kind kind;
	int64_t points;
	char last_day[DATE_SIZE]; /* that a lot of its date and period has: expiry_last_day() */
	char posted[DATE_SIZE];	  /* civil day of posting: nothing takes a lot whose last day is before it */
	char least_day[DATE_SIZE]; /* for what gives points back: they live at least to this day */
	int64_t corrects;	  /* seq of the entry it corrects in the same book, 0: none */
	const struct allotments *taken; /* what that entry took; NULL: nothing known */
	bool gives_back; /* a refund, or the reversal of a deduction */
	bool moves_in;	 /* a transfer on its receiving side: `taken` is what the giving side took */
	bool named;	 /* a transfer that carries on a correction: it moves what the named lots have, nothing else */
};

/*
 * The last day of points of a deed on `date` counted in month `period` under an expiry setting: never, quarter-end, quarter-end+Nd,
 * year-end, year-end+Nd, months:N, base. Their age starts at the later of the date and the first day of the month.
 */
void expiry_last_day(const char *expiry, const char *date, const char *period, char out[static DATE_SIZE]);

/* Folds one entry in; appends what it took or gave to `out`. False on overflow. */
bool lots_fold(struct lots *l, const struct lot_entry *e, struct allotments *out);

/* Points whose last day is before `day` (lots only), points that can be spent on `day`, and debt as a positive amount. */
int64_t lots_dead(const struct lots *l, const char *day);
int64_t lots_alive(const struct lots *l, const char *day);
int64_t lots_debt(const struct lots *l);

/* The balance on `day` as if all that is past its last day, points and debts, were posted as expired. */
int64_t lots_worth(const struct lots *l, const char *day);

/* What is left of one entry's lot. */
int64_t lots_left(const struct lots *l, int64_t seq);

/* Adds points to a lot, or debt where they are below 0. */
void lots_add(struct lots *l, const struct lot *what);
void lots_free(struct lots *l);

/* Whether all that an entry did was to become a lot whole. Such an entry needs no record: the lot has its number. */
bool allotments_plain(const struct allotments *a, int64_t seq);
void allotments_free(struct allotments *a);

#endif
