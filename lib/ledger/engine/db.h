/*
 * One connection to a database, whichever engine keeps it.
 *
 * SQL stands only in lib/ledger, as named statements in the common subset of SQLite and PostgreSQL: parameters $1…$n, no
 * floats, no dates, no LIKE. A statement is prepared once for a connection and bound by type; binding or stepping
 * wrongly can only be a bug and dies loudly with the SQL shown.
 *
 * Errors: a function that can fail returns 0 or an exit code, and has reported the failure to db->diag, once, where it
 * happened. What was found comes by pointer. A query keeps its failure until it is ended, so that it is asked for once:
 *
 *	db_query(l->db, &r, &SHOPS, "i", book);
 *	while (db_next(&r))
 *		r.rc = add(list, db_text(&r, 0));
 *	rc = db_end(&r);
 *
 * One row:
 *
 *	if (db_one(l->db, &r, &SHOP, "it", book, code))
 *		*kind = db_int(&r, 0);
 *	rc = db_end(&r);
 */
#ifndef PTS_LEDGER_ENGINE_DB_H
#define PTS_LEDGER_ENGINE_DB_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "domain/blank.h"

/* A statement: its C name and text. Declare with SQL(); the test of query plans finds them all in section pts_sql. */
struct sql {
	const char *name;
	const char *text;
};

