/* Is the file sound? */
#include "ledger/engine/sqlite/internal.h"

#include <string.h>

#include "base/lang.h"

enum { STEPS = 1000 /* of a program, until it is asked whether to go on */ };

int sqlite_sound(struct db *db)
{
	sqlite3_stmt *st = NULL;
	bool ok = sqlite_note_error(db, sqlite3_prepare_v2(sqlite_handle(db), "PRAGMA integrity_check(1)", -1, &st, NULL)) &&
		  sqlite_note_error(db, sqlite3_step(st));
	const char *line = ok ? (const char *)sqlite3_column_text(st, 0) : NULL;
	int rc = 0;

	if (!ok)
		rc = db_fail(db);
	else if (!line || strcmp(line, "ok") != 0)
		rc = diag_error(db->diag, EX_REFUSED, _("SQLite's integrity check: %s"), line ? line : "?");
	sqlite3_finalize(st);
	return rc;
}

static int give_up(void *unused)
{
	(void)unused;
	return 1;
}

/* Whether the program of SQLite's check looks at the trees before it loops over any rows, as EXPLAIN shows it. */
static bool trees_come_first(struct db *db)
{
	sqlite3_stmt *st = NULL;
	bool first = false, loops = false;

	if (sqlite3_prepare_v2(sqlite_handle(db), "EXPLAIN PRAGMA quick_check(1)", -1, &st, NULL) == SQLITE_OK)
		while (!first && !loops && sqlite3_step(st) == SQLITE_ROW) {
			const char *opcode = (const char *)sqlite3_column_text(st, 1);
			first = opcode && strcmp(opcode, "IntegrityCk") == 0;
			loops = !opcode || strcmp(opcode, "Rewind") == 0 || sqlite3_column_int(st, 0) > STEPS / 2;
		}
	sqlite3_finalize(st);
	return first;
}

/*
 * Whether all pages hang together: each in one tree or free, cells where they belong, keys in order.
 *
 * SQLite's check does this first, in one step of its program, and says at once what it found; then its program looks at
 * the cells of every row, which takes four times as long. It is stopped there. A version whose program is another one is
 * not trusted with it.
 */
static bool trees_sound(struct db *db)
{
	sqlite3_stmt *st = NULL;
	int rc = SQLITE_ERROR;
	bool fine;

	if (!trees_come_first(db))
		return false;
	if (sqlite3_prepare_v2(sqlite_handle(db), "PRAGMA quick_check(1)", -1, &st, NULL) == SQLITE_OK) {
		sqlite3_progress_handler(sqlite_handle(db), STEPS, give_up, NULL);
		rc = sqlite3_step(st);
		sqlite3_progress_handler(sqlite_handle(db), 0, NULL, NULL);
	}
	/* A small ledger is done before it could be stopped, and its only row says that all is well. */
	fine = rc == SQLITE_INTERRUPT || (rc == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0);
	sqlite3_finalize(st);
	return fine;
}

static bool is_one_of(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

static bool table_sound(sqlite3_stmt *check, const char *name)
{
	bool ok = sqlite3_bind_text(check, 1, name, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(check) == SQLITE_DONE;

	sqlite3_reset(check);
	return ok;
}

bool sqlite_sound_but(struct db *db, const char *const *tables)
{
	static const char names[] = "SELECT name FROM sqlite_schema WHERE type = 'table' UNION ALL SELECT 'sqlite_schema'";
	static const char faults[] = "SELECT 1 FROM pragma_integrity_check(?1) c WHERE c.integrity_check <> 'ok' LIMIT 1";
	sqlite3_stmt *st = NULL, *check = NULL;
	bool ok = trees_sound(db) && sqlite3_prepare_v2(sqlite_handle(db), names, -1, &st, NULL) == SQLITE_OK &&
		  sqlite3_prepare_v2(sqlite_handle(db), faults, -1, &check, NULL) == SQLITE_OK;
	int rc = SQLITE_DONE;

	while (ok && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(st, 0);
		ok = name && (is_one_of(tables, name) || table_sound(check, name));
	}
	sqlite3_finalize(check);
	sqlite3_finalize(st);
	return ok && rc == SQLITE_DONE;
}
