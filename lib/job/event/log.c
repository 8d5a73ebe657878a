#include "job/event/event.h"

#include <string.h>

#include "base/lang.h"
#include "job/intake/cells.h"

enum { EVENT, DATE, BOOK, HOUSEHOLD, NAME, GROUP, MEMBER, RULE, QUANTITY, POINTS, ACT, EVIDENCE, NOTE };

static const char *const known[] = {"event", "date",	 "book",   "household", "name",	    "group", "member",
				    "rule",  "quantity", "points", "act",	"evidence", "note",  NULL};

struct log {
	struct deeds deeds;
	struct cells cells;
	struct buf source; /* base name of the file, a colon, the line */
	size_t nsource;    /* without the line */
};

static int new_file(void *ctx, struct csvin *in)
{
	struct log *log = ctx;

	cells_open(&log->cells, in, known);
	buf_clear(&log->source);
	buf_printf(&log->source, "%s:", csvin_source(in));
	log->nsource = log->source.n;
	deeds_file(&log->deeds);
	return 0;
}

static enum outcome log_row(void *ctx, const struct csvrow *row, int *status)
{
	struct log *log = ctx;
	struct cells *c = &log->cells;

	c->row = row;
	buf_cut(&log->source, log->nsource);
	buf_whole(&log->source, (int64_t)row->line);
	struct claim claim = {
		.event = cell_code(c, EVENT),
		.date = cell_code(c, DATE),
		.book = cell_code(c, BOOK),
		.household = cell_code(c, HOUSEHOLD),
		.name = cell_text(c, NAME),
		.group = cell_text(c, GROUP),
		.member = cell_code(c, MEMBER),
		.rule = cell_code(c, RULE),
		.quantity = cell_code(c, QUANTITY),
		.points = cell_code(c, POINTS),
		.act = cell_code(c, ACT),
		.evidence = cell_text(c, EVIDENCE),
		.note = cell_text(c, NOTE),
		.source = buf_str(&log->source),
	};
	return deeds_post(&log->deeds, &claim, status);
}

static int flush(void *ctx)
{
	struct log *log = ctx;

	return uses_flush(log->deeds.uses);
}

static void forget(void *ctx)
{
	struct log *log = ctx;

	uses_forget(log->deeds.uses);
}

static void shown(void *ctx)
{
	struct log *log = ctx;

	printer_flush(log->deeds.out);
}

static const struct batch_def log_batch = {
	.known = known, .file = new_file, .row = log_row, .flush = flush, .forget = forget, .shown = shown};

int job_log(struct job *job, bool late, const struct batch_options *o)
{
	struct log log = {.deeds.late = late};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	rc = deeds_open(&log.deeds, job, l);
	if (rc == 0) {
		log.deeds.out = job_print(job, journal_columns);
		rc = batch_run(job, l, &log_batch, &log, o);
		printer_end(log.deeds.out);
	}
	buf_free(&log.source);
	deeds_close(&log.deeds);
	ledger_close(l);
	return rc;
}

/* One deed given by options. */
struct single {
	struct deeds *d;
	const struct claim *given;
};

static int post_one(void *ctx)
{
	const struct single *s = ctx;
	struct claim c = *s->given;
	int status = 0;
	enum outcome how = deeds_post(s->d, &c, &status);

	return outcome_status(how, status);
}

int job_log_one(struct job *job, bool late, const struct claim *c)
{
	struct deeds d = {.late = late, .fresh_ids = true};
	struct single s = {&d, c};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	rc = deeds_run(&d, job, l, post_one, &s);
	ledger_close(l);
	return rc;
}
