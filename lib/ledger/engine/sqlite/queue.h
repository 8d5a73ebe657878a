/*
 * The write queue: rows of a bulk load are put into the database by a second thread while the first reads and scores the
 * next ones.
 *
 * What queue_put() takes is copied into a chunk; a full chunk is handed to the thread, which is started for the first
 * one. So a command that writes a few rows never has a thread: they run when the next statement asks for their table, or
 * at the commit. Everything runs in the order in which it was put, on the one connection, which only one of the two
 * holds at a time. When a statement fails, those after it are not run, and the next call of any kind fails with its
 * error.
 */
#ifndef PTS_LEDGER_ENGINE_SQLITE_QUEUE_H
#define PTS_LEDGER_ENGINE_SQLITE_QUEUE_H

#include "ledger/engine/sqlite/internal.h"

struct queue *queue_new(struct db *db);
void queue_free(struct queue *q);

/* Puts an `INSERT INTO …` with its arguments and their types, a text that must stay; false when a statement before it has failed. */
bool queue_put(struct queue *q, struct stmt *st, const char *types, const struct db_arg *args);

/*
 * Takes the connection for another statement, having run what it may depend on: everything, when its text names a table
 * that is being written, or `st` is NULL. May be nested. False, with nothing taken, when a statement has failed.
 */
bool queue_enter(struct queue *q, struct stmt *st);

/* Takes the connection for what depends on no rows. */
void queue_take(struct queue *q);

/* Gives back what queue_enter or queue_take took. */
void queue_leave(struct queue *q);

/* Runs all that was put; false when something failed. */
bool queue_catch_up(struct queue *q);

/* Forgets what was put and not run, and what has failed: before a rollback. */
void queue_drop(struct queue *q);

#endif
