/* The engine as ledger/engine/db.h wants it: who holds the connection when. */
#include "ledger/engine/sqlite/sqlite.h"

#include "ledger/engine/sqlite/internal.h"
#include "ledger/engine/sqlite/queue.h"

static struct queue *queue_of(const struct db *db)
{
	return ((const struct sqlite *)db->engine)->queue;
}

static void take(struct db *db)
{
	if (queue_of(db))
		queue_take(queue_of(db));
}

static void leave(struct db *db)
{
	if (queue_of(db))
		queue_leave(queue_of(db));
}

static void close_connection(struct db *db)
{
	if (db->engine)
		queue_free(queue_of(db));
	sqlite_close(db);
}

static bool run_script(struct db *db, const char *text)
{
	bool ok;

	take(db);
	ok = sqlite_script(db, text);
	leave(db);
	return ok;
}

/* IMMEDIATE takes the lock at once, so that nothing is read before it. */
static bool begin(struct db *db, bool write)
{
	return run_script(db, write ? "BEGIN IMMEDIATE" : "BEGIN");
}

/* Nothing was committed when the error came for sure before the journal was given up: a full disk stops its writing. */
static enum db_commit commit(struct db *db)
{
	if (run_script(db, "COMMIT"))
		return DB_COMMITTED;
	return db->error == DB_BUSY || db->error == DB_FULL ? DB_NOT_COMMITTED : DB_MAYBE_COMMITTED;
}

/* After some failures SQLite has rolled back by itself; then this one only says so. */
static void rollback(struct db *db)
{
	if (queue_of(db))
		queue_drop(queue_of(db));
	run_script(db, "ROLLBACK");
}

static struct stmt *prepare(struct db *db, const struct sql *sql)
{
	struct stmt *st;

	take(db);
	st = sqlite_prepare(db, sql, sql->text);
	leave(db);
	return st;
}

static struct stmt *prepare_each(struct db *db, const struct sql *sql)
{
	struct stmt *st;

	take(db);
	st = sqlite_prepare_each(db, sql);
	leave(db);
	return st;
}

static bool start(struct db *db, struct stmt *st)
{
	return !queue_of(db) || queue_enter(queue_of(db), st);
}

static void end(struct db *db, struct stmt *st)
{
	sqlite3_reset(st->st);
	leave(db);
}

static bool put(struct db *db, struct stmt *st, const char *types, const struct db_arg *args)
{
	return queue_put(queue_of(db), st, types, args);
}

static bool catch_up(struct db *db)
{
	return !queue_of(db) || queue_catch_up(queue_of(db));
}

static int64_t changes(struct db *db)
{
	return sqlite3_changes64(sqlite_handle(db));
}

const struct db_driver sqlite_driver = {
	.dialect = &sqlite_dialect,
	.open = sqlite_open,
	.close = close_connection,
	.script = run_script,
	.check_schema = sqlite_check_schema,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.prepare = prepare,
	.prepare_each = prepare_each,
	.finalize = sqlite_finalize,
	.start = start,
	.bind = sqlite_bind,
	.step = sqlite_step,
	.end = end,
	.is_null = sqlite_is_null,
	.get_int = sqlite_get_int,
	.get_text = sqlite_get_text,
	.get_bytes = sqlite_get_bytes,
	.get_row = sqlite_get_row,
	.each = sqlite_each,
	.changes = changes,
	.put = put,
	.catch_up = catch_up,
	.sound = sqlite_sound,
	.sound_but = sqlite_sound_but,
};
