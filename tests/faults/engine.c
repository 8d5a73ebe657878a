/* SQLite's statements. Only calls from the program count, not those of the engine to itself. */
#include <dlfcn.h>
#include <sqlite3.h>
#include <string.h>

#include "fault.h"

static _Thread_local int depth;

/* What failed last in our hands; the engine itself knows nothing of it. */
static sqlite3 *failed;

#define REAL(NAME) static __typeof__(&NAME) real; if (!real) *(void **)&real = dlsym(RTLD_NEXT, #NAME)

static bool is_commit(const char *sql)
{
	return sql && strncmp(sql, "COMMIT", 6) == 0;
}

/* Before a call: whether it is made at all. */
static bool enters(sqlite3 *db, const char *what, const char *sql)
{
	bool fails = false;

	if (depth == 0) {
		fault_in_commit(is_commit(sql));
		fails = fault_now(FAULT_ENGINE, what, sql);
		failed = fails ? db : NULL;
	}
	depth++;
	return !fails;
}

/* After a call that answered rc, or was not made: the answer. */
static int leaves(sqlite3 *db, int rc, bool made, const char *what, const char *sql)
{
	if (--depth > 0)
		return rc;
	if (made && is_commit(sql) && fault_now(FAULT_COMMIT, what, sql)) {
		failed = db;
		made = false;
	}
	fault_in_commit(false);
	return made ? rc : fault_code();
}

int sqlite3_step(sqlite3_stmt *st)
{
	REAL(sqlite3_step);
	sqlite3 *db = sqlite3_db_handle(st);
	const char *sql = sqlite3_sql(st);
	bool made = enters(db, "step", sql);

	return leaves(db, made ? real(st) : SQLITE_OK, made, "step", sql);
}

int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int n, sqlite3_stmt **st, const char **tail)
{
	REAL(sqlite3_prepare_v2);
	bool made = enters(db, "prepare", sql);

	if (!made)
		*st = NULL;
	return leaves(db, made ? real(db, sql, n, st, tail) : SQLITE_OK, made, "prepare", NULL);
}

int sqlite3_prepare_v3(sqlite3 *db, const char *sql, int n, unsigned flags, sqlite3_stmt **st, const char **tail)
{
	REAL(sqlite3_prepare_v3);
	bool made = enters(db, "prepare", sql);

	if (!made)
		*st = NULL;
	return leaves(db, made ? real(db, sql, n, flags, st, tail) : SQLITE_OK, made, "prepare", NULL);
}

int sqlite3_exec(sqlite3 *db, const char *sql, int (*f)(void *, int, char **, char **), void *ctx, char **message)
{
	REAL(sqlite3_exec);
	bool made = enters(db, "exec", sql), rollback = sql && strcmp(sql, "ROLLBACK") == 0;
	int rc = made || rollback ? real(db, sql, f, ctx, message) : SQLITE_OK;

	/* SQLite ends the transaction also when it cannot roll back. */
	return leaves(db, rc, made, "exec", sql);
}

const char *sqlite3_errmsg(sqlite3 *db)
{
	REAL(sqlite3_errmsg);

	return db && db == failed ? sqlite3_errstr(fault_code()) : real(db);
}

int sqlite3_errcode(sqlite3 *db)
{
	REAL(sqlite3_errcode);

	return db && db == failed ? fault_code() & 0xff : real(db);
}

int sqlite3_extended_errcode(sqlite3 *db)
{
	REAL(sqlite3_extended_errcode);

	return db && db == failed ? fault_code() : real(db);
}
