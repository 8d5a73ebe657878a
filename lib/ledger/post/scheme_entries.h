/*
 * The scheme and the roster in the chain: the entries that a change of them writes.
 */
#ifndef PTS_LEDGER_POST_SCHEME_ENTRIES_H
#define PTS_LEDGER_POST_SCHEME_ENTRIES_H

#include "ledger/scheme/digest.h"

/*
 * After a change: appends a scheme entry for each book and table whose digest differs from the one taken before, new
 * books included. `actor` is who made the change.
 */
int post_scheme_entries(struct ledger *l, const struct digests *before, const char *actor);

/* Likewise a roster entry for each book and table of the roster that digests_note() was called for. */
int post_roster_entries(struct ledger *l, const struct digests *before, const char *actor);

#endif
