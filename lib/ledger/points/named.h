/*
 * Corrections of entries whose points have moved: which of a household's lots they concern.
 *
 * Reversing an entry takes back its points where they are now (trace.h). The reversal stands with the household that has the entry; a
 * transfer that `corrects` the reversal carries it on to another household that has some of the points.
 */
#ifndef PTS_LEDGER_POINTS_NAMED_H
#define PTS_LEDGER_POINTS_NAMED_H

#include "domain/lots.h"
#include "ledger/core/core.h"

/* Marks as named the lots that hold points of the entry that `e` corrects, or, for the giving side of such a transfer, what the correction made. */
int lots_name(struct ledger *l, const struct entry *e, struct lots *lots);

#endif
