/* Honours fixed after the panel's decision, and taken back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "job/honor/award_row.h"
#include "base/mem.h"
#include "job/honor/honor.h"
#include "job/intake/batch.h"
#include "ledger/journal/journal.h"

/* What pts-honor propose prints, as it is or as the panel changed it. */
static const char *const known[] = {"book",   "period", "honor", "household", "member", "name",
				    "reason", "state",  "title", "rank",      "score",  NULL};
static const char *const award_columns[] = {"book",   "period", "honor",  "title", "household", "name",
					    "member", "seq",    "reason", "state", NULL};

static void print(struct awarding *a, const struct award_row *r, int64_t seq, const char *reason, const char *state)
{
	const char *name = r->member ? r->member->name : r->household ? r->household->head : r->book->name;
	char number[24] = "";

	if (seq)
		snprintf(number, sizeof number, "%lld", (long long)seq);
	printer_row(a->out, (const char *[]){r->book->code, a->h.period.text, r->proposal->honor, r->proposal->title,
					     r->household ? r->household->code : "", name,
					     r->member ? r->member->code : "", number, reason, state});
}

static int append(struct awarding *a, const struct award_row *r, struct award *w)
{
	struct ledger *l = a->h.l;
	struct entry e = entry_new(KIND_HONOR);
	char source[512], *ref = xasprintf("%s %s", w->honor, w->period);
	bool late;
	int rc;

	snprintf(source, sizeof source, "%s:%zu", a->source, r->line);
	e.book_id = r->book->id;
	date_format(l->today, e.date);
	e.member = w->member;
	e.role = r->member ? r->member->role : "";
	e.ref = ref;
	e.source = source;
	e.actor = a->h.job->actor;
	rc = journal_month(l, r->book->id, l->today, e.period, &late);
	if (rc == 0)
		rc = journal_append(l, &e, r->household, r->reason, e.kind);
	w->seq = e.seq;
	if (rc == 0)
		rc = award_add(l, r->book, w);
	free(ref);
	return rc;
}

/* A row of somebody who was awarded by an earlier stream, revoked since or not. */
static enum outcome answer_known(struct awarding *a, const struct award_row *r, const struct award *w, int *status)
{
	char *revoked;

	if (award_is_out(r) && w->revoked == 0)
		return outcome_of(diag_error(a->h.l->diag, EX_DATAERR,
					     _("was awarded by %s:%lld: pts-honor revoke takes it back"), r->book->code,
					     (long long)w->seq),
				  status);
	if (w->revoked == 0 || award_is_out(r)) {
		print(a, r, w->seq, r->said, award_is_out(r) ? r->state : "duplicate");
		return ROW_DUPLICATE;
	}
	revoked = xasprintf(_("revoked by %s:%lld; revoking that gives it back"), r->book->code, (long long)w->revoked);
	diag_note(a->h.l->diag, "%s", revoked);
	print(a, r, w->seq, revoked, "duplicate");
	free(revoked);
	return ROW_DUPLICATE;
}

/* A row of somebody who never was. */
static enum outcome answer_new(struct awarding *a, const struct award_row *r, struct award *w, int *status)
{
	int rc = award_check(a, r);

	if (rc == 0 && !award_is_out(r))
		rc = append(a, r, w);
	if (rc)
		return outcome_of(rc, status);
	print(a, r, w->seq, r->said, award_is_out(r) ? r->state : "awarded");
	return award_is_out(r) ? ROW_DUPLICATE : ROW_POSTED;
}

static enum outcome answer(struct awarding *a, const struct award_row *r, int *status)
{
	struct award w = {a->h.period.text,
			  r->proposal->honor,
			  r->household ? r->household->code : "",
			  r->member ? r->member->code : "",
			  0,
			  0};
	int got = award_find(a->h.l, r->book, &w);

	if (got < 0)
		return outcome_of(EX_IOERR, status);
	r->made->given += !award_is_out(r) && strcmp(r->state, "added") != 0;
	if (r->proposed)
		r->proposed->answered = true;
	return got == 1 ? answer_known(a, r, &w, status) : answer_new(a, r, &w, status);
}

static enum outcome award_one(void *ctx, const struct csvrow *row, int *status)
{
	struct awarding *a = ctx;
	struct award_row r = {.line = row->line};
	int rc;

	a->cells.row = row;
	rc = award_understand(a, &r);
	return rc ? outcome_of(rc, status) : answer(a, &r, status);
}

static int new_file(void *ctx, struct csvin *in)
{
	struct awarding *a = ctx;

	cells_open(&a->cells, in, known);
	a->source = csvin_source(in);
	return 0;
}

static const struct batch_def award_batch = {
	.known = known, .file = new_file, .row = award_one, .flush = award_check_stream};

int job_honor_award(struct job *job)
{
	const struct batch_options o = {.partial = false};
	struct awarding a = {.source = ""};
	int rc = honoring_open(&a.h, job, true);

	a.h.nominated.everybody = true;
	if (rc == 0) {
		a.h.l->command = job->command;
		a.out = job_print(job, award_columns);
		rc = batch_run(job, a.h.l, &award_batch, &a, &o);
		printer_end(a.out);
	}
	awarding_free(&a);
	honoring_close(&a.h);
	return rc;
}
