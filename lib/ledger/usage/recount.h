/*
 * Usage is kept only in the windows that some rule or category asks for. A load may bring others: what was given before
 * is counted into them then.
 */
#ifndef PTS_LEDGER_USAGE_RECOUNT_H
#define PTS_LEDGER_USAGE_RECOUNT_H

#include "base/map.h"
#include "ledger/core/core.h"
#include "ledger/scheme/scheme.h"
#include "ledger/usage/usage.h"

/* Adds the windows that the scheme now asks for to a set. */
int windows_take(struct ledger *l, struct map *out);

/* Counts everything anew when the scheme asks for a window that is not in the set. */
int windows_recount(struct ledger *l, const struct map *before);

/* Counts a book's standing events into `uses`. */
int windows_count(struct ledger *l, struct uses *uses, const struct rulebook *rules, const struct book *book);

#endif
