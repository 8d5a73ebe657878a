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
};

enum { PARTS = sizeof parts / sizeof *parts };

static int start_parts(struct checking *c, void **states)
{
	int rc = 0;

	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->start)
			rc = parts[i]->start(c, &states[i]);
	return rc;
}

struct check_walk {
	struct checking *c;
	void **states;
};

static int check_book_entry(void *ctx, const struct entry *e, bool fits)
{
	const struct check_walk *w = ctx;
	struct checking *c = w->c;
	int rc = 0;

	c->odd |= !fits;
	c->read[READ_JOURNAL]++;
	c->who = NULL;
	c->of = e->kind;
	c->corrects = c->corrected_points = 0;
	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->entry)
			rc = parts[i]->entry(c, w->states[i], e);
	return rc;
}

static int check_book_walk(struct checking *c, void **states)
{
	return journal_all(c->l, c->book, check_book_entry, &(struct check_walk){c, states});
}

static int end_parts(struct checking *c, void **states)
{
	int rc = 0;

	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->end)
			rc = parts[i]->end(c, states[i]);
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
	void *states[PARTS] = {NULL};
	int rc = start_parts(&c, states);

	if (rc == 0)
		rc = check_book_walk(&c, states);
	if (rc == 0)
		rc = end_parts(&c, states);
	sum_up(&c, out);
	/* What could not be read has been reported elsewhere; it is this book's fault all the same. */
	out->fault = rc && !c.fault ? xstrdup(l->diag->last) : c.fault;
	for (size_t i = PARTS; i-- > 0;)
		if (parts[i]->free)
			parts[i]->free(states[i]);
	for (size_t i = 0; i < c.n; i++)
		lots_free(&c.all[i].lots);
	free(c.all);
	map_free(&c.by_code);
	return rc;
}
