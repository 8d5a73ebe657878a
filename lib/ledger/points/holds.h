/*
 * Why each lot of a household cannot be spent today: ledger/points/available.h lot by lot.
 */
#ifndef PTS_LEDGER_POINTS_HOLDS_H
#define PTS_LEDGER_POINTS_HOLDS_H

#include "domain/lots.h"
#include "ledger/roster/roster.h"

/* The first reason that applies. */
enum hold { HOLD_NONE, HOLD_EXPIRED, HOLD_UNRELEASED, HOLD_DISPUTED };

/* "", expired, unreleased, disputed. */
const char *hold_name(enum hold hold);

/* The lots as of now, and for each why it cannot be spent on the day on which spending would be posted. */
struct held_lots {
	char day[DATE_SIZE];
	struct lots lots;
	enum hold *why;
};

/* Ends with held_lots_free(), also after an error. */
int held_lots_read(struct ledger *l, struct household *h, struct held_lots *out);
void held_lots_free(struct held_lots *h);

#endif
