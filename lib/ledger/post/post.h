/*
 * Posting (入账): the one way an entry gets into the ledger.
 *
 * post_entry() checks an entry first. What it refuses has changed nothing, and the caller may go on with the next one.
 * Then it appends the entry to the chain and does everything that follows from it: accounts, monthly sums, stock, the
 * fund, what a merchant is owed, its id, the usage of caps, vetoes, and the lots that it took. Should one of these fail
 * after the entry was appended, the transaction is spoilt and can only be rolled back: ledger_commit() refuses it.
 */
#ifndef PTS_LEDGER_POST_POST_H
#define PTS_LEDGER_POST_POST_H

#include "domain/ids.h"
#include "ledger/journal/journal.h"

/* Where an id is kept: its kind and the numbers it is found by. */
struct id_place {
	enum id_kind kind;
	struct id key;
};

struct post {
	/* All that the caller knows of it. Book code, seq, at, household, link and hash are filled in. */
	struct entry *entry;
	struct household *household; /* NULL for an entry of a book */
	struct member *member;	     /* of an event, when it is at hand; may be NULL although the entry names one */
	const char *note;	     /* its text; NULL or "" for none */
	const struct id_place *id;   /* where the entry's id will be found; NULL when nothing looks for it */
	const struct entry *of;	     /* for a reverse the entry that it takes back, else NULL */
};

/* 0 posted; EX_REFUSED or EX_DATAERR with nothing changed; any code with the transaction spoilt (ledger_spoilt). */
int post_entry(struct ledger *l, const struct post *p);

/* Called by ledger_commit and by ledger_rollback: writes, and forgets, what posting has kept in memory. */
int post_flush(struct ledger *l);
void post_forget(struct ledger *l);

#endif
