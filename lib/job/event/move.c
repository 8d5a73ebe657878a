/* Households that move, split, end: points go with their lots and last days, and so does debt; score stays where it was earned. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/event/internal.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"
#include "ledger/records/disputes.h"
#include "ledger/records/reservations.h"

struct move {
	struct event_run *run;
	const char *from;
	const char *to;
};

static int find_named(struct move *m, const char *text, struct household **out)
{
	char *word = text_fold(xstrdup(text)), *colon = strrchr(word, ':');
	const struct book *book;
	int rc;

	if (!colon || colon == word || !colon[1]) {
		rc = diag_error(m->run->l->diag, EX_USAGE, _("`%s` names no household: write it as BOOK:HOUSEHOLD"), text);
	} else {
		*colon = '\0';
		rc = book_find(m->run->l, word, &book);
		if (rc == 0)
			rc = roster_household(m->run->l, book, colon + 1, out);
	}
	free(word);
	return rc;
}

static int append_transfer(struct event_run *run, struct household *h, int64_t points, const char *other, const char *account, const char *corrects,
			   struct reversal_step *step)
{
	struct ledger *l = run->l;
	struct entry e = entry_new(KIND_TRANSFER);
	bool late;
	int rc = journal_month(l, h->book->id, l->today, e.period, &late);

	e.book_id = h->book->id;
	date_format(l->today, e.date);
	e.points = points;
	e.ref = other;
	e.account = account;
	e.corrects = corrects;
	e.actor = run->job->actor;
	if (rc == 0)
		rc = post_entry(l, &(struct post){.entry = &e, .household = h, .note = run->job->message});
	*step = (struct reversal_step){h->book, e.seq};
	return rc;
}

int event_transfer(struct event_run *run, struct household *from, struct household *to, int64_t points, const char *corrects,
		   struct reversal_step steps[static 2])
{
	char out[ADDRESS_SIZE], in[ADDRESS_SIZE];
	int rc = journal_heads(run->l, from->book, to->book);

	if (rc == 0)
		rc = journal_address(run->l, from->book, 1, out);
	if (rc == 0)
		rc = journal_address(run->l, to->book, from->book == to->book ? 2 : 1, in);
	if (rc == 0)
		rc = append_transfer(run, from, -points, in, "", corrects, &steps[0]);
	return rc ? rc : append_transfer(run, to, points, out, from->book->code, corrects, &steps[1]);
}

/* Points that are held for somebody who comes to collect must not walk away either. */
static int check_unreserved(struct move *m, const struct household *h)
{
	struct ledger *l = m->run->l;
	struct reservation v = {.receipt = ""};
	char points[DEC_SIZE];
	bool found;
	int rc;

	while ((rc = reservation_next_of(l, h, v.receipt, &v, &found)) == 0 && found)
		if (strcmp(v.state, "reserved") == 0)
			return diag_error(l->diag, EX_REFUSED,
					  _("%s of the points are reserved by receipt %s: collect or cancel it first"),
					  dec_human(v.points, points), v.receipt);
	return rc;
}

/* What is frozen must not walk away: the dispute is decided first. */
static int check_undisputed(void *ctx, const struct dispute *d)
{
	struct move *m = ctx;

	if (d->state != DISPUTE_PENDING)
		return 0;
	return diag_error(m->run->l->diag, EX_REFUSED, _("dispute %s about this household is pending: decide it first"), d->number);
}

/* An objection to an entry of another household, whose points this one has by now. */
static int check_unfrozen(struct move *m, const struct household *h, struct lots *lots)
{
	struct ledger *l = m->run->l;
	int64_t frozen = 0;
	char points[DEC_SIZE];
	int rc = disputes_mark(l, h->book, h->id, INT64_MAX, lots);

	for (size_t i = 0; i < lots->n; i++)
		frozen += lots->lot[i].held ? lots->lot[i].points : 0;
	if (rc || frozen == 0)
		return rc;
	return diag_error(l->diag, EX_REFUSED, _("%s of the points are frozen by an objection to the entry that they come from: decide it first"),
			  dec_human(frozen, points));
}

/* What moves: all that is alive, lots and debt, which may come to 0. */
static int read_living(struct move *m, struct household *h, int64_t *points)
{
	struct ledger *l = m->run->l;
	char today[DATE_SIZE];
	struct lots lots;
	bool any = false;
	int rc = household_lots(l, h, true, &lots);

	if (rc)
		return rc;
	date_format(l->today, today);
	for (size_t i = 0; i < lots.n; i++)
		any |= strcmp(lots.lot[i].last_day, today) >= 0;
	*points = lots_worth(&lots, today);
	rc = check_unfrozen(m, h, &lots);
	lots_free(&lots);
	if (rc || any)
		return rc;
	return diag_error(l->diag, EX_REFUSED, _("household %s of %s has no points to move"), h->code, h->book->code);
}

static int check_move(struct move *m, struct household *from, struct household *to)
{
	struct ledger *l = m->run->l;
	int rc;

	if (from == to)
		return diag_error(l->diag, EX_USAGE, _("a household cannot move to itself: `%s`"), m->to);
	if (!to->active)
		return diag_error(l->diag, EX_REFUSED, _("household %s of %s has ended: nothing can move there"), to->code, to->book->code);
	rc = journal_heads(l, from->book, to->book);
	if (rc == 0)
		rc = disputes_each(l, from->book, from->id, check_undisputed, m);
	return rc ? rc : check_unreserved(m, from);
}

static int print_moved(struct move *m, const struct reversal_step steps[static 2])
{
	char out[ADDRESS_SIZE], in[ADDRESS_SIZE];
	int rc;

	address_format(steps[0].book->code, steps[0].seq, out);
	address_format(steps[1].book->code, steps[1].seq, in);
	rc = event_print_entry(m->run, steps[0].book->id, steps[0].seq, "posted", in);
	return rc ? rc : event_print_entry(m->run, steps[1].book->id, steps[1].seq, "posted", out);
}

static int move_points(void *ctx)
{
	struct move *m = ctx;
	struct household *from = NULL, *to = NULL;
	struct reversal_step steps[2];
	int64_t points;
	int rc = find_named(m, m->from, &from);

	if (rc == 0)
		rc = find_named(m, m->to, &to);
	if (rc == 0 && (!from || !to))
		bug("a household was found and is not there");
	if (rc == 0)
		rc = check_move(m, from, to);
	if (rc == 0)
		rc = read_living(m, from, &points);
	if (rc == 0)
		rc = event_transfer(m->run, from, to, points, "", steps);
	return rc ? rc : print_moved(m, steps);
}

int event_move(struct event_run *run, const char *from, const char *to)
{
	return move_points(&(struct move){run, from, to});
}

int job_move(struct job *job, const char *from, const char *to)
{
	struct event_run run = {0};
	struct move m = {&run, from, to};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	rc = event_transaction(&run, job, l, move_points, &m);
	ledger_close(l);
	return rc;
}
