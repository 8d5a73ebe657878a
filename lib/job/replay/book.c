/* A book's journal from beginning to end under both schemes, added up by household. */
#include <stdio.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/replay/internal.h"

static bool add_worth(struct worth *a, int64_t score, int64_t points)
{
	return dec_add(a->score, score, &a->score) && dec_add(a->points, points, &a->points);
}

static bool add_counted(struct step *s)
{
	struct replay_line *l = s->line;

	return add_worth(&l->old, s->e->score, s->e->points) &&
	       add_worth(&l->now, s->now.worth.score, s->now.worth.points);
}

static bool add_happened(struct step *s)
{
	const struct entry *e = s->e;
	struct replay_line *l = s->line;
	size_t who = (size_t)(l - s->b->lines);

	l->events += kind_is_event(e->kind) ? 1 : e->kind == KIND_REVERSE ? -1 : 0;
	return dec_add(l->old_happened, e->score, &l->old_happened) &&
	       dec_add(l->now_happened, s->now.worth.score, &l->now_happened) &&
	       replay_honors_add(&s->b->old_honors, who, e, e->category, e->score) &&
	       replay_honors_add(&s->b->now_honors, who, e, s->category, s->now.worth.score);
}

static void print_difference(const struct step *s)
{
	const struct entry *e = s->e;
	const struct worth *now = &s->now.worth;
	char cell[5][DEC_SIZE];

	if (e->score == now->score && e->points == now->points && (e->kind == KIND_REVERSE || e->kind == s->now.kind))
		return;
	snprintf(cell[0], DEC_SIZE, "%lld", (long long)e->seq);
	printer_row(s->r->differing,
		    (const char *[]){e->book, e->period, cell[0], e->date, e->household, e->rule, kind_name(e->kind),
				     dec_format(e->score, cell[1]), dec_format(now->score, cell[2]),
				     dec_format(e->points, cell[3]), dec_format(now->points, cell[4])});
}

/* Adds an entry that has been scored; spending and what else changes no score moves the balance alone. */
static int book_count(struct step *s, bool scored)
{
	const struct entry *e = s->e;
	struct replay_line *l = s->line;
	bool ok = dec_add(l->old_balance, e->points, &l->old_balance), counts = replay_counts(s->r, e);

	/* As in a tally: who only spent is there, too. */
	l->seen |= counts && (scored || kind_column(e->kind) != COLUMN_NONE);
	if (ok && scored)
		ok = add_worth(&l->old_all, e->score, e->points) &&
		     add_worth(&l->now_all, s->now.worth.score, s->now.worth.points);
	if (ok && scored && replay_happened(s->r, e))
		ok = add_happened(s);
	if (ok && scored && counts) {
		ok = add_counted(s);
		if (s->r->differing)
			print_difference(s);
	}
	return ok ? 0 : replay_too_big(s->r, e);
}

static int household_entry(struct step *s)
{
	struct replay_book *b = s->b;
	enum kind kind = s->e->kind;
	const struct roll_line *who = roll_find(&b->households, s->e->household);
	int rc = 0;

	if (!who)
		return diag_error(s->r->job->diag, EX_DATAERR,
				  _("the roster of %s has lost a household that the journal knows"), s->e->book);
	s->line = &b->lines[who - b->households.all];
	s->h = (struct household){.book = b->scheme, .id = who->id, .code = who->code};
	if (kind_is_event(kind)) {
		replay_veto_lift(s, NULL);
		rc = replay_event(s);
	} else if (kind == KIND_REVERSE) {
		rc = replay_reversal(s);
	}
	return rc ? rc : book_count(s, kind_column(kind) == COLUMN_SCORE);
}

static int book_entry(struct replay *r, struct replay_book *b, const struct entry *e)
{
	struct step s = {.r = r, .b = b, .e = e, .category = e->category};
	bool spent = e->kind == KIND_REDEEM || e->kind == KIND_REFUND;
	int rc = 0;

	s.now = (struct rescored){.worth = {e->score, e->points}, .kind = e->kind};
	if (*e->household)
		rc = household_entry(&s);
	if (rc == 0 && spent && replay_counts(r, e))
		rc = replay_item_add(r, b, e);
	b->entries[e->seq - 1] = s.now;
	return rc;
}

static int book_prepare(struct replay *r, struct replay_book *b)
{
	struct head head;
	int rc = journal_head(r->l, b->book->id, &head);

	if (rc == 0)
		rc = roll_households(r->l, b->book, &b->households);
	if (rc == 0)
		rc = replay_honors_read(r->l, b->book, b->households.n, &b->old_honors);
	if (rc == 0)
		rc = replay_honors_read(r->other, b->scheme, b->households.n, &b->now_honors);
	if (rc)
		return rc;
	b->nentries = head.seq;
	b->entries = xcalloc((size_t)head.seq + 1, sizeof *b->entries);
	b->lines = xcalloc(b->households.n + 1, sizeof *b->lines);
	for (size_t i = 0; i < b->households.n; i++)
		b->lines[i].household = &b->households.all[i];
	return 0;
}

int replay_book_walk(struct replay *r, struct replay_book *b)
{
	struct journal_walk w;
	struct entry e;
	int rc = book_prepare(r, b);

	if (rc)
		return rc;
	journal_walk(r->l, &w, b->book, 1, b->nentries);
	while (journal_next(&w, &e))
		w.rows.rc = book_entry(r, b, &e);
	return journal_walk_end(&w);
}
