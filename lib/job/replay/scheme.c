/* Another scheme over the same books, in a ledger that exists only in memory. */
#include <stdio.h>

#include "base/lang.h"
#include "job/load/load.h"
#include "job/replay/internal.h"
#include "ledger/scheme/tables.h"

static int copy_rows(struct ledger *from, struct ledger *to, const struct table *t, int64_t book)
{
	struct table_row row;

	table_walk(from, t, book, &row);
	while (table_next(&row))
		row.rows.rc = table_put(to, t, row.cell);
	return table_end(&row);
}

/* The books come from the ledger, so that rows of the scheme find them; the folder may change their parents. */
static int copy_books(struct ledger *from, struct ledger *to)
{
	int rc = copy_rows(from, to, table_find("books"), 0);

	return rc ? rc : ledger_reload(to);
}

/* What the folder says nothing of stays as it is. */
static int copy_table(struct ledger *from, struct ledger *to, const struct table *t)
{
	int rc = copy_rows(from, to, t, 0);

	for (size_t i = 0; i < from->nbooks && rc == 0; i++)
		rc = copy_rows(from, to, t, from->books[i].id);
	return rc;
}

static int scheme_copy(struct ledger *from, const struct folder *folder, struct ledger *to)
{
	int rc = copy_books(from, to);

	for (const struct table *t = tables; t->name && rc == 0; t++)
		if (t->scheme && folder->found[t - tables].n == 0)
			rc = copy_table(from, to, t);
	return rc ? rc : ledger_reload(to);
}

static int scheme_fill(struct job *job, struct ledger *l, const struct folder *folder, struct ledger *other,
		       FILE *nowhere)
{
	static const char *const names[] = {"table", "rows", NULL};
	struct job quiet = *job;
	int rc = ledger_begin(other);

	quiet.out = nowhere;
	quiet.book = NULL;
	if (rc)
		return rc;
	rc = scheme_copy(l, folder, other);
	if (rc == 0) {
		struct printer *out = job_print(&quiet, names);
		rc = folder_load(folder, &quiet, other, out);
		printer_end(out);
	}
	return ledger_finish(other, rc, false);
}

static bool has_tables(const struct folder *folder)
{
	for (const struct table *t = tables; t->name; t++)
		if (folder->found[t - tables].n)
			return true;
	return false;
}

int scheme_borrow(struct job *job, struct ledger *l, const char *path, struct ledger **out)
{
	struct folder folder;
	const char *const paths[] = {path, NULL};
	FILE *nowhere = fopen("/dev/null", "w");
	int rc = nowhere ? folder_read(&folder, paths, job->diag) : diag_error(job->diag, EX_IOERR, "/dev/null: %m");

	*out = NULL;
	if (!nowhere)
		return rc;
	if (rc == 0 && !has_tables(&folder))
		rc = diag_error(job->diag, EX_NOINPUT, _("%s holds no table of a scheme"), path);
	if (rc == 0)
		rc = ledger_open(out, path, LEDGER_MEMORY, job->diag);
	if (rc == 0)
		rc = scheme_fill(job, l, &folder, *out, nowhere);
	if (rc) {
		ledger_close(*out);
		*out = NULL;
	}
	folder_free(&folder);
	fclose(nowhere);
	return rc;
}
