/*
 * The lots of a household: kept up to an entry, folded on from there.
 *
 * Recording a deed does not touch them; whatever spends, reverses or expires first folds in the household's entries since accounts.lots_upto
 * and writes the result. As the fold depends on the journal and the settings of the time alone, it does not matter when that happens.
 */
#ifndef PTS_LEDGER_POINTS_LOTS_H
#define PTS_LEDGER_POINTS_LOTS_H

#include "domain/lots.h"
#include "ledger/journal/journal.h"
#include "ledger/points/chain.h"

/* The lots as of the household's last entry. With `save` (in a writing transaction) they are stored. Caller frees by lots_free. */
int household_lots(struct ledger *l, struct household *h, bool save, struct lots *out);

/* The same, stored, for who goes through a book: entries that are in `near` are not looked up one by one. */
int household_lots_near(struct ledger *l, struct household *h, const struct links *near, struct lots *out);

/* Folds in what there is and stores it, so that what an entry took is on record before, or right after, it counts. */
int household_settle(struct ledger *l, struct household *h);

#endif
