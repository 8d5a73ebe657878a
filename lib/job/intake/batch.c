#include "job/intake/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/intake/cells.h"
#include "job/intake/rejects.h"

struct batch {
	struct job *job;
	struct ledger *l;
	const struct batch_def *def;
	void *ctx;
	const struct batch_options *o;
	size_t count[ROW_FATAL + 1];
	struct rejects rejects;
	size_t *guarded; /* columns of codes and figures */
	size_t nguarded;
	int status;
};

enum outcome outcome_of(int rc, int *status)
{
	if (rc == EX_DATAERR)
		return ROW_BAD;
	if (rc == EX_REFUSED)
		return ROW_REFUSED;
	*status = rc;
	return ROW_FATAL;
}

int outcome_status(enum outcome how, int status)
{
	return how == ROW_BAD ? EX_DATAERR : how == ROW_REFUSED ? EX_REFUSED : how == ROW_FATAL ? status : 0;
}

static int batch_commit(struct batch *b)
{
	int rc = b->def->whole ? b->def->whole(b->ctx) : 0;

	return ledger_finish(b->l, rc, b->job->dry_run);
}

static int batch_rollback(struct batch *b, int rc)
{
	ledger_rollback(b->l);
	return rc;
}

/* Telephone and identity numbers slip into wrong columns, and no journal should keep them. */
static int check_personal(struct batch *b, const struct csvin *in, const struct csvrow *row)
{
	for (size_t i = 0; i < b->nguarded; i++) {
		enum personal kind = cell_personal(row->cell[b->guarded[i]]);

		if (kind)
			return diag_error(b->job->diag, EX_DATAERR, _("column %s: %s stands where a code or a figure is expected"),
					  csvin_name(in, b->guarded[i]), personal_name(kind));
	}
	return 0;
}

/* Looks at the columns below a heading. */
static int batch_heading(struct batch *b, struct csvin *in)
{
	size_t n = b->def->typed ? 0 : csvin_columns(in);

	b->nguarded = 0;
	b->guarded = xrealloc(b->guarded, n, sizeof *b->guarded);
	for (size_t i = 0; i < n; i++) {
		const struct column *c = column_find(b->job->print.dictionary, csvin_name(in, i));

		if (c && (c->kind == CELL_CODE || c->kind == CELL_AMOUNT || c->kind == CELL_COUNT))
			b->guarded[b->nguarded++] = i;
	}
	return b->def->columns(b->ctx, in);
}

/* A row after which the transaction can only be rolled back ends the run, whatever became of the row. */
static enum outcome row_outcome(struct batch *b, const struct csvin *in, const struct csvrow *row, int *status)
{
	int rc = row->fault ? diag_error(b->job->diag, EX_DATAERR, "%s", row->fault) : check_personal(b, in, row);
	enum outcome how = rc ? ROW_BAD : b->def->row(b->ctx, row, status);

	if (rc && b->def->faulty)
		b->def->faulty(b->ctx, row);
	if (how == ROW_FATAL || !ledger_spoilt(b->l))
		return how;
	*status = ledger_spoilt(b->l);
	return ROW_FATAL;
}

/* One row; with --each in a transaction of its own. Returns 0 or the exit code that ends the run. */
static int batch_row(struct batch *b, struct csvin *in, const struct csvrow *row)
{
	enum outcome how;
	int status = 0, rc = 0;

	diag_at(b->job->diag, csvin_source(in), row->line);
	if (b->o->each && (rc = ledger_begin(b->l)) != 0)
		return rc;
	how = row_outcome(b, in, row, &status);
	b->count[how]++;
	if (how == ROW_BAD || how == ROW_REFUSED)
		rejects_row(&b->rejects, in, row, b->job->diag->last);
	if (how == ROW_FATAL)
		return batch_rollback(b, status);
	if (!b->o->each)
		return 0;
	rc = how == ROW_POSTED || how == ROW_PENDING ? batch_commit(b) : batch_rollback(b, 0);
	if (rc == 0 && b->def->shown)
		b->def->shown(b->ctx);
	return rc;
}

