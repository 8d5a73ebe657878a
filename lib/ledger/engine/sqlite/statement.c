/* Statements. */
#include "ledger/engine/sqlite/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

bool sqlite_script(struct db *db, const char *text)
{
	return sqlite_note_error(db, sqlite3_exec(sqlite_handle(db), text, NULL, NULL, NULL));
}

/* The n of SQLite's i-th parameter, $n; 0 for that of a walk (rows.c). */
static int parameter_number(sqlite3_stmt *st, int i)
{
	const char *name = sqlite3_bind_parameter_name(st, i);

	if (name && strcmp(name, EACH_PARAMETER) == 0)
		return 0;
	long n = name && *name == '$' ? strtol(name + 1, NULL, 10) : 0;

	if (n < 1 || n >= MAX_PARAMETERS)
		bug("parameters are called $1 to $%d: %s", MAX_PARAMETERS - 1, sqlite3_sql(st));
	return (int)n;
}

struct stmt *sqlite_prepare(struct db *db, const struct sql *sql, const char *text)
{
	struct stmt *st = xcalloc(1, sizeof *st);

	st->sql = sql;
	if (!sqlite_note_error(db, sqlite3_prepare_v3(sqlite_handle(db), text, -1, SQLITE_PREPARE_PERSISTENT, &st->st, NULL))) {
		free(st);
		return NULL;
	}
	for (int i = sqlite3_bind_parameter_count(st->st); i > 0; i--)
		st->params[parameter_number(st->st, i)] = i;
	return st;
}

void sqlite_finalize(struct stmt *st)
{
	sqlite3_finalize(st->st);
	free(st);
}

static int bind_one(sqlite3_stmt *st, int n, const struct db_arg *a)
{
	if (a->type == 'i' ? a->i == BLANK : !a->t)
		return sqlite3_bind_null(st, n);
	if (a->type == 'i')
		return sqlite3_bind_int64(st, n, a->i);
	if (a->type == 't')
		return sqlite3_bind_text64(st, n, a->t, (sqlite3_uint64)a->i, SQLITE_STATIC, SQLITE_UTF8);
	if (a->type == 'b')
		return sqlite3_bind_blob64(st, n, a->t, (sqlite3_uint64)a->i, SQLITE_STATIC);
	bug("parameter type `%c`", a->type);
}

static bool is_blank(const struct db_arg *a)
{
	return a->type == 't' && a->t && a->i == 0;
}

/* What is bound stays from one run to the next. Most columns of an entry are blank texts, which need not be bound again. */
bool sqlite_bind(struct db *db, struct stmt *st, const struct db_arg *args, size_t n)
{
	static const struct db_arg blank = {'t', 0, ""};
	int rc = n < MAX_PARAMETERS ? SQLITE_OK : SQLITE_RANGE;
	uint64_t before = st->blank;

	_Static_assert(MAX_PARAMETERS <= 64, "a set of parameters has a bit for each");
	st->blank = 0;
	for (size_t i = 0; i < n && rc == SQLITE_OK; i++) {
		bool is = is_blank(&args[i]);
		st->blank |= (uint64_t)is << i;
		if (!is || !(before >> i & 1))
			rc = bind_one(st->st, st->params[i + 1], is ? &blank : &args[i]);
	}
	return rc == SQLITE_OK || sqlite_note_error(db, rc);
}

int sqlite_step(struct db *db, struct stmt *st)
{
	int rc = sqlite3_step(st->st);

	/* What goes well leaves db->error alone: the queue may have noted a failure of its own. */
	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE || sqlite_note_error(db, rc) ? 0 : -1;
}

bool sqlite_is_null(struct stmt *st, int col)
{
	return sqlite3_column_type(st->st, col) == SQLITE_NULL;
}

int64_t sqlite_get_int(struct stmt *st, int col)
{
	return sqlite3_column_int64(st->st, col);
}

const char *sqlite_get_text(struct stmt *st, int col)
{
	const char *text = (const char *)sqlite3_column_text(st->st, col);

	if (!text && !sqlite_is_null(st, col))
		mem_exhausted();
	return text;
}

size_t sqlite_get_bytes(struct stmt *st, int col, const void **bytes)
{
	*bytes = sqlite3_column_blob(st->st, col);
	return (size_t)sqlite3_column_bytes(st->st, col);
}
