/* Honours fixed after the panel's decision, and taken back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "job/batch.h"
#include "job/cells.h"
#include "job/document.h"
#include "job/honor.h"
#include "job/honoring.h"
#include "ledger/journal.h"

enum { BOOK, PERIOD, HONOR, HOUSEHOLD, MEMBER, NAME, REASON, STATE };

/* What pts-honor propose prints, as it is or as the panel changed it. */
static const char *const known[] = {"book",   "period", "honor", "household", "member", "name",
				    "reason", "state",  "title", "rank",      "score",  NULL};
static const char *const award_columns[] = {"book",   "period", "honor",  "title", "household", "name",
					    "member", "seq",    "reason", "state", NULL};

/* A proposal that rows of the stream speak about. */
struct made {
	const struct book *book; /* NULL: villages compete … */
	int64_t row;             /* … by the row of this book, 0: of every book */
	struct proposal proposal;
	int64_t given; /* candidates that the stream takes */
	bool known;    /* an earlier stream awarded it: this one adds to that, and need not name everybody */
};

struct awarding {
	struct honoring h;
	struct printer *out;
	struct cells cells;
	const char *source;
	struct made **made;
	size_t nmade;
};

/* A row understood. */
struct award_row {
	const struct book *book;
	struct household *household; /* NULL: the book itself */
	struct member *member;
	struct made *made;
	const struct proposal *proposal; /* of `made` */
	struct proposed *proposed;       /* NULL: an addition */
	const char *said;                /* the cell reason */
	const char *reason;              /* the same where it is the panel's, "" where the proposal itself says so */
	const char *state;
	size_t line;
};

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

/* A book that takes part: its months are closed, and an earlier stream may have awarded there. */
static int enter(struct awarding *a, const struct book *book, struct made *m)
{
	struct ledger *l = a->h.l;
	char month[MONTH_SIZE];
	int begun = awards_begun(l, book, a->h.period.text, m->proposal.honor);
	int rc = begun < 0 ? EX_IOERR : standings_open_month(l, book, &a->h.period, month);

	if (rc == 0 && *month)
		rc = diag_error(l->diag, EX_REFUSED, _("%s of %s is open: honours are awarded for closed months"),
				month, book->code);
	m->known |= begun == 1;
	return rc;
}

/* All villages that compete take part. */
static int enter_all(struct awarding *a, const struct book *book, const struct scheme_rows *honors, size_t i,
		     struct made *m)
{
	struct ledger *l = a->h.l;
	int rc = enter(a, book, m);

	for (size_t k = 0; k < l->nbooks && rc == 0; k++) {
		int competes = &l->books[k] == book ? 0 : honoring_competes(l, honors, i, &l->books[k]);
		rc = competes < 0 ? EX_IOERR : competes == 1 ? enter(a, &l->books[k], m) : 0;
	}
	return rc;
}

static struct made *find_made(struct awarding *a, const struct book *book, int64_t row, const char *honor)
{
	for (size_t i = 0; i < a->nmade; i++) {
		struct made *m = a->made[i];
		if (strcmp(m->proposal.honor, honor) == 0 && (m->book ? m->book == book : m->row == row))
			return m;
	}
	return NULL;
}

static void drop_made(struct made *m)
{
	proposal_free(&m->proposal);
	free(m);
}

static int make(struct awarding *a, const struct book *book, const struct scheme_rows *honors, size_t i,
		struct made **out)
{
	bool village = strcmp(in_force_get(honors, i, "level"), "book") == 0;
	struct made *m = xcalloc(1, sizeof *m);
	int rc = proposal_make(&a->h, book, honors, i, &m->proposal);

	m->book = village ? NULL : book;
	m->row = honors->row[i].book;
	if (rc == 0)
		rc = enter_all(a, book, honors, i, m);
	if (rc) {
		drop_made(m);
		return rc;
	}
	a->made = xrealloc(a->made, a->nmade + 1, sizeof *a->made);
	*out = a->made[a->nmade++] = m;
	return 0;
}

/* The proposal as it comes out today, made once for all rows of the stream that speak about it. */
static int find_proposal(struct awarding *a, const struct book *book, const char *honor, struct made **out)
{
	struct scheme_rows honors;
	size_t i = 0;
	int rc = in_force_read(a->h.l, "honors", book, "honor", &honors);

	if (rc == 0)
		rc = honoring_row(a->h.l, book, &honors, honor, &i);
	if (rc == 0) {
		*out = find_made(a, book, honors.row[i].book, honor);
		if (!*out)
			rc = make(a, book, &honors, i, out);
	}
	in_force_free(&honors);
	return rc;
}

static int find_book(struct awarding *a, struct award_row *r)
{
	const char *book = *cell_code(&a->cells, BOOK) ? cell_code(&a->cells, BOOK) : a->h.job->book;
	int rc;

	if (*cell_code(&a->cells, HOUSEHOLD)) {
		rc = document_household(a->h.job, a->h.l, cell_code(&a->cells, BOOK), cell_code(&a->cells, HOUSEHOLD),
					&r->household);
		if (rc == 0)
			r->book = r->household->book;
		return rc;
	}
	if (!book)
		return diag_error(a->h.l->diag, EX_DATAERR,
				  _("whose honour is this? Add a column book, or give -b BOOK"));
	return book_find(a->h.l, book, &r->book);
}

