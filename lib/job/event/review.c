/* Reviewing claims: listing, approving and rejecting them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/event/internal.h"
#include "job/intake/columns.h"

static const char *const claim_columns[] = {"claim", "book", "date", "household", "name", "group", "member", "category", "rule", "title", "quantity",
					    "points", "act", "evidence", "late", "state", "recorder", "reviewer", "reason", "source", NULL};

/* One claim that was named. */
struct named {
	char *book; /* NULL: the only book that has it */
	char *claim;
	char date[DATE_SIZE]; /* known once it was read */
};

struct review {
	struct event_run run;
	struct named *named;
	size_t n;
	bool reject;
	const struct book *book; /* while listing */
};

static int print_claim_row(void *ctx, const char *claim)
{
	struct review *v = ctx;
	struct ledger *l = v->run.l;
	char quantity[DEC_SIZE], points[DEC_SIZE], reviewers[256];
	const struct rule *rule;
	struct household *h;
	struct claim_row c;
	int rc = claim_get(l, v->book, claim, &c);

	if (rc == 0)
		rc = roster_by_id(l, v->book, c.household, &h);
	if (rc == 0) {
		rule = rulebook_peek(l, v->run.rules, v->book, c.rule, c.date, NULL);
		snprintf(reviewers, sizeof reviewers, "%s%s%s", c.reviewer, *c.reviewer && *c.decider ? "," : "", c.decider);
		printer_row(v->run.out, (const char *[]){c.claim, v->book->code, c.date, h->code, h->head, h->group, c.member,
							   rule ? rule->category : "", c.rule, rule ? rule->title : "",
							   dec_format(c.quantity, quantity), c.points == BLANK ? "" : dec_format(c.points, points),
							   c.act, c.evidence, c.late ? "yes" : "", c.state, c.recorder, reviewers, c.reason,
							   c.source});
	}
	claim_row_free(&c);
	return rc;
}

struct review_listing {
	struct review *v;
	const char *state;
};

static int list_claims(void *ctx, const struct book *book)
{
	const struct review_listing *x = ctx;

	x->v->book = book;
	return claims_each(x->v->run.l, book, x->state, print_claim_row, x->v);
}

int job_review_list(struct job *job, const char *state)
{
	struct review v = {0};
	struct review_listing x = {&v, state ? state : "pending"};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	event_run_open(&v.run, job, l);
	rc = ledger_read_begin(l);
	if (rc == 0)
		rc = event_run_rules(&v.run);
	if (rc == 0) {
		v.run.out = job_print(job, claim_columns);
		rc = books_each(l, job->book, list_claims, &x);
		printer_end(v.run.out);
		ledger_read_end(l);
	}
	event_run_close(&v.run);
	ledger_close(l);
	return rc;
}

static void name_claim(struct review *v, const char *book, const char *claim)
{
	v->named = xrealloc(v->named, v->n + 1, sizeof *v->named);
	v->named[v->n++] = (struct named){book && *book ? text_fold(xstrdup(book)) : NULL, text_fold(xstrdup(claim)), ""};
}

/* Any stream will do that names claims; the columns it has beside are for other programs. */
static int read_stream(struct review *v, const char *path)
{
	const struct job *job = v->run.job;
	struct csvin_options o = {.dictionary = columns, .encoding = job->encoding};
	const struct csvrow *row;
	struct csvin *in;
	int claim, book, got = 0, rc = csvin_open(&in, path, &o, job->diag);

	if (rc)
		return rc;
	claim = csvin_find(in, "claim") >= 0 ? csvin_find(in, "claim") : csvin_find(in, "event");
	book = csvin_find(in, "book");
	if (claim < 0)
		rc = diag_error(job->diag, EX_DATAERR, _("the stream has no column claim or event that names what is to be decided"));
	while (rc == 0 && (got = csvin_next(in, &row)) == 1) {
		if (row->fault)
			rc = diag_error(job->diag, EX_DATAERR, "%s", row->fault);
		else if (*row->cell[claim])
			name_claim(v, book < 0 ? NULL : row->cell[book], row->cell[claim]);
	}
	if (rc == 0 && got < 0)
		rc = csvin_status(in);
	csvin_close(in);
	diag_at(job->diag, NULL, 0);
	return rc;
}

static int read_names(struct review *v)
{
	const char *const *files = v->run.job->files;
	int rc = *files ? 0 : read_stream(v, "-");

	for (; rc == 0 && *files; files++) {
		if (strcmp(*files, "-") == 0)
			rc = read_stream(v, "-");
		else
			name_claim(v, v->run.job->book, *files);
	}
	return rc;
}

/* A claim that is named; EX_DATAERR when there is none. */
static int find_claim(struct review *v, const struct named *n, struct claim_row *c)
{
	const char *code = n->book ? n->book : v->run.job->book;
	const struct book *book = NULL;
	bool found;
	int rc = code ? book_find(v->run.l, code, &book) : claim_find_book(v->run.l, n->claim, &book);

	*c = (struct claim_row){0};
	if (rc == 0)
		rc = claim_find(v->run.l, book, n->claim, c, &found);
	if (rc || found)
		return rc;
	return diag_error(v->run.l->diag, EX_DATAERR, _("there is no claim %s in %s; `pts-review list` shows them"), n->claim, book->code);
}

