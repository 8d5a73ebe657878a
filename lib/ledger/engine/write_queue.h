/*
 * Statements that may run behind: rows of a bulk load are put into the database by a second thread while the first reads
 * and scores the next ones.
 *
 * What db_later() takes is copied into a chunk; a full chunk is handed to the thread, which is started for the first
 * one. So a command that writes a few rows never has a thread: they run when the next statement asks for their table, or
 * at the commit. Everything runs in the order in which it was put, on the one connection, which only one of the two
 * holds at a time. When a statement fails, those after it are not run, and the next call of any kind fails with its
 * error.
 */
#ifndef PTS_LEDGER_ENGINE_WRITE_QUEUE_H
#define PTS_LEDGER_ENGINE_WRITE_QUEUE_H

#include "ledger/engine/db.h"

struct behind;

struct behind *behind_new(struct db *db);
void behind_free(struct behind *b);

/* Puts a statement with its arguments and their types, a text that must stay; false when a statement before it has failed. */
bool behind_put(struct behind *b, struct db_slot *slot, const char *types, const struct db_arg *args);

/*
 * Takes the connection for another statement, having run what it may depend on: everything, when its text names a table
 * that is being written, or `sql` is NULL. May be nested. False, with nothing taken, when a statement has failed.
 */
bool behind_enter(struct behind *b, struct db_slot *slot);
void behind_leave(struct behind *b);

/* Runs all that was put; false when something failed. */
bool behind_catch_up(struct behind *b);

/* Forgets what was put and not run, and what has failed: before a rollback. */
void behind_drop(struct behind *b);

#endif