#define SQL(NAME, TEXT)                                                                                                \
	static const struct sql NAME = {#NAME, TEXT};                                                                  \
	__attribute__((section("pts_sql"), used)) static const struct sql *const NAME##_entry = &NAME

/* What a failed call of the engine means, whatever its own codes are. */
enum db_error {
	DB_OK,
	DB_BUSY,      /* somebody else writes: the whole transaction may be tried again */
	DB_DUPLICATE, /* a unique key */
	DB_REFUSED,   /* a CHECK or a trigger */
	DB_IO,	      /* reading or writing */
	DB_FULL,      /* no space left: surely not written, not even by a commit */
	DB_READONLY,  /* this user may not write the ledger */
	DB_CORRUPT,
	DB_NOMEM,
	DB_OTHER
};

enum db_mode { DB_READ, DB_WRITE, DB_CREATE, DB_MEMORY /* a new one that no disk ever sees */ };

struct stmt; /* the engine's prepared statement */
struct db;

/* A parameter: an integer (i, BLANK is NULL), a text (t) or bytes (b), of which NULL is NULL. */
struct db_arg {
	char type;
	int64_t i; /* of text and bytes: how many bytes */
	const void *t;
};

/* A cell of a row that is read at once. */
union db_cell {
	int64_t i;
	const char *t;
};

/* Is given a whole row; returns 0 to go on, else an exit code. `fits` is what db_row returns. The texts are gone when it returns. */
typedef int db_row_f(void *ctx, const union db_cell *cells, bool fits);

/* What a mark in the template of the schema stands for in the words of an engine, and what it makes beside the tables. */
struct db_mark {
	const char *mark, *text;
};

struct db_dialect {
	const struct db_mark *marks; /* NULL at the end */
	const char *guards;
};

/* What is known of a commit. */
enum db_commit { DB_COMMITTED, DB_NOT_COMMITTED, DB_MAYBE_COMMITTED };

/*
 * What an engine implements; ledger/engine/sqlite is one. Every function that can fail sets db->error and db->text, and
 * leaves reporting to db.c; those that return an exit code have reported.
 */
struct db_driver {
	const struct db_dialect *dialect;
	int (*open)(struct db *db, const char *where, enum db_mode mode, struct diag *d);
	void (*close)(struct db *db);
	bool (*script)(struct db *db, const char *text); /* several statements, no parameters, no rows */
	int (*check_schema)(struct db *db, bool inspect); /* as db_check_schema */

	/* A writing transaction takes the lock of the whole ledger before anything else. rollback may come after any failure. */
	bool (*begin)(struct db *db, bool write);
	enum db_commit (*commit)(struct db *db);
	void (*rollback)(struct db *db);

	/*
	 * A statement is prepared once, and run by start, bind, step … and end. start has run the rows that were put and
	 * that the statement may depend on. step returns 1 on a row, 0 when done, -1 when it failed. Failures of prepare and bind
	 * that are no other enum db_error than DB_OTHER are bugs.
	 */
	struct stmt *(*prepare)(struct db *db, const struct sql *sql);
	struct stmt *(*prepare_each)(struct db *db, const struct sql *sql); /* for each */
	void (*finalize)(struct stmt *st);
	bool (*start)(struct db *db, struct stmt *st);
	bool (*bind)(struct db *db, struct stmt *st, const struct db_arg *args, size_t n); /* $1 … $n */
	int (*step)(struct db *db, struct stmt *st);
	void (*end)(struct db *db, struct stmt *st);
	bool (*is_null)(struct stmt *st, int col);
	int64_t (*get_int)(struct stmt *st, int col); /* 0 for NULL */
	const char *(*get_text)(struct stmt *st, int col);
	size_t (*get_bytes)(struct stmt *st, int col, const void **bytes);
	bool (*get_row)(struct stmt *st, const char *columns, union db_cell *cells); /* as db_row */
	/* Calls f for every row as db_each says; *rc is what f returned last. */
	bool (*each)(struct db *db, struct stmt *st, const char *columns, db_row_f *f, void *ctx, int *rc);
	int64_t (*changes)(struct db *db);

	/*
	 * Bulk rows, in a writing transaction: put takes an `INSERT INTO …` that the engine runs when it likes, at the latest
	 * when a statement depends on it, or at catch_up, which precedes every commit; rollback drops what was not run. A failure may come with a later call of any
	 * function above.
	 */
	bool (*put)(struct db *db, struct stmt *st, const char *types, const struct db_arg *args);
	bool (*catch_up)(struct db *db);

	int (*sound)(struct db *db); /* the engine's own check of its storage: EX_REFUSED when it found something, reported */
	/* Silent: all is sound, for all that can be said without looking at the rows of these tables. False: who knows, ask sound(). */
	bool (*sound_but)(struct db *db, const char *const *tables); /* NULL at the end */
};

/* Statements prepared so far, found by the address of their struct sql. */
struct db_slot {
	const struct sql *sql;
	struct stmt *st;
	bool busy;
	bool each; /* for db_each */
};

enum { DB_SLOTS = 512 };

struct db {
	const struct db_driver *driver;
	void *engine;
	struct diag *diag; /* where failures are reported */
	enum db_error error;
	char text[512]; /* the engine's own words for the last failure */
	bool in_transaction, writing;
	int failed; /* the exit code with which the writing transaction failed; 0: it did not */
	int last;   /* the exit code of the last failure, for ledger_failure() */
	bool guarded; /* db_guard */
	struct db_slot slots[DB_SLOTS];
};

/*
 * Runs a statement that returns no rows. `types` has one letter a parameter: i an int64_t (BLANK binds NULL), t a string
 * (NULL binds NULL), b bytes (two arguments: const void *, size_t). *changes (may be NULL) gets the number of rows touched.
 */
int db_run(struct db *db, const struct sql *sql, int64_t *changes, const char *types, ...);

/*
 * The same, in a writing transaction, for an `INSERT INTO …` whose outcome nobody waits for: the engine may collect such
 * rows, and runs them in order, at the latest when another statement names their table or the transaction ends. An error
 * may come with a later call; db_catch_up() waits for it.
 */
int db_later(struct db *db, const struct sql *sql, const char *types, ...);
int db_catch_up(struct db *db);

/* The same with the parameters in an array; their types once more, as a text that stays, where n is an integer as in db_row(). */
int db_later_args(struct db *db, const struct sql *sql, const char *types, const struct db_arg *args);

/*
 * Rows of a query. The statement is busy until db_end; a query may not run twice at the same time. A failure of any part
 * is kept in rc and returned by db_end; so is the exit code that the caller puts there, which ends the rows.
 */
struct rows {
	struct db *db;
	struct db_slot *slot; /* NULL: it has ended */
	int rc;
};

void db_query(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...);
void db_query_v(struct db *db, struct rows *r, const struct sql *sql, const char *types, va_list ap);

/* Whether it stands on a row now. False: there is no further one, or the query has failed. */
bool db_next(struct rows *r);

/* Ends a query: 0 or its exit code. May be called once more. */
int db_end(struct rows *r);

/* Cells of the present row, from 0: NULL is BLANK, or "" for text. Text is valid until the next db_next. */
int64_t db_int(const struct rows *r, int col);
const char *db_text(const struct rows *r, int col);
bool db_null(const struct rows *r, int col);
size_t db_bytes(const struct rows *r, int col, const void **bytes);

/*
 * All cells of the present row at once. `columns` has one letter for each from the first on: t text, n an integer, i an
 * integer or NULL. False when the engine stores another type there than it should; the cells are then what db_text and
 * db_int make of it.
 */
bool db_row(const struct rows *r, const char *columns, union db_cell *cells);

/*
 * For walks of millions: calls f with every row of a `SELECT column, … FROM …`, all of whose columns are named, until it
 * returns not 0, and returns that. A statement is walked so or by db_query, not both. f may run other statements.
 */
int db_each(struct db *db, const struct sql *sql, const char *columns, db_row_f *f, void *ctx, const char *types, ...);

/* A query of one row at most: db_query and db_next in one. */
bool db_one(struct db *db, struct rows *r, const struct sql *sql, const char *types, ...);

/* The same with the parameters in an array: for statements built at run time. */
int db_run_args(struct db *db, const struct sql *sql, const struct db_arg *args, size_t n);
void db_query_args(struct db *db, struct rows *r, const struct sql *sql, const struct db_arg *args, size_t n);

/* How many parameters a statement has at most. */
enum { DB_ARGS = 48 };

/* Statements made at run time from table descriptions: prepared once by their text, which must outlive the connection. */
const struct sql *db_intern(const char *name, const char *text);

/*
 * A transaction. In a writing one that has failed nothing more is done: every call returns the exit code of the failure,
 * until it is rolled back. `repeat` is the command that is told to be repeated when nobody knows whether the commit took
 * place; NULL: not known.
 */
int db_begin(struct db *db, bool write);
int db_commit(struct db *db, const char *repeat);
void db_rollback(struct db *db);

/*
 * From now on nothing is read outside a transaction, as another process may write between two statements. With
 * PTS_DEBUG_LOCKS in the environment, as all tests have it, doing so is a bug that names the statement; for what was
 * read and is kept in memory the caller asks db_check_guard().
 */
void db_guard(struct db *db);
void db_check_guard(const struct db *db, const char *what);

/* Several statements without parameters and rows, as they make a schema. */
int db_script(struct db *db, const char *text);

/*
 * Compares the database's schema with what this version makes. A ledger to be used is refused at the first
 * difference, EX_NOINPUT. With `inspect` each is reported as a finding and 0 returned, unless tables differ: then
 * EX_REFUSED, because nothing more can be read for sure.
 */
int db_check_schema(struct db *db, bool inspect);

/* For engines, which note a failure in db->error and db->text: reports it and returns its exit code; a writing transaction does nothing more. */
int db_fail(struct db *db);

void db_close(struct db *db);

/* All statements of the program, NULL-terminated by *n. */
const struct sql *const *db_statements(size_t *n);

#endif