static int batch_rows(struct batch *b, struct csvin *in)
{
	size_t headings = csvin_headings(in);
	const struct csvrow *row;
	int got = 0, rc = 0;

	while (rc == 0 && (got = csvin_next(in, &row)) == 1) {
		if (csvin_headings(in) > headings) {
			headings = csvin_headings(in);
			rc = batch_heading(b, in);
		}
		if (rc == 0)
			rc = batch_row(b, in, row);
	}
	return rc == 0 && got < 0 ? csvin_status(in) : rc;
}

static int batch_file(struct batch *b, const char *path)
{
	struct csvin_options o = {.dictionary = b->job->print.dictionary, .encoding = b->job->encoding};
	struct csvin *in;
	int rc = csvin_open(&in, path, &o, b->job->diag);

	if (rc)
		return rc;
	rc = csvin_only(in, b->def->known);
	if (rc == 0)
		rejects_input(&b->rejects, in);
	if (rc == 0 && b->def->file)
		rc = b->def->file(b->ctx, in);
	if (rc == 0)
		rc = batch_heading(b, in);
	if (rc == 0)
		rc = batch_rows(b, in);
	if (rc == 0)
		diag_note(b->job->diag, _("read as %s"), csvin_encoding(in));
	csvin_close(in);
	diag_at(b->job->diag, NULL, 0);
	return rc;
}

static int batch_files(struct batch *b)
{
	static const char *const standard_input[] = {"-", NULL};
	const char *const *files = *b->job->files ? b->job->files : standard_input;
	int worst = 0;

	for (int i = 0; files[i]; i++) {
		int rc = batch_file(b, files[i]);
		/* A file that cannot be read does not hide what is wrong in the next ones. */
		if (rc != 0 && rc != EX_DATAERR && rc != EX_NOINPUT)
			return rc;
		if (!b->o->each && !ledger_in_transaction(b->l))
			return rc;
		worst = worst ? worst : rc;
	}
	return worst;
}

/* How the whole thing ended, as an exit code: rows win over nothing, bad over refused. */
static int batch_verdict(const struct batch *b)
{
	return b->count[ROW_BAD] ? EX_DATAERR : b->count[ROW_REFUSED] ? EX_REFUSED : 0;
}

static void batch_summary(struct batch *b, bool stands)
{
	size_t posted = b->count[ROW_POSTED] + b->count[ROW_PENDING];
	size_t rejected = b->count[ROW_BAD] + b->count[ROW_REFUSED];
	struct diag *d = b->job->diag;

	diag_at(d, NULL, 0);
	if (!stands)
		posted = 0;
	if (b->count[ROW_NOT_RATED])
		diag_note(d, _("not rated %zu"), b->count[ROW_NOT_RATED]);
	if ((b->o->partial || b->o->each) && rejected)
		diag_error(d, batch_verdict(b), _("posted %zu, duplicate %zu, rejected %zu"), posted, b->count[ROW_DUPLICATE], rejected);
	else
		diag_note(d, _("posted %zu, duplicate %zu, rejected %zu"), posted, b->count[ROW_DUPLICATE], rejected);
}

static int batch_all(struct batch *b)
{
	bool loose = b->o->partial || b->o->each, stands;
	int rc = b->o->each ? 0 : ledger_begin(b->l), bad;

	if (rc)
		return rc;
	rc = batch_files(b);
	bad = batch_verdict(b);
	stands = b->o->each || (rc == 0 && (loose || bad == 0));
	if (!b->o->each && ledger_in_transaction(b->l))
		rc = stands ? batch_commit(b) : batch_rollback(b, rc);
	stands = (b->o->each || (stands && rc == 0)) && !b->job->dry_run;
	if (rc != 0 && rc != EX_DATAERR)
		return rc;
	batch_summary(b, stands);
	b->job->keep = b->o->each || (loose && rc == 0);
	return rc ? rc : bad;
}

int batch_run(struct job *job, struct ledger *l, const struct batch_def *def, void *ctx, const struct batch_options *o)
{
	struct batch b = {.job = job, .l = l, .def = def, .ctx = ctx, .o = o};
	int rc, closed;

	if (o->partial && o->each)
		return diag_error(job->diag, EX_USAGE, _("--partial and --each exclude each other"));
	rc = rejects_open(&b.rejects, o->rejects, &job->print, job->diag);
	if (rc)
		return rc;
	rc = batch_all(&b);
	closed = rejects_close(&b.rejects, job->diag);
	free(b.guarded);
	return closed ? closed : rc;
}
