/* Reversing entries: a mistake is corrected by an entry that names it. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "job/event/internal.h"
#include "job/intake/addressed.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"

/* Everything pts-list journal prints may be there. */
static const char *const known[] = {"book", "seq", "event", "period", "date", "household", "name", "group", "member", "role", "category", "rule",
				    "kind", "quantity", "score", "points", "state", "remark", NULL};

/* An earn's points that have died, posted or not, stay dead; everything else is negated whole. */
static int points_back(struct event_run *run, struct household *h, const struct entry *of, int64_t *points)
{
	struct lots lots;
	int64_t expired = 0;
	int rc = household_lots(run->l, h, true, &lots);
	char today[DATE_SIZE];

	if (rc)
		return rc;
	date_format(run->l->today, today);
	for (size_t i = 0; of->points > 0 && i < lots.n; i++)
		if (lots.lot[i].seq == of->seq && lots.lot[i].points > 0 && strcmp(lots.lot[i].last_day, today) < 0)
			expired += lots.lot[i].points;
	lots_free(&lots);
	*points = expired - of->points;
	rc = of->points > 0 ? lot_expired(run->l, h, of->seq, &expired) : 0;
	if (rc == 0 && of->points > 0)
		*points += expired;
	return rc;
}

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

/* Appends the reversal; `corrects` is the address of what it reverses and lives as long as *e. */
static int append_reversal(struct event_run *run, const struct entry *of, struct household *h, const char *ref, const char *corrects, struct entry *e)
{
	bool late;
	day_t day;
	int rc;

	if (!date_parse(of->date, &day))
		return diag_error(run->l->diag, EX_DATAERR, _("entry %s has no proper date; pts-check tells more"), corrects);
	fill_reversal(run, of, ref, corrects, e);
	rc = journal_month(run->l, of->book_id, day, e->period, &late);
	if (rc == 0)
		rc = points_back(run, h, of, &e->points);
	if (rc == 0)
		rc = post_entry(run->l, &(struct post){.entry = e, .household = h, .note = run->job->message, .of = of});
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

int event_reverse(struct event_run *run, const struct entry *of, const char *ref, struct buf *cut, int64_t *seq)
{
	char corrects[ADDRESS_SIZE];
	struct household *h;
	struct entry e = {.seq = 0};
	int rc = check_kind(run, of);

	address_format(of->book, of->seq, corrects);
	if (rc == 0)
		rc = event_run_rules(run);
	if (rc == 0)
		rc = roster_household(run->l, book_by_id(run->l, of->book_id), of->household, &h);
	if (rc == 0)
		rc = append_reversal(run, of, h, ref, corrects, &e);
	if (rc == 0)
		*seq = e.seq;
	return rc ? rc : event_list_cut(run, of, h, cut);
}

/* The address of what was reversed; after it those that stay cut although there is room again. */
static int print_reversal(struct event_run *run, const struct entry *of, int64_t seq, const struct buf *cut)
{
	struct buf remark = {0};
	struct entry_store store;
	struct entry e;
	int rc = journal_get(run->l, of->book_id, seq, &e, &store);

	if (rc == 0) {
		buf_puts(&remark, e.corrects);
		if (cut->n > 0)
			buf_printf(&remark, _("; these stay cut:%s"), buf_str(cut));
		rc = print_entry(run->out, run->l, &e, "posted", buf_str(&remark));
	}
	entry_store_free(&store);
	buf_free(&remark);
	return rc;
}

static int say_done(struct event_run *run, const struct entry *of, int64_t by, enum outcome *how)
{
	struct entry_store store;
	struct entry e;
	int rc;

	*how = ROW_DUPLICATE;
	diag_note(run->l->diag, _("%s:%lld is reversed already, by %s:%lld"), of->book, (long long)of->seq, of->book, (long long)by);
	rc = journal_get(run->l, of->book_id, by, &e, &store);
	if (rc == 0)
		rc = print_entry(run->out, run->l, &e, "duplicate", e.corrects);
	entry_store_free(&store);
	return rc;
}

static int reverse_entry(struct event_run *run, const struct entry *of, enum outcome *how)
{
	int64_t by;
	struct buf cut = {0};
	int rc = journal_corrected(run->l, of->book_id, of->seq, KIND_REVERSE, &by);

	*how = ROW_POSTED;
	if (rc)
		return rc;
	if (by > 0)
		return say_done(run, of, by, how);
	rc = event_reverse(run, of, "", &cut, &by);
	if (rc == 0)
		rc = print_reversal(run, of, by, &cut);
	buf_free(&cut);
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
