/* Reversing entries: a mistake is corrected by an entry that names it. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/event/internal.h"
#include "job/intake/addressed.h"
#include "ledger/points/trace.h"
#include "ledger/post/post.h"

/* Everything pts-list journal prints may be there. */
static const char *const known[] = {"book", "seq", "event", "period", "date", "household", "name", "group", "member", "role", "category", "rule",
				    "kind", "quantity", "score", "points", "state", "remark", NULL};

static void fill_reversal(struct event_run *run, const struct entry *of, const char *ref, const char *corrects, struct entry *e)
{
	*e = entry_new(KIND_REVERSE);
	e->book_id = of->book_id;
	memcpy(e->date, of->date, DATE_SIZE);
	e->member = of->member;
	e->role = of->role;
	e->rule = of->rule;
	e->category = of->category;
	e->act = of->act;
	e->quantity = of->quantity;
	e->score = -of->score;
	e->ref = ref;
	e->corrects = corrects;
	e->actor = run->job->actor;
}

/* Appends the reversal; `corrects` is the address of what it reverses and lives as long as *e. Points that have died, posted or not, stay dead. */
static int append_reversal(struct event_run *run, const struct entry *of, struct household *h, const char *ref, const char *corrects, int64_t dead,
			   struct entry *e)
{
	bool late;
	day_t day;
	int rc;

	if (!date_parse(of->date, &day))
		return diag_error(run->l->diag, EX_DATAERR, _("entry %s has no proper date; pts-check tells more"), corrects);
	fill_reversal(run, of, ref, corrects, e);
	e->points = dead - of->points;
	rc = journal_month(run->l, of->book_id, day, e->period, &late);
	if (rc == 0)
		rc = post_entry(run->l, &(struct post){.entry = e, .household = h, .note = run->job->message, .of = of});
	return rc;
}

/* Points of an addition leave the household that has them; the debt of a deduction is given back where it is. */
static int carry(struct event_run *run, struct household *from, struct household *to, int64_t points, const struct entry *by, struct reversal *out)
{
	char corrects[ADDRESS_SIZE];

	out->step = xrealloc(out->step, out->nsteps + 2, sizeof *out->step);
	out->nsteps += 2;
	return event_transfer(run, from, to, points, address_format(by->book, by->seq, corrects), out->step + out->nsteps - 2);
}

int event_carry_debt(struct event_run *run, const struct entry *of, struct household *h, const struct entry *by, struct reversal *out)
{
	struct household *to;
	int64_t debt;
	int rc = entry_debt(run->l, by->book_id, by->seq, &debt);

	if (rc == 0)
		rc = trace_household(run->l, h, of->seq, &to);
	return rc || debt == 0 || to == h ? rc : carry(run, h, to, -debt, by, out);
}

/* Takes the heads of all books first, in the order of their codes. */
static int reverse_shares(struct event_run *run, const struct entry *of, struct household *h, const char *ref, const struct trace *t,
			  struct reversal *out)
{
	char corrects[ADDRESS_SIZE];
	struct entry e;
	int rc = 0;

	for (size_t i = 0; i < t->n && rc == 0; i++)
		rc = journal_heads(run->l, h->book, t->all[i].h->book);
	if (rc == 0)
		rc = append_reversal(run, of, h, ref, address_format(of->book, of->seq, corrects), t->dead, &e);
	out->seq = e.seq;
	for (size_t i = 0; i < t->n && rc == 0; i++)
		rc = carry(run, h, t->all[i].h, of->points > 0 ? -t->all[i].points : t->all[i].points, &e, out);
	return rc;
}

static int check_kind(struct event_run *run, const struct entry *of)
{
	if (of->kind == KIND_REDEEM)
		return diag_error(run->l->diag, EX_REFUSED, _("%s:%lld is a redemption: void it with pts-redeem void"), of->book, (long long)of->seq);
	if (!kind_is_event(of->kind) && of->kind != KIND_ADJUST)
		return diag_error(run->l->diag, EX_REFUSED, _("%s:%lld is of kind %s, which cannot be reversed"), of->book, (long long)of->seq,
				  kind_name(of->kind));
	return 0;
}

