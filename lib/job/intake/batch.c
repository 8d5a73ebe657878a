#include "job/intake/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "stream/out.h"

struct batch {
	struct job *job;
	struct ledger *l;
	const struct batch_def *def;
	void *ctx;
	const struct batch_options *o;
	size_t count[ROW_FATAL + 1];
	struct out rejects;
	struct printer *reject_rows;
	size_t reject_columns;
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

/* The rejects have the header of the first file, and a column for what is wrong; no rejects are a header alone. */
static void open_rejects(struct batch *b, const struct csvin *in)
{
	struct printer_options po = {.format = PRINT_CSV};
	size_t n = csvin_columns(in);
	const char **names;

	if (!b->o->rejects || b->reject_rows)
		return;
	names = xcalloc(n + 1, sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i] = csvin_raw_name(in, i);
	names[n] = "error";
	b->reject_rows = printer_new(b->rejects.f, &po, names, n + 1);
	b->reject_columns = n;
	free(names);
}

/* The row as it came. Rows of a file with another header are cut or filled to the first one's. */
static void reject(struct batch *b, const struct csvin *in, const struct csvrow *row)
{
	const char **cells;
	size_t n = csvin_columns(in);

	if (!b->reject_rows)
		return;
	cells = xcalloc(b->reject_columns + 1, sizeof *cells);
	for (size_t i = 0; i < b->reject_columns; i++)
		cells[i] = i < n ? row->raw[i] : "";
	cells[b->reject_columns] = b->job->diag->last;
	printer_row(b->reject_rows, cells);
	free(cells);
}

static void forget(struct batch *b)
{
	if (b->def->forget)
		b->def->forget(b->ctx);
}

static int commit(struct batch *b)
{
	int rc = b->def->flush ? b->def->flush(b->ctx) : 0;

	rc = ledger_finish(b->l, rc, b->job->dry_run);
	forget(b);
	return rc;
}

static int rollback(struct batch *b, int rc)
{
	ledger_rollback(b->l);
	forget(b);
	return rc;
}

/* One row; with --each in a transaction of its own. Returns 0 or the exit code that ends the run. */
static int one_row(struct batch *b, struct csvin *in, const struct csvrow *row)
{
	enum outcome how = ROW_BAD;
	int status = 0, rc = 0;

	diag_at(b->job->diag, csvin_source(in), row->line);
	if (b->o->each && (rc = ledger_begin(b->l)) != 0)
		return rc;
	if (!row->fault)
		how = b->def->row(b->ctx, row, &status);
	else {
		diag_error(b->job->diag, EX_DATAERR, "%s", row->fault);
		if (b->def->faulty)
			b->def->faulty(b->ctx, row);
	}
	b->count[how]++;
	if (how == ROW_BAD || how == ROW_REFUSED)
		reject(b, in, row);
	if (how == ROW_FATAL)
		return rollback(b, status);
	if (!b->o->each)
		return 0;
	rc = how == ROW_POSTED || how == ROW_PENDING ? commit(b) : rollback(b, 0);
	if (rc == 0 && b->def->shown)
		b->def->shown(b->ctx);
	return rc;
}

static int one_file(struct batch *b, const char *path)
{
	struct csvin_options o = {.dictionary = b->job->print.dictionary, .encoding = b->job->encoding};
	const struct csvrow *row;
	struct csvin *in;
	int got = 0, rc = csvin_open(&in, path, &o, b->job->diag);

	if (rc)
		return rc;
	rc = csvin_only(in, b->def->known);
	if (rc == 0)
		open_rejects(b, in);
	if (rc == 0)
		rc = b->def->file(b->ctx, in);
	while (rc == 0 && (got = csvin_next(in, &row)) == 1)
		rc = one_row(b, in, row);
	if (rc == 0 && got < 0)
		rc = csvin_status(in);
	if (rc == 0)
		diag_note(b->job->diag, _("read as %s"), csvin_encoding(in));
	csvin_close(in);
	diag_at(b->job->diag, NULL, 0);
	return rc;
}

static int all_files(struct batch *b)
{
	static const char *const standard_input[] = {"-", NULL};
	const char *const *files = *b->job->files ? b->job->files : standard_input;
	int worst = 0;

	for (int i = 0; files[i]; i++) {
		int rc = one_file(b, files[i]);
		/* A file that cannot be read does not hide what is wrong in the next ones. */
		if (rc != 0 && rc != EX_DATAERR && rc != EX_NOINPUT)
			return rc;
		worst = worst ? worst : rc;
	}
	return worst;
}

/* How the whole thing ended, as an exit code: rows win over nothing, bad over refused. */
static int verdict(const struct batch *b)
{
	return b->count[ROW_BAD] ? EX_DATAERR : b->count[ROW_REFUSED] ? EX_REFUSED : 0;
}

static void summary(struct batch *b, bool stands)
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
		diag_error(d, verdict(b), _("posted %zu, duplicate %zu, rejected %zu"), posted, b->count[ROW_DUPLICATE], rejected);
	else
		diag_note(d, _("posted %zu, duplicate %zu, rejected %zu"), posted, b->count[ROW_DUPLICATE], rejected);
}

static int run(struct batch *b)
{
	bool loose = b->o->partial || b->o->each, stands;
	int rc = b->o->each ? 0 : ledger_begin(b->l), bad;

	if (rc)
		return rc;
	rc = all_files(b);
	bad = verdict(b);
	stands = (b->o->each || (rc == 0 && (loose || bad == 0))) && !b->job->dry_run;
	if (!b->o->each && ledger_in_transaction(b->l))
		rc = rc == 0 && (loose || bad == 0) ? commit(b) : rollback(b, rc);
	if (rc != 0 && rc != EX_DATAERR)
		return rc;
	summary(b, stands);
	b->job->keep = b->o->each || (loose && rc == 0);
	return rc ? rc : bad;
}

int batch_run(struct job *job, struct ledger *l, const struct batch_def *def, void *ctx, const struct batch_options *o)
{
	struct batch b = {.job = job, .l = l, .def = def, .ctx = ctx, .o = o};
	int rc = 0, closed = 0;

	if (o->partial && o->each)
		return diag_error(job->diag, EX_USAGE, _("--partial and --each exclude each other"));
	if (o->rejects)
		rc = out_open(&b.rejects, o->rejects, false, job->diag);
	if (rc)
		return rc;
	rc = run(&b);
	if (b.reject_rows)
		printer_end(b.reject_rows);
	if (o->rejects)
		closed = out_close(&b.rejects, true, job->diag);
	return closed ? closed : rc;
}
