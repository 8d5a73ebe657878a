/* Events from streams or by options. */
#include "base/lang.h"
#include "job/event/internal.h"
#include "job/intake/cells.h"

enum { EVENT, DATE, BOOK, HOUSEHOLD, NAME, GROUP, MEMBER, RULE, QUANTITY, POINTS, ACT, EVIDENCE, NOTE };

static const char *const known[] = {"event", "date",	 "book",   "household", "name",	    "group", "member",
				    "rule",  "quantity", "points", "act",	"evidence", "note",  NULL};

struct log {
	struct event_run run;
	struct cells cells;
	struct buf source; /* base name of the file, a colon, the line */
	size_t nsource;    /* without the line */
};

static int log_heading(void *ctx, struct csvin *in)
{
	cells_open(&((struct log *)ctx)->cells, in, known);
	return 0;
}

static int log_file(void *ctx, struct csvin *in)
{
	struct log *log = ctx;

	buf_clear(&log->source);
	buf_printf(&log->source, "%s:", csvin_source(in));
	log->nsource = log->source.n;
	event_run_file(&log->run);
	return 0;
}

static enum outcome log_row(void *ctx, const struct csvrow *row, int *status)
{
	struct log *log = ctx;
	struct cells *c = &log->cells;

	c->row = row;
	buf_cut(&log->source, log->nsource);
	buf_whole(&log->source, (int64_t)row->line);
	struct event_input in = {
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
	return event_post(&log->run, &in, status);
}

static void log_shown(void *ctx)
{
	struct log *log = ctx;

	printer_flush(log->run.out);
}

static const struct batch_def log_batch = {
	.known = known, .file = log_file, .columns = log_heading, .row = log_row, .shown = log_shown};

int job_log(struct job *job, bool late, const struct batch_options *o)
{
	struct log log = {.run.late = late};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	event_run_open(&log.run, job, l);
	log.run.out = job_print(job, journal_columns);
	rc = batch_run(job, l, &log_batch, &log, o);
	printer_end(log.run.out);
	buf_free(&log.source);
	event_run_close(&log.run);
	ledger_close(l);
	return rc;
}

/* One event given by options. */
struct single {
	struct event_run *run;
	const struct event_input *given;
};

static int post_one(void *ctx)
{
	const struct single *s = ctx;
	struct event_input in = *s->given;
	int status = 0;
	enum outcome how = event_post(s->run, &in, &status);

	return outcome_status(how, status);
}

int job_log_one(struct job *job, bool late, const struct event_input *in)
{
	struct event_run run = {.late = late, .fresh_ids = true};
	struct single s = {&run, in};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	rc = event_transaction(&run, job, l, post_one, &s);
	ledger_close(l);
	return rc;
}
