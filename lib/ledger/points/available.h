/*
 * What a household can spend today, and why not the rest (semantics, section 5).
 */
#ifndef PTS_LEDGER_POINTS_AVAILABLE_H
#define PTS_LEDGER_POINTS_AVAILABLE_H

#include "ledger/points/release.h"
#include "ledger/roster/roster.h"

/* Hundredths; each lot is subtracted once, for the first reason that applies. */
struct available {
	int64_t balance;
	int64_t expired; /* past its last day and not posted yet; debt that is as good as wiped counts against it */
	char expired_since[DATE_SIZE]; /* the day after the first of these last days, "" when there is none */
	int64_t unreleased;            /* not spendable yet (setting spendable) */
	int64_t disputed;              /* of lots that an objection keeps frozen */
	int64_t reserved;              /* for what waits to be collected */
	int64_t available;             /* never below 0 */
};

/* As of today by the clock, whatever the time of earlier entries is. */
int household_available(struct ledger *l, struct household *h, struct available *out);

/* What can be spent today, never below 0. */
int available_points(struct ledger *l, struct household *h, int64_t *out);

/* What the setting spendable holds back today, and until when. */
int held_points(struct ledger *l, struct household *h, struct held_points *out);

/*
 * How long `points` more can be held for a household, from lots of today: the last day, at most `until`, on which that
 * many will still be alive beside what is reserved already.
 */
int available_until(struct ledger *l, struct household *h, int64_t points, day_t until, char day[static DATE_SIZE]);

#endif
