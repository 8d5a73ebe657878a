/* Deciding a dispute: its correction, its outcome, once. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/period.h"
#include "job/dispute/dispute.h"
#include "job/dispute/internal.h"
#include "job/intake/document.h"
#include "job/event/event.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"

struct deciding {
	struct event_run run;
	const char *number;
	enum decision how;
	int64_t points;
	struct dispute d;
	struct household *h;
	struct notice notice;
	struct entry of; /* the contested entry; without one only its actor is set, to who issued the notice */
	struct entry_store store;
	struct buf remark;
};

/* Whether a decided dispute was decided like this. */
static bool is_same_decision(const struct deciding *x, const struct entry *correction)
{
	if (x->d.state == DISPUTE_REJECTED)
		return x->how == DECIDE_REJECT;
	if (correction->kind != KIND_ADJUST)
		return x->how == DECIDE_REVERSE;
	return x->how == DECIDE_ADJUST && (correction->score ? correction->score : correction->points) == x->points;
}

static int refuse_another(struct deciding *x)
{
	struct diag *diag = x->run.l->diag;

	if (x->d.state == DISPUTE_REJECTED)
		return diag_error(diag, EX_REFUSED, _("dispute %s was rejected on %s, and that stands"), x->d.number,
				  x->d.decided);
	return diag_error(diag, EX_REFUSED, _("dispute %s was accepted on %s, and that stands"), x->d.number,
			  x->d.decided);
}

/* Decided already: the same again is well, another decision is not. */
static int say_decided(struct deciding *x)
{
	struct ledger *l = x->run.l;
	struct entry_store store = {.n = 0};
	struct entry e = entry_new(KIND_ADJUST);
	int rc = x->d.correction ? journal_get(l, x->d.book->id, x->d.correction, &e, &store) : 0;

	if (rc == 0 && !is_same_decision(x, &e))
		rc = refuse_another(x);
	else if (rc == 0)
		rc = dispute_print(x->run.out, l, &x->d, "duplicate",
				   x->d.state == DISPUTE_REJECTED ? _("rejected already") : _("accepted already"));
	entry_store_free(&store);
	return rc;
}

/* The contested entry, else the notice's for the name of who issued it. */
static int read_contested(struct deciding *x)
{
	struct ledger *l = x->run.l;
	int64_t book = x->d.entry ? x->d.book->id : x->notice.book->id, seq = x->d.entry ? x->d.entry : x->notice.seq;

	return journal_get(l, book, seq, &x->of, &x->store);
}

/* Those who record must not decide: a warning or a refusal, as the scheme says. */
static int check_decider(struct deciding *x)
{
	struct ledger *l = x->run.l;

	if (strcmp(x->of.actor, x->run.job->actor) != 0)
		return 0;
	if (strcmp(setting_get(l, x->d.book->id, "self_review"), "refuse") == 0)
		return diag_error(l->diag, EX_REFUSED,
				  _("%s:%lld, which dispute %s contests, was recorded by %s, who cannot decide it"),
				  x->of.book, (long long)x->of.seq, x->d.number, x->of.actor);
	diag_warn(l->diag, _("%s:%lld, which dispute %s contests, was recorded by %s, who decides it now"), x->of.book,
		  (long long)x->of.seq, x->d.number, x->of.actor);
	return 0;
}

/* The entry that took the contested one back, whoever did it: a reversal or a refund; *by is 0 when there is none. */
static int find_taken_back(struct deciding *x, int64_t *by)
{
	int rc = journal_corrected(x->run.l, x->d.book->id, x->d.entry, KIND_REVERSE, by);

	return rc || *by ? rc : journal_corrected(x->run.l, x->d.book->id, x->d.entry, KIND_REFUND, by);
}

/* What has moved since is corrected where it is now. */
static void say_steps(struct deciding *x, const struct reversal *r)
{
	char address[ADDRESS_SIZE];

	for (size_t i = 1; i < r->nsteps; i += 2) {
		buf_puts(&x->remark, x->remark.n ? "; " : "");
		buf_printf(&x->remark, _("carried on to where the points have moved by %s"),
			   address_format(r->step[i].book->code, r->step[i].seq, address));
	}
}

