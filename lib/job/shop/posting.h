/*
 * What a redemption posts: one entry at a shop of the household's book, two at another's.
 */
#ifndef PTS_JOB_SHOP_POSTING_H
#define PTS_JOB_SHOP_POSTING_H

#include "ledger/journal/journal.h"
#include "ledger/scheme/places.h"
#include "ledger/scheme/scheme.h"

struct posting {
	struct household *h;
	const struct place *place; /* NULL: nothing is given (points lost) */
	const char *receipt;
	const char *id;
	const char *item, *member, *role, *source, *actor, *note;
	const char *act; /* coupon, partner or "" */
	const char *date;
	const char *counts_on; /* the day that counts for limits */
	const char *month, *shop_month;
	int64_t quantity, points, value, cash;
};

/* `partner`, `coupon` or "": what an entry at this place is marked with. */
const char *posting_act(const struct place *place, const struct item *item);

/* Appends, keeps receipt and id, settles the lots. *e is the household's entry; its texts are those of the posting. */
int posting_append(struct ledger *l, const struct posting *p, struct entry *e);

#endif
