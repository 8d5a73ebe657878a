/* The jobs of pts-load. */
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "job/intake/batch.h"
#include "job/load/internal.h"
#include "job/load/load.h"

static const char *const change_columns[] = {"book", "table", "key", "column", "old", "new", NULL};

static int load_begin_file(void *ctx, struct csvin *in)
{
	struct loading *ld = ctx;
	struct printer *out = ld->out;
	const struct table *t = ld->table;
	bool gone = ld->remove;
	int rc = 0;

	if (!ld->before) {
		rc = loading_start(ld, ld->job, ld->l);
		ld->out = out;
		ld->remove = gone;
		if (rc == 0)
			rc = loading_table(ld, t);
	}
	if (rc == 0)
		loading_file(ld, in);
	return rc;
}

static int load_heading(void *ctx, struct csvin *in)
{
	return loading_columns(ctx, in);
}

static enum outcome load_row(void *ctx, const struct csvrow *row, int *status)
{
	struct loading *ld = ctx;
	size_t before = ld->changed;
	int rc = loading_row(ld, row);

	if (rc)
		return outcome_of(rc, status);
	return ld->changed > before ? ROW_POSTED : ROW_DUPLICATE;
}

static int load_whole(void *ctx)
{
	struct loading *ld = ctx;
	int rc = ld->before ? loading_table_done(ld) : 0;

	return rc || !ld->before ? rc : loading_finish(ld);
}

int job_load(struct job *job, const struct load_request *r)
{
	const char *known[TABLE_FIELDS + 1] = {NULL};
	const struct batch_def def = {
		.known = known, .typed = true, .file = load_begin_file, .columns = load_heading, .row = load_row, .whole = load_whole};
	const struct batch_options o = {.partial = r->partial, .rejects = r->rejects};
	struct loading ld = {.job = job, .table = r->table, .remove = r->remove};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	for (size_t i = 0; i < r->table->n; i++)
		known[i] = r->table->fields[i].name;
	ld.l = l;
	ld.out = job_print(job, change_columns);
	rc = batch_run(job, l, &def, &ld, &o);
	printer_end(ld.out);
	loading_free(&ld);
	ledger_close(l);
	return rc;
}

int job_load_tables(struct job *job)
{
	static const char *const names[] = {"table", "column", "alias", NULL};
	struct printer *p = job_print(job, names);

	for (const struct table *t = tables; t->name; t++)
		for (size_t i = 0; i < t->n; i++) {
			const struct column *c = column_find(job->print.dictionary, t->fields[i].name);
			printer_row(p, (const char *const[]){t->name, t->fields[i].name, c ? c->zh : ""});
		}
	printer_end(p);
	return 0;
}

int job_table(struct job *job, const char *name, const struct table **out)
{
	const char *names[32] = {NULL}, *near;
	size_t n = 0;

	*out = table_find(name);
	if (*out)
		return 0;
	for (const struct table *t = tables; t->name; t++)
		names[n++] = t->name;
	near = text_nearest(name, names);
	if (near)
		return diag_error(job->diag, EX_USAGE, _("there is no table `%s`; did you mean `%s`?"), name, near);
	return diag_error(job->diag, EX_USAGE, _("there is no table `%s`; pts-load alone shows them all"), name);
}