static int print_state(struct review *v, const struct claim_row *c, const char *state, const char *remark)
{
	struct claim_shown shown = {.id = c->claim, .book = c->book, .date = c->date, .rule = c->rule, .quantity = c->quantity, .points = c->points};
	struct household *h;
	struct member *m = NULL;
	int rc = roster_by_id(v->run.l, c->book, c->household, &h);

	if (rc == 0 && *c->member)
		rc = roster_look_member(v->run.l, c->book, c->member, &m);
	if (rc)
		return rc;
	shown.h = h;
	shown.m = m;
	print_claim(v->run.out, &shown, state, remark);
	return 0;
}

/* Those who record must not decide: a warning or a refusal, as the scheme says. */
static int check_reviewer(struct review *v, const struct claim_row *c)
{
	struct ledger *l = v->run.l;

	if (strcmp(c->recorder, v->run.job->actor) != 0)
		return 0;
	if (strcmp(setting_get(l, c->book->id, "self_review"), "refuse") == 0)
		return diag_error(l->diag, EX_REFUSED, _("claim %s was recorded by %s, who cannot review it"), c->claim, c->recorder);
	diag_warn(l->diag, _("claim %s was recorded by %s, who reviews it now"), c->claim, c->recorder);
	return 0;
}

static int approve_pending(struct review *v, const struct claim_row *c)
{
	const char *actor = v->run.job->actor;
	bool two = strcmp(setting_get(v->run.l, c->book->id, "review"), "two") == 0;
	char *reviewers, *remark;
	int rc;

	if (two && !*c->reviewer) {
		rc = claim_approve_first(v->run.l, c, actor);
		remark = xasprintf(_("approved by %s; one more is needed"), actor);
	} else if (two && strcmp(c->reviewer, actor) == 0) {
		remark = xasprintf(_("approved by %s already; a second reviewer is needed"), actor);
		rc = 0;
	} else {
		bool again = strcmp(c->reviewer, actor) == 0;
		reviewers = again ? xstrdup(actor) : xasprintf("%s%s%s", c->reviewer, *c->reviewer ? "," : "", actor);
		rc = claim_decide(v->run.l, c, "approved", actor, "");
		if (rc == 0)
			rc = event_post_claim(&v->run, c, reviewers);
		free(reviewers);
		return rc;
	}
	if (rc == 0)
		rc = print_state(v, c, "pending", remark);
	free(remark);
	return rc;
}

static int approve(struct review *v, const struct claim_row *c)
{
	int rc;

	if (strcmp(c->state, "approved") == 0)
		return print_state(v, c, "duplicate", _("approved already"));
	if (strcmp(c->state, "rejected") == 0)
		return diag_error(v->run.l->diag, EX_REFUSED, _("claim %s was rejected by %s: hand it in again under another id"), c->claim, c->decider);
	rc = check_reviewer(v, c);
	return rc ? rc : approve_pending(v, c);
}

static int turn_down(struct review *v, const struct claim_row *c)
{
	int rc;

	if (strcmp(c->state, "rejected") == 0)
		return print_state(v, c, "duplicate", _("rejected already"));
	if (strcmp(c->state, "approved") == 0)
		return diag_error(v->run.l->diag, EX_REFUSED, _("claim %s was approved and posted: reverse its entry with pts-log --reverse"), c->claim);
	rc = check_reviewer(v, c);
	if (rc == 0)
		rc = claim_decide(v->run.l, c, "rejected", v->run.job->actor, v->run.job->message);
	return rc ? rc : print_state(v, c, "rejected", v->run.job->message);
}

static int named_by_date(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int c = strcmp(x->date, y->date);

	return c ? c : strcmp(x->claim, y->claim);
}

/* The dates first, so that one call scores in the order of the events, whatever the order of the names. */
static int order_names(struct review *v)
{
	int worst = 0;

	for (size_t i = 0; i < v->n; i++) {
		struct claim_row c;
		int rc = find_claim(v, &v->named[i], &c);
		if (rc == 0)
			snprintf(v->named[i].date, DATE_SIZE, "%s", c.date);
		claim_row_free(&c);
		if (rc > worst)
			worst = rc;
	}
	if (v->n)
		qsort(v->named, v->n, sizeof *v->named, named_by_date);
	return worst;
}

static int decide_all(struct review *v)
{
	int worst = 0;

	for (size_t i = 0; i < v->n; i++) {
		struct claim_row c;
		int rc;
		if (!*v->named[i].date)
			continue;
		rc = find_claim(v, &v->named[i], &c);
		if (rc == 0)
			rc = v->reject ? turn_down(v, &c) : approve(v, &c);
		claim_row_free(&c);
		if (rc > worst)
			worst = rc;
	}
	return worst;
}

static int decide_claims(struct review *v, bool partial)
{
	struct ledger *l = v->run.l;
	int rc = ledger_begin(l), bad;

	if (rc)
		return rc;
	bad = order_names(v);
	rc = decide_all(v);
	if (rc > bad)
		bad = rc;
	rc = partial && (bad == EX_DATAERR || bad == EX_REFUSED) ? 0 : bad;
	rc = ledger_finish(l, rc, v->run.job->dry_run);
	v->run.job->keep = rc == 0 && bad;
	return rc ? rc : bad;
}

int job_review_decide(struct job *job, bool reject, bool partial)
{
	struct review v = {.reject = reject};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	event_run_open(&v.run, job, l);
	rc = read_names(&v);
	if (rc == 0) {
		v.run.out = job_print(job, journal_columns);
		rc = decide_claims(&v, partial);
		printer_end(v.run.out);
	}
	for (size_t i = 0; i < v.n; i++) {
		free(v.named[i].book);
		free(v.named[i].claim);
	}
	free(v.named);
	event_run_close(&v.run);
	ledger_close(l);
	return rc;
}
