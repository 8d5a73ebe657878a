/*
 * The SQLite engine: a ledger is one file.
 */
#ifndef PTS_LEDGER_ENGINE_SQLITE_SQLITE_H
#define PTS_LEDGER_ENGINE_SQLITE_SQLITE_H

#include <sqlite3.h>

#include "ledger/engine/db.h"

extern const struct db_driver sqlite_driver;

/* path.c: whether there can be a ledger at `path`; reported. */
int sqlite_check_path(const char *path, enum db_mode mode, struct diag *d);

/* What the parts of the driver share. */
enum { MAX_PARAMETERS = 64 };

struct stmt {
	sqlite3_stmt *st;
	int params[MAX_PARAMETERS]; /* $n → SQLite's own index: it numbers by first appearance */
};

static inline sqlite3 *sqlite_handle(const struct db *db)
{
	return db->engine;
}

/* Sets db->error and db->text after a call of the engine; whether it went well. */
bool sqlite_note_error(struct db *db, int rc);

/* rows.c: rows read whole (db_row, db_each); sqlite_add_each prepares a connection for that. */
#define EACH_PARAMETER "$each"
struct stmt *sqlite_prepare(struct db *db, const char *sql);
struct stmt *sqlite_prepare_each(struct db *db, const char *sql);
bool sqlite_add_each(struct db *db);
bool sqlite_get_row(struct stmt *st, const char *types, union db_cell *cells);
bool sqlite_each(struct db *db, struct stmt *st, const char *columns, db_row_f *f, void *ctx, int *rc);

/* sound.c: SQLite's check of its own storage. */
bool sqlite_sound(struct db *db, struct diag *d);
bool sqlite_sound_but(struct db *db, const char *const *tables);

#endif
