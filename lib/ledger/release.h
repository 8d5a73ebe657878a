/*
 * Which points are released (setting spendable): those of open months cannot be spent with `closed`.
 */
#ifndef PTS_LEDGER_RELEASE_H
#define PTS_LEDGER_RELEASE_H

#include "domain/lots.h"
#include "ledger/ledger.h"

/*
 * Marks the lots that were held back when the book's entry `seq` was posted (INT64_MAX: now), under the setting of that
 * time: with `closed` those whose entry counts in a month that no earlier entry closed. A lot that came by a transfer
 * counts in the transfer's month.
 */
int release_mark(struct ledger *l, int64_t book, int64_t seq, struct lots *lots);

#endif
