/*
 * Rows read whole.
 *
 * Asking a statement for a column of its row costs as much as making it, so a walk through millions of wide rows is not
 * told row by row: its columns are made the arguments of a function of ours, which is called for each row and gets them
 * all at once.
 */
#include "base/mem.h"
#include "ledger/engine/sqlite/internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 64 };

static const char pointer_type[] = "pts_each"; /* of the first argument */

/* A walk under way. */
struct each {
	const char *columns;
	db_row_f *f;
	void *ctx;
	int rc; /* what f returned last */
};

static bool read_cell(sqlite3_value *v, char column, union db_cell *out)
{
	int type = sqlite3_value_type(v);

	if (column == 't') {
		const char *text = (const char *)sqlite3_value_text(v);
		if (!text && type != SQLITE_NULL)
			mem_exhausted();
		out->t = text ? text : "";
		return type == SQLITE_TEXT;
	}
	out->i = type == SQLITE_NULL ? BLANK : sqlite3_value_int64(v);
	return type == SQLITE_INTEGER || (type == SQLITE_NULL && column == 'i');
}

bool sqlite_get_row(struct stmt *st, const char *columns, union db_cell *cells)
{
	bool fits = true;

	for (int i = 0; columns[i]; i++)
		fits &= read_cell(sqlite3_column_value(st->st, i), columns[i], &cells[i]);
	return fits;
}

static void take_row(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct each *e = sqlite3_value_pointer(v[0], pointer_type);
	union db_cell cells[MOST_COLUMNS];
	bool fits = true;

	if (!e || n - 1 != (int)strlen(e->columns))
		bug("a walk with %d columns that are not those named", n - 1);
	for (int i = 1; i < n; i++)
		fits &= read_cell(v[i], e->columns[i - 1], &cells[i - 1]);
	e->rc = e->f(e->ctx, cells, fits);
	if (e->rc)
		sqlite3_result_error(c, "", 0);
}

bool sqlite_add_each(struct db *db)
{
	return sqlite_note_error(db, sqlite3_create_function(sqlite_handle(db), "pts_each", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
							     take_row, NULL, NULL));
}

struct stmt *sqlite_prepare_each(struct db *db, const struct sql *sql)
{
	static const char select[] = "SELECT ";
	const char *columns = sql->text + strlen(select), *from = strstr(sql->text, " FROM ");
	struct stmt *st;
	char *text;

	if (strncmp(sql->text, select, strlen(select)) != 0 || !from)
		bug("no walk can be made of: %s", sql->text);
	text = xasprintf("SELECT pts_each(" EACH_PARAMETER ", %.*s)%s", (int)(from - columns), columns, from);
	st = sqlite_prepare(db, sql, text);
	free(text);
	return st;
}

bool sqlite_each(struct db *db, struct stmt *st, const char *columns, db_row_f *f, void *ctx, int *rc)
{
	struct each e = {.columns = columns, .f = f, .ctx = ctx};
	int how = sqlite3_bind_pointer(st->st, st->params[0], &e, pointer_type, NULL);

	while (how == SQLITE_OK || how == SQLITE_ROW)
		how = sqlite3_step(st->st);
	*rc = e.rc;
	return e.rc || how == SQLITE_DONE || sqlite_note_error(db, how);
}
