/* The tables of a scheme and of a roster, found in folders. */
#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/load/internal.h"
#include "job/load/load.h"

static int files_by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* The table of `rules.csv`, `rules-shops.csv`; NULL when the name is no table's. */
static const struct table *table_of(const char *name)
{
	char word[32];
	size_t n = strcspn(name, "-.");

	if (n >= sizeof word || (name[n] == '.' && strcmp(name + n, ".csv") != 0))
		return NULL;
	memcpy(word, name, n);
	word[n] = '\0';
	return table_find(word);
}

static bool is_csv(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strcasecmp(name + n - 4, ".csv") == 0;
}

static int take_file(const FTSENT *e, struct folder_files *found, struct diag *d)
{
	const struct table *t = table_of(e->fts_name);
	struct folder_files *f;

	if (!is_csv(e->fts_name))
		return 0;
	if (!t)
		return diag_error(d, EX_DATAERR,
				  _("%s is no table of a scheme: the name must be TABLE.csv or TABLE-*.csv"),
				  e->fts_path);
	f = &found[t - tables];
	f->path = xrealloc(f->path, f->n + 1, sizeof *f->path);
	f->path[f->n++] = xstrdup(e->fts_path);
	return 0;
}

static int take_entry(FTS *tree, FTSENT *e, struct folder_files *found, struct diag *d)
{
	bool hidden = e->fts_level > 0 && e->fts_name[0] == '.';

	switch (e->fts_info) {
	case FTS_D:
		if (hidden)
			fts_set(tree, e, FTS_SKIP);
		return 0;
	case FTS_F:
		return hidden ? 0 : take_file(e, found, d);
	case FTS_NS:
	case FTS_DNR:
	case FTS_ERR:
	case FTS_SLNONE:
		return diag_error(d, EX_NOINPUT, "%s: %s", e->fts_path, strerror(e->fts_errno ? e->fts_errno : ENOENT));
	case FTS_DC:
		return diag_error(d, EX_NOINPUT, _("%s: the folder contains itself"), e->fts_path);
	default:
		return 0;
	}
}

/* Finds the files of all tables, sorted by name within a folder; names every file that is out of place. */
static int find_files(const char *folder, struct folder_files *found, struct diag *d)
{
	char *path = xstrdup(folder), *const paths[] = {path, NULL};
	FTS *tree = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, files_by_name);
	FTSENT *e;
	int worst = 0;

	if (!tree)
		worst = diag_error(d, EX_NOINPUT, "%s: %m", folder);
	while (tree && (e = fts_read(tree)) != NULL) {
		int rc = take_entry(tree, e, found, d);
		worst = worst ? worst : rc;
	}
	if (tree)
		fts_close(tree);
	free(path);
	return worst;
}

static int load_folder_row(struct loading *ld, const struct csvrow *row)
{
	if (row->fault)
		return diag_error(ld->job->diag, EX_DATAERR, "%s", row->fault);
	return loading_row(ld, row);
}

/* The rows of a file; a bad one does not hide the next ones. */
static int load_folder_rows(struct loading *ld, struct csvin *in)
{
	size_t headings = csvin_headings(in);
	const struct csvrow *row;
	int got, worst = 0, rc = 0;

	while ((got = csvin_next(in, &row)) == 1) {
		if (csvin_headings(in) > headings)
			rc = loading_columns(ld, in);
		headings = csvin_headings(in);
		if (rc)
			return rc;
		rc = load_folder_row(ld, row);
		if (rc && rc != EX_DATAERR)
			return rc;
		worst = rc ? rc : worst;
		rc = 0;
	}
	return got < 0 ? csvin_status(in) : worst;
}

static int load_folder_file(struct loading *ld, const char *path)
{
	struct csvin_options o = {.dictionary = ld->job->print.dictionary, .encoding = ld->job->encoding};
	const char *known[TABLE_FIELDS + 1] = {NULL};
	struct csvin *in;
	int rc = csvin_open(&in, path, &o, ld->job->diag);

	if (rc)
		return rc;
	for (size_t i = 0; i < ld->table->n; i++)
		known[i] = ld->table->fields[i].name;
	rc = csvin_only(in, known);
	if (rc == 0)
		loading_file(ld, in);
	if (rc == 0)
		rc = loading_columns(ld, in);
	if (rc == 0)
		rc = load_folder_rows(ld, in);
	csvin_close(in);
	diag_at(ld->job->diag, NULL, 0);
	return rc;
}

static int load_folder_table(struct loading *ld, const struct table *t, const struct folder_files *found, struct printer *out)
{
	char count[24];
	size_t before = ld->rows;
	int worst = 0, rc = loading_table(ld, t);

	for (size_t i = 0; rc == 0 && i < found->n; i++) {
		rc = load_folder_file(ld, found->path[i]);
		worst = worst ? worst : rc;
		rc = rc == EX_DATAERR ? 0 : rc;
	}
	if (rc == 0)
		rc = loading_table_done(ld);
	snprintf(count, sizeof count, "%zu", ld->rows - before);
	printer_row(out, (const char *const[]){t->name, count});
	return rc ? rc : worst;
}

int folder_load(const struct folder *folder, struct job *job, struct ledger *l, struct printer *out)
{
	struct loading ld;
	int worst = 0, rc = loading_start(&ld, job, l);

	for (const struct table *t = tables; t->name && rc == 0; t++) {
		rc = load_folder_table(&ld, t, &folder->found[t - tables], out);
		worst = worst ? worst : rc;
		/* Without its books nothing of the rest can be read. */
		if (rc == EX_DATAERR && t > tables)
			rc = 0;
	}
	rc = rc ? rc : worst;
	if (rc == 0)
		rc = loading_finish(&ld);
	loading_free(&ld);
	return rc;
}

int folder_read(struct folder *folder, const char *const *paths, struct diag *d)
{
	int rc = 0;

	*folder = (struct folder){0};
	for (size_t i = 0; paths[i]; i++) {
		int one = find_files(paths[i], folder->found, d);
		rc = rc ? rc : one;
	}
	return rc;
}

void folder_free(struct folder *folder)
{
	for (size_t t = 0; t < FOLDER_TABLES; t++) {
		for (size_t i = 0; i < folder->found[t].n; i++)
			free(folder->found[t].path[i]);
		free(folder->found[t].path);
	}
}
