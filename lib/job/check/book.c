/* One book: its journal is walked once, and each part looks at every entry. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"
#include "job/check/internal.h"

/* In this order for each entry: the chain first, so that a changed entry is found as such. */
static const struct check_part *const parts[] = {
	&check_chain,        &check_accounts, &check_corrections, &check_months, &check_sums,
	&check_stock,        &check_lots,     &check_ids,         &check_notes,  &check_receipts,
	&check_reservations, &check_coupons,  &check_digests,     &check_uses,   &check_vetoes,
	&check_disputes,     &check_notices,  &check_fund,        &check_bills,  &check_honors,
	&check_settings,
};

enum { PARTS = sizeof parts / sizeof *parts };

struct check_walk {
	struct checking *c;
	void *states[PARTS];
	int ended[PARTS]; /* the exit code with which a part ended, 0: it goes on */
};

/* What a part found ends that part alone; what keeps the ledger from being read ends the check of the book. */
static int check_book_part(struct check_walk *w, size_t part, int rc)
{
	w->ended[part] = rc;
	return rc == EX_REFUSED || rc == EX_DATAERR ? 0 : rc;
}

static int start_parts(struct check_walk *w)
{
	int rc = check_roster(w->c);

	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->start)
			rc = check_book_part(w, i, parts[i]->start(w->c, &w->states[i]));
	return rc;
}

static int check_book_entry(void *ctx, const struct entry *e, bool fits)
{
	struct check_walk *w = ctx;
	struct checking *c = w->c;
	int rc;

	c->odd |= !fits;
	c->read[READ_JOURNAL]++;
	c->entries++;
	c->newest = e->seq;
	check_household(c, e);
	rc = check_corrected(c, e);
	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->entry && w->ended[i] == 0)
			rc = check_book_part(w, i, parts[i]->entry(c, w->states[i], e));
	return rc;
}

static int end_parts(struct check_walk *w)
{
	int rc = 0;

	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->end && w->ended[i] == 0)
			rc = check_book_part(w, i, parts[i]->end(w->c, w->states[i]));
	for (size_t i = 0; i < PARTS && rc == 0; i++)
		rc = w->ended[i];
	return rc;
}

static void sum_up(const struct checking *c, struct check_result *out)
{
	*out = (struct check_result){.entries = c->entries,
				     .erased = c->erased,
				     .odd = c->odd,
				     .points = c->total.points,
				     .score = sums_score(&c->total)};
	memcpy(out->read, c->read, sizeof out->read);
	memcpy(out->hash, c->entries ? c->hash : "", c->entries ? HASH_SIZE : 1);
	for (size_t i = 0; i < c->n; i++) {
		out->households += c->all[i].last > 0;
		if (!dec_add(out->balance, c->all[i].balance, &out->balance))
			out->balance = BLANK;
	}
}

int check_book(struct ledger *l, const struct book *book, const struct digests *scheme, struct check_result *out)
{
	struct checking c = {.l = l, .book = book, .scheme = scheme};
	struct check_walk w = {.c = &c};
	int rc = start_parts(&w);

	if (rc == 0)
		rc = journal_all(l, book, check_book_entry, &w);
	if (rc == 0)
		rc = end_parts(&w);
	sum_up(&c, out);
	/* What could not be read has been reported elsewhere; it is this book's fault all the same. */
	out->fault = rc && !c.fault ? xstrdup(l->diag->last) : c.fault;
	for (size_t i = PARTS; i-- > 0;)
		if (parts[i]->free)
			parts[i]->free(w.states[i]);
	for (size_t i = 0; i < c.n; i++)
		lots_free(&c.all[i].lots);
	free(c.all);
	map_free(&c.by_code);
	return rc;
}
