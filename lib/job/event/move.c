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

static int append_transfer(struct move *m, struct household *h, int64_t points, const char *other, const char *account)
{
	struct ledger *l = m->run->l;
	struct entry e = entry_new(KIND_TRANSFER);
	bool late;
	int rc = journal_month(l, h->book->id, l->today, e.period, &late);

	e.book_id = h->book->id;
	date_format(l->today, e.date);
	e.points = points;
	e.ref = other;
	e.account = account;
	e.actor = m->run->job->actor;
	if (rc == 0)
		rc = post_entry(l, &(struct post){.entry = &e, .household = h, .note = m->run->job->message});
	return rc ? rc : print_entry(m->run->out, l, &e, "posted", other);
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

/* Both heads are taken in the order of their codes, as every transaction over two books does. */
static int take_heads(struct move *m, const struct book *a, const struct book *b)
{
	const struct book *first = strcmp(a->code, b->code) <= 0 ? a : b, *second = first == a ? b : a;
	struct head head;
	int rc = journal_head(m->run->l, first->id, &head);

	return rc ? rc : journal_head(m->run->l, second->id, &head);
}

/* What is frozen must not walk away: the dispute is decided first. */
static int check_undisputed(void *ctx, const struct dispute *d)
{
	struct move *m = ctx;

	if (d->state != DISPUTE_PENDING)
		return 0;
	return diag_error(m->run->l->diag, EX_REFUSED, _("dispute %s about this household is pending: decide it first"), d->number);
}

static int move_points(void *ctx)
{
	struct move *m = ctx;
	struct household *from = NULL, *to = NULL;
	char out[ADDRESS_SIZE], in[ADDRESS_SIZE];
	int64_t points;
	int rc = find_named(m, m->from, &from);

	if (rc == 0)
		rc = find_named(m, m->to, &to);
	if (rc == 0 && (!from || !to))
		bug("a household was found and is not there");
	if (rc == 0 && from == to)
		rc = diag_error(m->run->l->diag, EX_USAGE, _("a household cannot move to itself: `%s`"), m->to);
	if (rc == 0 && !to->active)
		rc = diag_error(m->run->l->diag, EX_REFUSED, _("household %s of %s has ended: nothing can move there"), to->code, to->book->code);
	if (rc == 0)
		rc = take_heads(m, from->book, to->book);
	if (rc == 0)
		rc = disputes_each(m->run->l, from->book, from->id, check_undisputed, m);
	if (rc == 0)
		rc = check_unreserved(m, from);
	if (rc == 0)
		rc = household_settle(m->run->l, from);
	if (rc == 0)
		rc = household_settle(m->run->l, to);
	if (rc)
		return rc;
	points = from->balance;
	if (points == 0)
		return diag_error(m->run->l->diag, EX_REFUSED, _("household %s of %s has no points to move"), from->code, from->book->code);
	rc = journal_address(m->run->l, from->book, 1, out);
	if (rc == 0)
		rc = journal_address(m->run->l, to->book, from->book == to->book ? 2 : 1, in);
	if (rc == 0)
		rc = append_transfer(m, from, -points, in, "");
	return rc ? rc : append_transfer(m, to, points, out, from->book->code);
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