static int reverse(struct deciding *x)
{
	struct ledger *l = x->run.l;
	const char *book = x->d.book->code;
	struct reversal done = {.seq = 0};
	int64_t by, adjusted = 0;
	int rc = 0;

	if (!x->d.entry)
		return diag_error(l->diag, EX_REFUSED,
				  _("dispute %s names no entry that could be reversed: --adjust corrects the sum"),
				  x->d.number);
	rc = find_taken_back(x, &by);
	if (rc == 0 && by == 0)
		rc = dispute_adjusted(l, x->d.book->id, x->d.entry, &adjusted);
	if (rc)
		return rc;
	if (adjusted)
		return diag_error(l->diag, EX_REFUSED,
				  _("%s:%lld was corrected by %s:%lld already: reverse that first, or --adjust what is "
				    "still wrong"),
				  book, (long long)x->d.entry, book, (long long)adjusted);
	if (by > 0) {
		buf_printf(&x->remark, _("%s:%lld is reversed already, by %s:%lld"), book, (long long)x->d.entry, book,
			   (long long)by);
		x->d.correction = by;
		return 0;
	}
	rc = event_reverse(&x->run, &x->of, x->d.number, &done);
	x->d.correction = done.seq;
	if (rc == 0 && done.cut.n > 0)
		buf_printf(&x->remark, _("these stay cut:%s"), buf_str(&done.cut));
	say_steps(x, &done);
	reversal_free(&done);
	return rc;
}

/* What corrects the figures as a whole counts as of the notice's last day, or today where that is still to come. */
static void notice_day(const struct deciding *x, char date[static DATE_SIZE])
{
	day_t day = x->run.l->today, first;
	char text[DATE_SIZE];

	snprintf(text, sizeof text, "%.7s-01", x->notice.last);
	if (date_parse(text, &first)) {
		struct civil c = civil_of(first);
		day_t last = first + month_days(c.year, c.month) - 1;
		day = last < day ? last : day;
	}
	date_format(day, date);
}

/* What the contested entry moves is what can be corrected: a base score has no points, a redemption no score. */
static void fill_figures(const struct deciding *x, struct entry *e)
{
	bool scored = !x->d.entry || kind_column(x->of.kind) == COLUMN_SCORE;
	bool score_only = x->d.entry && x->of.points == 0 && x->of.score != 0;

	e->score = scored ? x->points : 0;
	e->points = score_only ? 0 : x->points;
}

static int carry_adjustment(struct deciding *x, const struct entry *e)
{
	struct reversal carried = {.seq = 0};
	int rc = event_carry_debt(&x->run, &x->of, x->h, e, &carried);

	say_steps(x, &carried);
	reversal_free(&carried);
	return rc;
}

static int append_adjust(struct deciding *x)
{
	struct ledger *l = x->run.l;
	struct entry e = entry_new(KIND_ADJUST);
	char corrects[ADDRESS_SIZE] = "";
	bool moved;
	day_t day;
	int rc;

	notice_day(x, e.date);
	if (x->d.entry) {
		address_format(x->d.book->code, x->d.entry, corrects);
		memcpy(e.date, x->of.date, DATE_SIZE);
		e.member = x->of.member;
		e.role = x->of.role;
		e.category = x->of.category;
	}
	if (!date_parse(e.date, &day))
		return diag_error(l->diag, EX_DATAERR, _("entry %s has no proper date; pts-check tells more"),
				  corrects);
	e.book_id = x->d.book->id;
	e.ref = x->d.number;
	e.corrects = corrects;
	e.actor = x->run.job->actor;
	fill_figures(x, &e);
	rc = journal_month(l, e.book_id, day, e.period, &moved);
	if (rc == 0)
		rc = post_entry(l, &(struct post){.entry = &e, .household = x->h, .note = x->run.job->message});
	x->d.correction = e.seq;
	return rc || !x->d.entry ? rc : carry_adjustment(x, &e);
}

static int adjust(struct deciding *x)
{
	struct ledger *l = x->run.l;
	const char *book = x->d.book->code;
	int64_t by = 0, adjusted = 0;
	int rc = x->d.entry ? find_taken_back(x, &by) : 0;

	if (rc == 0)
		rc = document_bounds(l, x->d.book, 0, x->points);
	if (rc == 0 && x->d.entry)
		rc = dispute_adjusted(l, x->d.book->id, x->d.entry, &adjusted);
	if (rc)
		return rc;
	if (by > 0)
		return diag_error(l->diag, EX_REFUSED,
				  _("%s:%lld is reversed already, by %s:%lld: accept with --reverse, or reject"), book,
				  (long long)x->d.entry, book, (long long)by);
	if (adjusted)
		diag_warn(l->diag, _("%s:%lld was corrected by %s:%lld already; this comes on top of it"), book,
			  (long long)x->d.entry, book, (long long)adjusted);
	return append_adjust(x);
}

