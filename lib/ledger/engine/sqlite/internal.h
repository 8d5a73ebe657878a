/*
 * What the parts of the SQLite engine share.
 */
#ifndef PTS_LEDGER_ENGINE_SQLITE_INTERNAL_H
#define PTS_LEDGER_ENGINE_SQLITE_INTERNAL_H

#include <sqlite3.h>

#include "ledger/engine/db.h"

struct queue; /* queue.h */

/* db->engine */
struct sqlite {
	sqlite3 *handle;
	struct queue *queue; /* NULL: opened for reading */
};

static inline sqlite3 *sqlite_handle(const struct db *db)
{
	return ((const struct sqlite *)db->engine)->handle;
}

enum { MAX_PARAMETERS = 64 };

struct stmt {
	sqlite3_stmt *st;
	const struct sql *sql;
	int params[MAX_PARAMETERS]; /* $n → SQLite's own index: it numbers by first appearance */
	uint64_t blank; /* statement.c: which parameters are bound to a blank text */
	/* queue.c: the number of its table, from 1, when it was put into the queue; which tables of the queue its text names, of those
	 * searched for. */
	unsigned table, names, searched;
};

/* error.c: sets db->error and db->text after a call of the engine; whether it went well. */
bool sqlite_note_error(struct db *db, int rc);

/* sqlite.c */
int sqlite_open(struct db *db, const char *where, enum db_mode mode, struct diag *d);
void sqlite_close(struct db *db);

/* path.c: whether there can be a ledger at `path`; reported. */
int sqlite_check_path(const char *path, enum db_mode mode, struct diag *d);

/* Whether a reader may open the ledger for writing, too: only so can he undo an interrupted write that he meets. */
bool sqlite_may_write(const char *path);

/* statement.c; none of these takes the connection. */
bool sqlite_script(struct db *db, const char *text);

/* `text` is run, on behalf of `sql`. */
struct stmt *sqlite_prepare(struct db *db, const struct sql *sql, const char *text);
void sqlite_finalize(struct stmt *st);
bool sqlite_bind(struct db *db, struct stmt *st, const struct db_arg *args, size_t n);
int sqlite_step(struct db *db, struct stmt *st);
bool sqlite_is_null(struct stmt *st, int col);
int64_t sqlite_get_int(struct stmt *st, int col);
const char *sqlite_get_text(struct stmt *st, int col);
size_t sqlite_get_bytes(struct stmt *st, int col, const void **bytes);

/* rows.c: rows read whole (db_row, db_each); sqlite_add_each prepares a connection for that. */
#define EACH_PARAMETER "$each"
struct stmt *sqlite_prepare_each(struct db *db, const struct sql *sql);
bool sqlite_add_each(struct db *db);
bool sqlite_get_row(struct stmt *st, const char *types, union db_cell *cells);
bool sqlite_each(struct db *db, struct stmt *st, const char *columns, db_row_f *f, void *ctx, int *rc);

/* schema.c: the words of this engine in the template of the schema, and the comparison of a database with it. */
extern const struct db_dialect sqlite_dialect;
int sqlite_check_schema(struct db *db, bool inspect);

/* sound.c: SQLite's check of its own storage. */
int sqlite_sound(struct db *db);
bool sqlite_sound_but(struct db *db, const char *const *tables);

#endif
