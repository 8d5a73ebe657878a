/* A load from its first file to the checks of the whole. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/load/internal.h"
#include "ledger/post/scheme_entries.h"
#include "ledger/usage/recount.h"

int loading_start(struct loading *ld, struct job *job, struct ledger *l)
{
	int rc;

	*ld = (struct loading){.job = job, .l = l};
	rc = windows_take(l, &ld->windows);
	if (rc == 0)
		rc = rulebook_read(l, &ld->rules);
	return rc ? rc : digests_take(l, &ld->before);
}

int loading_table(struct loading *ld, const struct table *t)
{
	int rc = 0;

	ld->table = t;
	ld->book = NULL;
	ld->scheme |= t->scheme || strcmp(t->name, "books") == 0;
	if (ld->job->book && t->fields[0].type == FIELD_BOOK)
		rc = book_find(ld->l, ld->job->book, &ld->book);
	return rc;
}

int loading_columns(struct loading *ld, struct csvin *in)
{
	const struct table *t = ld->table;

	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->fields[i];
		bool key = (f->flags & FIELD_KEY) && (f->flags & FIELD_NEEDED);
		ld->at[i] = csvin_find(in, f->name);
		if (ld->at[i] >= 0 || !key || (f->type == FIELD_BOOK && ld->book))
			continue;
		diag_at(ld->job->diag, csvin_source(in), csvin_heading_line(in));
		if (f->type == FIELD_BOOK)
			return diag_error(ld->job->diag, EX_DATAERR,
					  _("whose rows are these? Add a column book, or give -b BOOK"));
		return diag_error(ld->job->diag, EX_DATAERR,
				  _("the column %s is missing: it says which row of %s is meant"), f->name, t->name);
	}
	return 0;
}

void loading_file(struct loading *ld, const struct csvin *in)
{
	ld->files = xrealloc(ld->files, ld->nfiles + 1, sizeof *ld->files);
	ld->files[ld->nfiles++] = xstrdup(csvin_source(in));
}

/* Books may come before their parents. */
static int settle_parents(struct loading *ld)
{
	int rc = 0;

	for (size_t i = 0; i < ld->nparents && rc == 0; i++) {
		const struct late_parent *p = &ld->parents[i];
		const struct book *parent = book_lookup(ld->l, p->parent);
		const char *key[TABLE_FIELDS] = {p->book}, *cells[TABLE_FIELDS];
		struct table_row row;
		if (!parent) {
			diag_at(ld->job->diag, ld->files[p->file], p->line);
			loading_inconsistent(ld, _("book %s has the parent %s, which is no book"), p->book, p->parent);
			diag_at(ld->job->diag, NULL, 0);
			continue;
		}
		if (table_get(ld->l, ld->table, key, &row)) {
			memcpy(cells, row.cell, sizeof cells);
			cells[table_field(ld->table, "parent")] = parent->code;
			row.rows.rc = table_put(ld->l, ld->table, cells);
		}
		rc = table_end(&row);
	}
	return rc ? rc : ledger_reload(ld->l);
}

int loading_table_done(struct loading *ld)
{
	int rc = 0;

	if (strcmp(ld->table->name, "books") == 0) {
		rc = ledger_reload(ld->l);
		return rc ? rc : settle_parents(ld);
	}
	return strcmp(ld->table->name, "settings") == 0 && !ld->bad_setting ? ledger_reload(ld->l) : 0;
}

int loading_finish(struct loading *ld)
{
	int rc = ld->scheme ? check_scheme(ld) : 0;

	if (rc == 0 && ld->inconsistent)
		rc = EX_CONFIG;
	if (rc == 0)
		rc = check_scored(ld);
	if (rc == 0 && ld->scheme)
		rc = windows_recount(ld->l, &ld->windows);
	if (rc == 0 && ld->scheme)
		rc = post_scheme_entries(ld->l, ld->before, ld->job->actor);
	return rc ? rc : post_roster_entries(ld->l, ld->before, ld->job->actor);
}

void loading_free(struct loading *ld)
{
	for (size_t i = 0; i < ld->nfiles; i++)
		free(ld->files[i]);
	for (size_t i = 0; i < ld->nparents; i++) {
		free(ld->parents[i].book);
		free(ld->parents[i].parent);
	}
	free(ld->files);
	free(ld->parents);
	map_free(&ld->places);
	map_free(&ld->windows);
	digests_free(ld->before);
	rulebook_free(ld->rules);
}