static int append_outcome(struct deciding *x)
{
	struct ledger *l = x->run.l;
	struct entry e = entry_new(KIND_OUTCOME);
	char correction[ADDRESS_SIZE];
	struct buf ref = {0};
	bool moved;
	int rc = journal_month(l, x->d.book->id, l->today, e.period, &moved);

	buf_printf(&ref, "%s %s", x->d.number, dispute_state_name(x->d.state));
	if (x->d.correction)
		buf_printf(&ref, " %s", address_format(x->d.book->code, x->d.correction, correction));
	e.book_id = x->d.book->id;
	date_format(l->today, e.date);
	e.ref = buf_str(&ref);
	e.actor = x->run.job->actor;
	if (rc == 0)
		rc = post_entry(l, &(struct post){.entry = &e, .note = x->run.job->message});
	buf_free(&ref);
	x->d.outcome = e.seq;
	memcpy(x->d.decided, e.date, DATE_SIZE);
	return rc ? rc : dispute_decide(l, &x->d);
}

/* A correction may take back what was spent long ago. */
static void explain_balance(struct deciding *x)
{
	char owes[DEC_SIZE];

	if (x->how == DECIDE_REJECT || x->h->balance >= 0)
		return;
	buf_puts(&x->remark, x->remark.n ? "; " : "");
	buf_printf(&x->remark, _("balance %s: what was spent before is owed, and points to come fill it first"),
		   dec_human(x->h->balance, owes));
}

static int find_dispute(struct deciding *x)
{
	struct ledger *l = x->run.l;
	const struct book *book = NULL;
	int rc = x->run.job->book ? book_find(l, x->run.job->book, &book) : 0;

	if (rc == 0)
		rc = dispute_find(l, book, x->number, &x->d);
	if (rc == 0)
		rc = roster_by_id(l, x->d.book, x->d.household, &x->h);
	return rc ? rc : notice_get(l, x->d.notice, &x->notice);
}

static int decide_dispute(struct deciding *x)
{
	int rc = find_dispute(x);

	if (rc == 0 && x->d.state != DISPUTE_PENDING)
		return say_decided(x);
	if (rc == 0)
		rc = read_contested(x);
	if (rc == 0)
		rc = check_decider(x);
	if (rc == 0 && x->how != DECIDE_REJECT)
		rc = x->how == DECIDE_REVERSE ? reverse(x) : adjust(x);
	if (rc)
		return rc;
	x->d.state = x->how == DECIDE_REJECT ? DISPUTE_REJECTED : DISPUTE_ACCEPTED;
	rc = append_outcome(x);
	explain_balance(x);
	return rc ? rc : dispute_print(x->run.out, x->run.l, &x->d, NULL, buf_str(&x->remark));
}

static int decide_in_transaction(struct deciding *x)
{
	struct ledger *l = x->run.l;
	int rc = ledger_begin(l);

	if (rc)
		return rc;
	return ledger_finish(l, decide_dispute(x), x->run.job->dry_run);
}

static int open_and_decide(struct deciding *x, struct job *job)
{
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	event_run_open(&x->run, job, l);
	x->run.out = job_print(job, dispute_columns);
	rc = decide_in_transaction(x);
	printer_end(x->run.out);
	event_run_close(&x->run);
	ledger_close(l);
	return rc;
}

int job_dispute_decide(struct job *job, const char *number, enum decision how, const char *points)
{
	struct deciding x = {.how = how};
	char *folded;
	int rc;

	if (how == DECIDE_ADJUST && (!dec_parse(points, &x.points) || x.points == 0))
		return diag_error(job->diag, EX_USAGE,
				  _("--adjust takes points other than 0 with at most two decimals: `%s`"), points);
	folded = text_fold(xstrdup(number));
	x.number = folded;
	rc = open_and_decide(&x, job);
	entry_store_free(&x.store);
	buf_free(&x.remark);
	free(folded);
	return rc;
}
