/*
 * Opening a ledger (台账), and the transactions around what is done with it.
 */
#ifndef PTS_LEDGER_LEDGER_H
#define PTS_LEDGER_LEDGER_H

#include "ledger/core/core.h"

enum ledger_mode { LEDGER_READ, LEDGER_WRITE, LEDGER_CREATE, LEDGER_INSPECT, LEDGER_MEMORY };

/* Whether a new ledger can be made at `path`: EX_CANTCREAT when something is there, EX_NOPERM in a folder that is not safe. */
int ledger_check_new(const char *path, struct diag *d);

/*
 * Opens the ledger at `path`. LEDGER_CREATE makes a new one (EX_CANTCREAT when something is there). LEDGER_INSPECT is
 * reading for pts-check: a changed schema is a finding, not a refusal. LEDGER_MEMORY makes a new one that is gone when it
 * is closed, or the program killed; `path` only names it in messages. EX_NOINPUT when it is none. On error *out is NULL.
 */
int ledger_open(struct ledger **out, const char *path, enum ledger_mode mode, struct diag *d);
void ledger_close(struct ledger *l);

/*
 * One transaction around writing. begin takes the write lock; commit writes heads and sums and commits; rollback forgets.
 * Both commit and rollback end the transaction; commit's failure rolls back, and EX_TEMPFAIL with "unknown" in its message
 * means that it may have happened: repeat with the same id.
 */
int ledger_begin(struct ledger *l);
int ledger_commit(struct ledger *l);
void ledger_rollback(struct ledger *l);

/* Commit, or rollback when `rc` is not 0 or `dry` is set; returns rc or commit's failure. */
int ledger_finish(struct ledger *l, int rc, bool dry);

/* A reading transaction, so that several queries see one state, that of books and settings too, which are read anew. */
int ledger_read_begin(struct ledger *l);
void ledger_read_end(struct ledger *l);

/*
 * A second connection that reads the state which the reading transaction of `l` sees, for another thread: nobody can
 * commit while `l` reads. It has begun; ledger_close ends it. On error *out is NULL.
 */
int ledger_read_beside(struct ledger **out, struct ledger *l, struct diag *d);

/* Whether the engine finds its own storage sound: EX_REFUSED when it does not, each thing it found reported. */
int ledger_sound(struct ledger *l);

#endif
