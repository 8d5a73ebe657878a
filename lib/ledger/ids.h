/*
 * Which ids a ledger has seen.
 */
#ifndef PTS_LEDGER_IDS_H
#define PTS_LEDGER_IDS_H

#include "domain/ids.h"
#include "ledger/ledger.h"

/* Seq of the entry with exactly this id, 0 when none, -1 failed. For given ids compare the entry's text and try b + 1 if it differs. */
int64_t ids_find(struct ledger *l, int64_t book, enum id_kind kind, struct id id);

/*
 * Entries whose derived id agrees in `a` but not in content (see domain/ids.h): calls f with each seq in order until it returns not 0,
 * and returns that; -1 failed.
 */
int ids_others(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int (*f)(void *ctx, int64_t seq), void *ctx);

int ids_add(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int64_t seq);

#endif
