/* Reversing entries: a mistake is corrected by an entry that names it. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "job/event/event.h"
#include "job/intake/addressed.h"
#include "ledger/journal/vetoes.h"
#include "ledger/points/lots.h"
#include "ledger/usage/history.h"

/* Everything pts-list journal prints may be there. */
static const char *const known[] = {"book", "seq", "event", "period", "date", "household", "name", "group", "member", "role", "category", "rule",
				    "kind", "quantity", "score", "points", "state", "remark", NULL};

/* A repair that is taken back leaves its veto in force. */
static int restore_veto(struct deeds *d, const struct entry *of)
{
	char code[128];
	int64_t seq;

	if (!*of->corrects || !address_parse(of->corrects, code, sizeof code, &seq) || strcmp(code, of->book) != 0)
		return 0;
	return veto_restore(d->l, of->book_id, seq);
}

/* Room that the reversed event took in the windows of its caps is free again for later events. */
static int free_room(struct deeds *d, const struct entry *of, struct household *h)
{
	struct deed_facts f;
	int64_t quantity;
	int rc;

	if (!kind_is_event(of->kind))
		return 0;
	rc = history_facts(d->l, d->rules, h, of, &f, &quantity);
	return rc ? rc : history_add(d->l, d->uses, d->rules, &f, quantity, of->score, -1);
}

/* An earn's points that have died, posted or not, stay dead; everything else is negated whole. */
static int points_back(struct deeds *d, struct household *h, const struct entry *of, int64_t *points)
{
	struct lots lots;
	int64_t expired = 0;
	int rc = household_lots(d->l, h, true, &lots);
	char today[DATE_SIZE];

	if (rc)
		return rc;
	date_format(d->l->today, today);
	for (size_t i = 0; of->points > 0 && i < lots.n; i++)
		if (lots.lot[i].seq == of->seq && lots.lot[i].points > 0 && strcmp(lots.lot[i].last_day, today) < 0)
			expired += lots.lot[i].points;
	lots_free(&lots);
	*points = expired - of->points;
	rc = of->points > 0 ? lot_expired(d->l, h, of->seq, &expired) : 0;
	if (rc == 0 && of->points > 0)
		*points += expired;
	return rc;
}

static void fill(struct deeds *d, const struct entry *of, const char *ref, const char *corrects, struct entry *e)
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
	e->actor = d->job->actor;
}

/* Appends the reversal; `corrects` is the address of what it reverses and lives as long as *e. */
static int append(struct deeds *d, const struct entry *of, struct household *h, const char *ref, const char *corrects, struct entry *e)
{
	bool late;
	day_t day;
	int rc;

	if (!date_parse(of->date, &day))
		return diag_error(d->l->diag, EX_DATAERR, _("entry %s has no proper date; pts-check tells more"), corrects);
	fill(d, of, ref, corrects, e);
	rc = journal_month(d->l, of->book_id, day, e->period, &late);
	if (rc == 0)
		rc = points_back(d, h, of, &e->points);
	if (rc == 0)
		rc = journal_append(d->l, e, h, d->job->message, of->kind);
	if (rc == 0)
		rc = household_settle(d->l, h);
	if (rc == 0)
		rc = restore_veto(d, of);
	return rc ? rc : free_room(d, of, h);
}

static int check_kind(struct deeds *d, const struct entry *of)
{
	if (of->kind == KIND_REDEEM)
		return diag_error(d->l->diag, EX_REFUSED, _("%s:%lld is a redemption: void it with pts-redeem void"), of->book, (long long)of->seq);
	if (!kind_is_event(of->kind) && of->kind != KIND_ADJUST)
		return diag_error(d->l->diag, EX_REFUSED, _("%s:%lld is of kind %s, which cannot be reversed"), of->book, (long long)of->seq,
				  kind_name(of->kind));
	return 0;
}

int deed_reverse(struct deeds *d, const struct entry *of, const char *ref, struct buf *cut, int64_t *seq)
{
	char corrects[ADDRESS_SIZE];
	struct household *h;
	struct entry e = {.seq = 0};
	int rc = check_kind(d, of);

	address_format(of->book, of->seq, corrects);
	if (rc == 0)
		rc = roster_household(d->l, book_by_id(d->l, of->book_id), of->household, &h);
	if (rc == 0)
		rc = append(d, of, h, ref, corrects, &e);
	if (rc == 0)
		*seq = e.seq;
	return rc ? rc : deeds_cut(d, of, h, cut);
}

/* The address of what was reversed; after it those that stay cut although there is room again. */
static int print_reversal(struct deeds *d, const struct entry *of, int64_t seq, const struct buf *cut)
{
	struct buf remark = {0};
	struct entry_store store;
	struct entry e;
	int rc = EX_IOERR;

	if (journal_get(d->l, of->book_id, seq, &e, &store) == 1) {
		buf_puts(&remark, e.corrects);
		if (cut->n > 0)
			buf_printf(&remark, _("; these stay cut:%s"), buf_str(cut));
		rc = print_entry(d->out, d->l, &e, "posted", buf_str(&remark));
	}
	entry_store_free(&store);
	buf_free(&remark);
	return rc;
}

static int say_done(struct deeds *d, const struct entry *of, int64_t by, enum outcome *how)
{
	struct entry_store store;
	struct entry e;
	int rc = 0;

	*how = ROW_DUPLICATE;
	diag_note(d->l->diag, _("%s:%lld is reversed already, by %s:%lld"), of->book, (long long)of->seq, of->book, (long long)by);
	if (journal_get(d->l, of->book_id, by, &e, &store) != 1)
		return EX_IOERR;
	rc = print_entry(d->out, d->l, &e, "duplicate", e.corrects);
	entry_store_free(&store);
	return rc;
}

static int reverse_entry(struct deeds *d, const struct entry *of, enum outcome *how)
{
	int64_t by = journal_corrected(d->l, of->book_id, of->seq, KIND_REVERSE);
	struct buf cut = {0};
	int rc;

	*how = ROW_POSTED;
	if (by < 0)
		return EX_IOERR;
	if (by > 0)
		return say_done(d, of, by, how);
	rc = deed_reverse(d, of, "", &cut, &by);
	if (rc == 0)
		rc = print_reversal(d, of, by, &cut);
	buf_free(&cut);
	return rc;
}

static enum outcome reverse_named(void *ctx, const struct entry *of, int *status)
{
	enum outcome how = ROW_POSTED;
	int rc = reverse_entry(ctx, of, &how);

	return rc ? outcome_of(rc, status) : how;
}

static int flush(void *ctx)
{
	return uses_flush(((struct deeds *)ctx)->uses);
}

static void forget(void *ctx)
{
	uses_forget(((struct deeds *)ctx)->uses);
}

int job_reverse(struct job *job, const struct batch_options *o)
{
	struct deeds d = {0};
	struct addressed named = {.job = job, .known = known, .entry = reverse_named, .flush = flush, .forget = forget, .ctx = &d};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	named.l = l;
	rc = deeds_open(&d, job, l);
	if (rc == 0) {
		d.out = job_print(job, journal_columns);
		rc = addressed_run(&named, o);
		printer_end(d.out);
	}
	deeds_close(&d);
	ledger_close(l);
	return rc;
}
