/*
 * Which ids a ledger has seen.
 *
 * New ids wait in memory and are written in the order of their table, so that a bulk load does not jump about in it. The
 * table has a run for every 65,536 entries of a book; a filter (ledger/journal/id_filter.h) says in which runs it is worth
 * looking.
 */
#ifndef PTS_LEDGER_JOURNAL_IDS_H
#define PTS_LEDGER_JOURNAL_IDS_H

#include "domain/ids.h"
#include "ledger/core/core.h"

/* Seq of the entry with exactly this id, 0 when there is none. For given ids compare the entry's text and try b + 1 if it differs. */
int ids_find(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int64_t *seq);

/*
 * Entries whose derived id agrees in `a` but not in content (see domain/ids.h): calls f with each seq until it returns not 0,
 * and returns that.
 */
int ids_others(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int (*f)(void *ctx, int64_t seq), void *ctx);

/* In a writing transaction; the id must be new. */
int ids_add(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int64_t seq);

/* What pts-check asks of a row of the table: whether it can be found where it lies. */
int ids_is_reachable(struct ledger *l, int64_t book, int64_t run, enum id_kind kind, int64_t a, int64_t seq, bool *reachable);

/* Writes what waits; called by journal_flush. Forgets everything; called when a transaction ends. */
int ids_flush(struct ledger *l);
void ids_forget(struct ledger *l);

#endif
