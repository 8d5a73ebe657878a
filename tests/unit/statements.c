/* Every SQL statement of the library goes by a key, or says why it reads a whole table. */
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "ledger/engine/sqlite/internal.h"
#include "ledger/ledger.h"
#include "ledger/scheme/tables.h"

#include "check.h"

static sqlite3 *handle;

static bool is_scan(const char *detail)
{
	return strncmp(detail, "SCAN ", 5) == 0 && strncmp(detail, "SCAN CONSTANT ROW", 17) != 0;
}

/* Whether the plan reads a table from end to end; -1 when the engine refuses the statement. */
static int scans(const char *text, char detail[static 128])
{
	char *explain = xasprintf("EXPLAIN QUERY PLAN %s", text);
	sqlite3_stmt *st = NULL;
	int found = sqlite3_prepare_v2(handle, explain, -1, &st, NULL) == SQLITE_OK ? 0 : -1;

	while (found == 0 && sqlite3_step(st) == SQLITE_ROW) {
		snprintf(detail, 128, "%s", (const char *)sqlite3_column_text(st, 3));
		if (is_scan(detail))
			found = 1;
	}
	sqlite3_finalize(st);
	free(explain);
	return found;
}

static void check_statement(const struct sql *sql)
{
	const char *excuse = strstr(sql->text, "/* scan: ");
	char detail[128] = "";
	int found = scans(sql->text, detail);

	if (found < 0)
		printf("%s cannot be prepared: %s\n%s\n", sql->name, sqlite3_errmsg(handle), sql->text);
	else if (found && !excuse)
		printf("%s: %s\n%s\n", sql->name, detail, sql->text);
	else if (!found && excuse)
		printf("%s excuses a scan that is none\n%s\n", sql->name, sql->text);
	CHECK(found == (excuse != NULL));
}

static void named_statements(void)
{
	size_t n;
	const struct sql *const *all = db_statements(&n);

	CHECK(n > 60);
	for (size_t i = 0; i < n; i++)
		check_statement(all[i]);
}

/* A cell that every table takes: the same code for each book, household, rule … */
static const char *cell_of(const struct table *t, const struct field *f)
{
	if (f->type == FIELD_PARENT || (f->type == FIELD_BOOK && t->scheme))
		return "";
	if (strcmp(t->name, "settings") == 0 && f->flags & FIELD_KEY)
		return "expiry"; /* a setting must be one that there is */
	if (f->type == FIELD_BOOK || f->type == FIELD_CODE || f->type == FIELD_HOUSEHOLD)
		return "X1";
	if (f->type == FIELD_AMOUNT && f->flags & FIELD_NEEDED)
		return "1.00";
	return f->fallback ? f->fallback : "";
}

static void fill_cells(const struct table *t, const char **cells)
{
	for (size_t i = 0; i < t->n; i++)
		cells[i] = cell_of(t, &t->fields[i]);
}

static void drop_row(struct ledger *l, const struct table *t)
{
	const char *cells[TABLE_FIELDS];

	fill_cells(t, cells);
	CHECK_INT(table_remove(l, t, cells), 0);
}

static size_t table_count(void)
{
	size_t n = 0;

	while (tables[n].name)
		n++;
	return n;
}

/* Makes the statements of a table by using them all; they stay prepared in the connection. */
static void use_table(struct ledger *l, const struct table *t)
{
	const char *cells[TABLE_FIELDS];
	struct table_row row;

	fill_cells(t, cells);
	CHECK_INT(table_put(l, t, cells), 0);
	CHECK_INT(ledger_reload(l), 0);
	CHECK(table_get(l, t, cells, &row));
	for (size_t i = 0; i < t->n; i++)
		CHECK_STR(row.cell[i], cells[i]);
	CHECK_INT(table_end(&row), 0);
	table_walk(l, t, t->scheme ? 0 : 1, &row);
	CHECK(table_next(&row));
	CHECK_INT(table_end(&row), 0);
}

static void generated_statements(struct ledger *l)
{
	size_t prepared = 0;

	CHECK_INT(ledger_begin(l), 0);
	for (const struct table *t = tables; t->name; t++)
		use_table(l, t);
	/* Members before households before books. */
	for (size_t i = table_count(); i-- > 0;)
		drop_row(l, &tables[i]);
	for (size_t i = 0; i < DB_SLOTS; i++)
		if (l->db->slots[i].sql && strncmp(l->db->slots[i].sql->text, "PRAGMA", 6) != 0) {
			check_statement(l->db->slots[i].sql);
			prepared++;
		}
	CHECK(prepared >= 32);
	ledger_rollback(l);
}

/* The test itself would notice. */
static void mutation(void)
{
	char detail[128];

	CHECK_INT(scans("SELECT seq FROM journal WHERE household = $1", detail), 1);
	CHECK_INT(scans("DELETE FROM lots WHERE household = $1", detail), 1);
	CHECK_INT(scans("SELECT seq FROM journal WHERE book = $1 AND seq > $2", detail), 0);
	CHECK_INT(scans("SELECT nothing FROM nowhere", detail), -1);
}

int main(void)
{
	char dir[] = "/tmp/pts-statements-XXXXXX", path[64];
	struct diag d = {0};
	struct ledger *l;

	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof path, "%s/l.db", dir);
	CHECK_INT(ledger_open(&l, path, LEDGER_CREATE, &d), 0);
	if (l) {
		handle = sqlite_handle(l->db);
		named_statements();
		generated_statements(l);
		mutation();
	}
	ledger_close(l);
	unlink(path);
	rmdir(dir);
	return check_end();
}