int event_reverse(struct event_run *run, const struct entry *of, const char *ref, struct reversal *out)
{
	struct household *h;
	struct trace t = {.all = NULL};
	int rc = check_kind(run, of);

	if (rc == 0)
		rc = event_run_rules(run);
	if (rc == 0)
		rc = roster_household(run->l, book_by_id(run->l, of->book_id), of->household, &h);
	if (rc == 0)
		rc = trace_entry(run->l, h, of, &t);
	if (rc == 0)
		rc = reverse_shares(run, of, h, ref, &t, out);
	trace_free(&t);
	return rc ? rc : event_list_cut(run, of, h, &out->cut);
}

void reversal_free(struct reversal *r)
{
	buf_free(&r->cut);
	free(r->step);
	*r = (struct reversal){.seq = 0};
}

/* The transfers name each other and the reversal that they carry on. */
static int print_steps(struct event_run *run, const struct entry *of, const struct reversal *r)
{
	char by[ADDRESS_SIZE], other[ADDRESS_SIZE];
	struct buf remark = {0};
	int rc = 0;

	address_format(of->book, r->seq, by);
	for (size_t i = 0; i < r->nsteps && rc == 0; i++) {
		const struct reversal_step *step = &r->step[i], *mate = &r->step[i ^ 1];
		buf_clear(&remark);
		buf_printf(&remark, "%s; %s", by, address_format(mate->book->code, mate->seq, other));
		rc = event_print_entry(run, step->book->id, step->seq, "posted", buf_str(&remark));
	}
	buf_free(&remark);
	return rc;
}

/* The address of what was reversed; after it those that stay cut although there is room again. */
static int print_reversal(struct event_run *run, const struct entry *of, const struct reversal *r)
{
	char address[ADDRESS_SIZE];
	struct buf remark = {0};
	int rc;

	buf_puts(&remark, address_format(of->book, of->seq, address));
	if (r->cut.n > 0)
		buf_printf(&remark, _("; these stay cut:%s"), r->cut.s);
	rc = event_print_entry(run, of->book_id, r->seq, "posted", buf_str(&remark));
	buf_free(&remark);
	return rc ? rc : print_steps(run, of, r);
}

static int say_done(struct event_run *run, const struct entry *of, int64_t by, enum outcome *how)
{
	char address[ADDRESS_SIZE];

	*how = ROW_DUPLICATE;
	diag_note(run->l->diag, _("%s:%lld is reversed already, by %s:%lld"), of->book, (long long)of->seq, of->book, (long long)by);
	return event_print_entry(run, of->book_id, by, "duplicate", address_format(of->book, of->seq, address));
}

static int reverse_entry(struct event_run *run, const struct entry *of, enum outcome *how)
{
	struct reversal done = {.seq = 0};
	int64_t by;
	int rc = journal_corrected(run->l, of->book_id, of->seq, KIND_REVERSE, &by);

	*how = ROW_POSTED;
	if (rc)
		return rc;
	if (by > 0)
		return say_done(run, of, by, how);
	rc = event_reverse(run, of, "", &done);
	if (rc == 0)
		rc = print_reversal(run, of, &done);
	reversal_free(&done);
	return rc;
}

static enum outcome reverse_named(void *ctx, const struct entry *of, int *status)
{
	enum outcome how = ROW_POSTED;
	int rc = reverse_entry(ctx, of, &how);

	return rc ? outcome_of(rc, status) : how;
}

int job_reverse(struct job *job, const struct batch_options *o)
{
	struct event_run run = {0};
	struct addressed named = {.job = job, .known = known, .entry = reverse_named, .ctx = &run};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	named.l = l;
	event_run_open(&run, job, l);
	run.out = job_print(job, journal_columns);
	rc = addressed_run(&named, o);
	printer_end(run.out);
	event_run_close(&run);
	ledger_close(l);
	return rc;
}