/* Whom the panel added it may have named by name only. */
static int find_who(struct awarding *a, struct award_row *r)
{
	const char *name = cell_text(&a->cells, NAME), *member = cell_code(&a->cells, MEMBER);
	bool village = strcmp(r->proposal->level, "book") == 0;
	int rc = 0;

	if (!r->household && !village && *name)
		rc = roster_by_name(a->h.l, r->book, name, "", &r->household);
	else if (r->household)
		rc = honoring_named(a->h.l, r->household, name);
	if (rc == 0 && *member)
		rc = roster_member(a->h.l, r->book, member, r->household, &r->member);
	if (rc == 0)
		rc = honoring_fits(a->h.l, r->proposal->honor, r->proposal->level, r->household != NULL,
				   r->member != NULL);
	return rc;
}

static int understand(struct awarding *a, struct award_row *r)
{
	const char *period = cell_code(&a->cells, PERIOD);
	int rc = find_book(a, r);

	if (rc == 0 && *period && strcmp(period, a->h.period.text) != 0)
		rc = diag_error(a->h.l->diag, EX_DATAERR, _("the row is of %s, the award is for %s"), period,
				a->h.period.text);
	if (rc == 0)
		rc = find_proposal(a, r->book, cell_code(&a->cells, HONOR), &r->made);
	if (rc)
		return rc;
	r->proposal = &r->made->proposal;
	rc = find_who(a, r);
	if (rc)
		return rc;
	r->proposed = proposal_find(r->proposal, r->book, r->household ? r->household->code : "",
				    r->member ? r->member->code : "");
	r->said = cell_text(&a->cells, REASON);
	r->reason = r->proposed && strcmp(r->proposed->why, r->said) == 0 ? "" : r->said;
	r->state = *cell_code(&a->cells, STATE) ? cell_code(&a->cells, STATE) : "candidate";
	return 0;
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

/* Once: whoever has it already keeps it. */
static bool is_out(const struct award_row *r)
{
	return strcmp(r->state, "removed") == 0 || strcmp(r->state, "passed over") == 0;
}

/* What the row wants and what the proposal says must agree; a departure from it needs its reason. */
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

	if (!veto || is_out(r))
		return 0;
	return diag_error(a->h.l->diag, EX_REFUSED,
			  _("household %s is under the veto %s:%lld, which has to be repaired first"),
			  r->household->code, r->book->code, (long long)veto);
}

static bool is_known_state(const char *state)
{
	static const char *const states[] = {"candidate", "awarded", "added", "removed", "tie", "passed over"};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i], state) == 0)
			return true;
	return false;
}

/* A row of somebody who was awarded by an earlier stream, revoked since or not. */
static enum outcome answer_known(struct awarding *a, const struct award_row *r, const struct award *w, int *status)
{
	char *revoked;

	if (is_out(r) && w->revoked == 0)
		return outcome_of(diag_error(a->h.l->diag, EX_DATAERR,
					     _("was awarded by %s:%lld: pts-honor revoke takes it back"), r->book->code,
					     (long long)w->seq),
				  status);
	if (w->revoked == 0 || is_out(r)) {
		print(a, r, w->seq, r->said, is_out(r) ? r->state : "duplicate");
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
	int rc = check_state(a, r);

	if (rc == 0)
		rc = check_veto(a, r);
	if (rc == 0 && !is_out(r))
		rc = append(a, r, w);
	if (rc)
		return outcome_of(rc, status);
	print(a, r, w->seq, r->said, is_out(r) ? r->state : "awarded");
	return is_out(r) ? ROW_DUPLICATE : ROW_POSTED;
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
	r->made->given += !is_out(r) && strcmp(r->state, "added") != 0;
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
	rc = understand(a, &r);
	if (rc == 0 && !is_known_state(r.state))
		rc = diag_error(a->h.l->diag, EX_DATAERR,
				_("state `%s` is none of candidate, awarded, added, removed, tie, passed over"),
				r.state);
	if (rc == 0 && r.proposed && r.proposed->answered)
		rc = diag_error(a->h.l->diag, EX_DATAERR, _("stands in the stream twice for %s"), r.proposal->honor);
	return rc ? outcome_of(rc, status) : answer(a, &r, status);
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
static int check_stream(void *ctx)
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

static int new_file(void *ctx, struct csvin *in)
{
	struct awarding *a = ctx;

	cells_open(&a->cells, in, known);
	a->source = csvin_source(in);
	return 0;
}

static const struct batch_def award_batch = {.known = known, .file = new_file, .row = award_one, .flush = check_stream};

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
	for (size_t i = 0; i < a.nmade; i++)
		drop_made(a.made[i]);
	free(a.made);
	honoring_close(&a.h);
	return rc;
}
