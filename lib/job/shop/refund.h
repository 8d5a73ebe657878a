/*
 * Giving back what a redemption took: all of it by a void, a part for coupons never used.
 */
#ifndef PTS_JOB_SHOP_REFUND_H
#define PTS_JOB_SHOP_REFUND_H

#include "ledger/journal/journal.h"
#include "ledger/records/redemptions.h"

struct refund {
	const struct redemption *of;
	const struct entry *home; /* the household's redeem entry */
	bool goods;               /* pieces go back on the shelf */
	int64_t part, whole;      /* of pieces: 1 of 1 for all */
	const char *note, *actor;
};

/* Posts it in one entry, or in two that each correct their own; *e is the household's. */
int refund_append(struct ledger *l, const struct refund *r, struct entry *e);

#endif
