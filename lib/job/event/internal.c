#include "job/event/internal.h"

void event_run_open(struct event_run *run, struct job *job, struct ledger *l)
{
	run->job = job;
	run->l = l;
	l->command = job->command;
}

int event_run_rules(struct event_run *run)
{
	return ledger_rules(run->l, &run->rules);
}

void event_run_close(struct event_run *run)
{
	event_run_file(run);
}

void event_run_file(struct event_run *run)
{
	map_free(&run->ordinals);
	map_free(&run->starts);
}

int event_transaction(struct event_run *run, struct job *job, struct ledger *l, int (*f)(void *ctx), void *ctx)
{
	int rc;

	event_run_open(run, job, l);
	run->out = job_print(job, journal_columns);
	rc = ledger_begin(l);
	if (rc == 0) {
		rc = event_run_rules(run);
		rc = ledger_finish(l, rc ? rc : f(ctx), job->dry_run);
	}
	printer_end(run->out);
	event_run_close(run);
	return rc;
}

void event_print_claim(struct event_run *run, const struct event_row *r, const char *state, const char *remark)
{
	const struct claim_shown c = {r->id, r->book, r->date, r->h, r->m, r->rule, r->quantity, r->points};

	print_claim(run->out, &c, state, remark);
}

int event_print_entry(struct event_run *run, int64_t book, int64_t seq, const char *state, const char *remark)
{
	struct entry_store store;
	struct entry e;
	int rc = journal_get(run->l, book, seq, &e, &store);

	if (rc == 0)
		rc = print_entry(run->out, run->l, &e, state, remark);
	entry_store_free(&store);
	return rc;
}
