/* Honours fixed after the panel's decision: row by row against the proposal, then the stream as a whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/honor/award_row.h"
#include "job/honor/honor.h"
#include "job/intake/batch.h"
#include "ledger/journal/journal.h"
#include "ledger/post/post.h"
#include "ledger/records/awards.h"

/* What pts-honor propose prints, as it is or as the panel changed it. */
static const char *const known[] = {"book",   "period", "honor", "household", "member", "name",
				    "reason", "state",  "title", "rank",      "score",  NULL};
static const char *const award_columns[] = {"book",   "period", "honor",  "title", "household", "name",
					    "member", "seq",    "reason", "state", NULL};

/* Does the row keep the honour from somebody? */
static bool award_is_out(const struct award_row *r)
{
	return strcmp(r->state, "removed") == 0 || strcmp(r->state, "passed over") == 0;
}

/* A departure from the proposal needs its reason. */
static int check_state(struct awarding *a, const struct award_row *r)
{
	struct diag *d = a->h.l->diag;
	enum honor_state now = r->proposed ? r->proposed->state : HONOR_OUT;
	bool open = now == HONOR_CANDIDATE || now == HONOR_TIE, added = strcmp(r->state, "added") == 0;

	/* Of those nominated the stream alone says who they are, and how many. */
	if (strcmp(r->state, "candidate") == 0 && now != HONOR_CANDIDATE && !(r->proposal->nominated && open))
		return diag_error(d, EX_DATAERR,
				  _("is no candidate of %s now: propose anew, or write `added` and the reason"),
				  r->proposal->honor);
	if (strcmp(r->state, "tie") == 0)
		return diag_error(d, EX_DATAERR,
				  _("the tie is not decided: write `awarded` or `removed`, and the reason"));
	if (strcmp(r->state, "awarded") == 0 && !open)
		return diag_error(d, EX_DATAERR, _("was not proposed for %s: write `added` and the reason"),
				  r->proposal->honor);
	if ((added || strcmp(r->state, "removed") == 0) && !*r->reason)
		return diag_error(d, EX_DATAERR, _("`%s` needs its reason"), r->state);
	return 0;
}

/* What the panel cannot decide: a veto is repaired first. */
static int check_veto(struct awarding *a, const struct award_row *r)
{
	int64_t veto = r->household ? proposal_veto(r->proposal, r->book, r->household->code) : 0;

	if (!veto || award_is_out(r))
		return 0;
	return diag_error(a->h.l->diag, EX_REFUSED,
			  _("household %s is under the veto %s:%lld, which has to be repaired first"),
			  r->household->code, r->book->code, (long long)veto);
}

/* What the row wants and what the proposal says must agree: EX_DATAERR, or EX_REFUSED under a veto. */
static int award_check(struct awarding *a, const struct award_row *r)
{
	int rc = check_state(a, r);

	return rc ? rc : check_veto(a, r);
}

static void print_award(struct awarding *a, const struct award_row *r, int64_t seq, const char *reason, const char *state)
{
	const char *name = r->member ? r->member->name : r->household ? r->household->head : r->book->name;
	char number[24] = "";

	if (seq)
		snprintf(number, sizeof number, "%lld", (long long)seq);
	printer_row(a->out, (const char *[]){r->book->code, a->h.period.text, r->proposal->honor, r->proposal->title,
					     r->household ? r->household->code : "", name,
					     r->member ? r->member->code : "", number, reason, state});
}

static int append_award(struct awarding *a, const struct award_row *r, struct award *w)
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
		rc = post_entry(l, &(struct post){.entry = &e, .household = r->household, .note = r->reason});
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
		print_award(a, r, w->seq, r->said, award_is_out(r) ? r->state : "duplicate");
		return ROW_DUPLICATE;
	}
	revoked = xasprintf(_("revoked by %s:%lld; revoking that gives it back"), r->book->code, (long long)w->revoked);
	diag_note(a->h.l->diag, "%s", revoked);
	print_award(a, r, w->seq, revoked, "duplicate");
	free(revoked);
	return ROW_DUPLICATE;
}

/* A row of somebody who never was. */
static enum outcome answer_new(struct awarding *a, const struct award_row *r, struct award *w, int *status)
{
	int rc = award_check(a, r);

	if (rc == 0 && !award_is_out(r))
		rc = append_award(a, r, w);
	if (rc)
		return outcome_of(rc, status);
	print_award(a, r, w->seq, r->said, award_is_out(r) ? r->state : "awarded");
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
	int rc = award_find(a->h.l, r->book, &w);

	if (rc)
		return outcome_of(rc, status);
	r->made->given += !award_is_out(r) && strcmp(r->state, "added") != 0;
	if (r->proposed)
		r->proposed->answered = true;
	return w.seq ? answer_known(a, r, &w, status) : answer_new(a, r, &w, status);
}

/* Nobody falls out of a proposal in silence. Who was nominated only the stream knows. */
static int check_named(struct awarding *a, const struct made *m)
{
	int rc = 0;

	for (size_t i = 0; i < m->proposal.n && !m->proposal.nominated; i++) {
		const struct proposed *p = &m->proposal.all[i];
		if (p->answered || p->state == HONOR_PASSED)
			continue;
		rc = diag_error(a->h.l->diag, EX_DATAERR,
				_("%s:%s%s%s is a %s for %s and is not in the stream: say `removed` and the reason"),
				p->book->code, p->household, *p->member ? " " : "", p->member, proposed_state(p),
				m->proposal.honor);
	}
	return rc;
}

/* More than there are places needs a word on why. */
static int check_places(struct awarding *a, const struct made *m)
{
	const struct proposal *p = &m->proposal;

	if (p->top == BLANK || m->given <= p->top || (p->all_ties && !p->nominated))
		return 0;
	return diag_error(
		a->h.l->diag, EX_DATAERR,
		_("%lld are named for %s, which has %lld places: write `added` and the reason for those beyond"),
		(long long)m->given, p->honor, (long long)p->top);
}

/* What the stream says as a whole; what an earlier one said of an honour was checked then. */
static int award_check_stream(void *ctx)
{
	struct awarding *a = ctx;
	int rc = 0;

	diag_at(a->h.l->diag, NULL, 0);
	for (size_t i = 0; i < a->nmade; i++) {
		int bad = a->made[i]->known ? 0 : check_named(a, a->made[i]);
		if (bad == 0 && !a->made[i]->known)
			bad = check_places(a, a->made[i]);
		rc = bad ? bad : rc;
	}
	return rc;
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

static int award_heading(void *ctx, struct csvin *in)
{
	cells_open(&((struct awarding *)ctx)->cells, in, known);
	return 0;
}

static int award_file(void *ctx, struct csvin *in)
{
	struct awarding *a = ctx;

	a->source = csvin_source(in);
	return 0;
}

static const struct batch_def award_batch = {
	.known = known, .file = award_file, .columns = award_heading, .row = award_one, .whole = award_check_stream};

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
