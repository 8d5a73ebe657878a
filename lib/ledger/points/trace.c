#include "ledger/points/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ledger/journal/transfers.h"
#include "ledger/points/chain.h"
#include "ledger/points/lots.h"

/* A lot on its way from household to household. */
struct stop {
	struct household *h;
	int64_t seq;
	int part;
	int64_t points; /* what arrived, above 0 */
	int64_t moved;	/* and left again */
	int64_t expired;
};

struct tracing {
	struct ledger *l;
	bool debt; /* it is debt that is followed */
	struct trace *out;
};

static void trace_add(struct trace *t, struct household *h, int64_t points)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].h == h) {
			t->all[i].points += points;
			return;
		}
	t->all = xrealloc(t->all, t->n + 1, sizeof *t->all);
	t->all[t->n++] = (struct share){h, points};
}

/* Calls f with each later entry of the stop's household, the newest first. */
static int each_later(struct tracing *t, struct household *h, int64_t since, int (*f)(struct tracing *t, const struct entry *e, void *ctx), void *ctx)
{
	int rc = roster_account(t->l, h);
	struct link link;

	for (int64_t seq = h->last; rc == 0 && seq > since; seq = link.prev) {
		struct entry e;
		rc = chain_get(t->l, h, NULL, seq, &link);
		if (rc)
			return rc;
		e = link_entry(&link, h->book);
		rc = f(t, &e, ctx);
		link_free(&link);
	}
	return rc;
}

static bool gives(const struct entry *e)
{
	return e->kind == KIND_TRANSFER && !*e->account;
}

static int follow_lot(struct tracing *t, struct stop *at);

/* What one entry took from the stop's lot: it died, or it went on to another household. */
static int follow_entry(struct tracing *t, const struct entry *e, void *ctx)
{
	struct stop *at = ctx, next;
	struct allotments took = {0};
	int rc = 0;

	if (gives(e) || (e->kind == KIND_EXPIRE && !t->debt))
		rc = allotments_read(t->l, e->book_id, e->seq, &took);
	for (size_t i = 0; i < took.n && rc == 0; i++) {
		int64_t points = t->debt ? took.a[i].points : -took.a[i].points;
		if (took.a[i].lot != at->seq || took.a[i].part != at->part || points <= 0)
			continue;
		*(gives(e) ? &at->moved : &at->expired) += points;
		if (!gives(e))
			continue;
		next = (struct stop){.part = (int)i + 1, .points = points};
		rc = transfer_receiver(t->l, e, &next.h, &next.seq);
		if (rc == 0)
			rc = follow_lot(t, &next);
	}
	allotments_free(&took);
	return rc;
}

/* What is left of the stop's lot, dead and alive. */
static int read_left(struct tracing *t, const struct stop *at, int64_t *dead, int64_t *alive)
{
	char today[DATE_SIZE];
	struct lots lots;
	int rc = household_lots(t->l, at->h, t->l->journal != NULL, &lots);

	*dead = *alive = 0;
	date_format(t->l->today, today);
	for (size_t i = 0; rc == 0 && i < lots.n; i++) {
		const struct lot *lot = &lots.lot[i];
		if (lot->seq == at->seq && lot->part == at->part && (lot->points < 0) == t->debt)
			*(strcmp(lot->last_day, today) < 0 ? dead : alive) += t->debt ? -lot->points : lot->points;
	}
	if (rc == 0)
		lots_free(&lots);
	return rc;
}

static int share_out(struct tracing *t, struct stop *at, int64_t dead, int64_t alive)
{
	int64_t here = at->points - at->moved, spent;
	struct household *h;
	int rc;

	if (t->debt) {
		trace_add(t->out, at->h, here);
		return 0;
	}
	spent = here - at->expired - dead - alive;
	t->out->dead += at->expired + dead;
	trace_add(t->out, at->h, alive);
	rc = spent > 0 ? trace_household(t->l, at->h, at->seq, &h) : 0;
	if (rc == 0 && spent > 0)
		trace_add(t->out, h, spent);
	return rc;
}

static int follow_lot(struct tracing *t, struct stop *at)
{
	int64_t dead, alive;
	int rc = read_left(t, at, &dead, &alive);

	/* Mostly nobody has taken anything. */
	if (rc == 0 && dead + alive != at->points)
		rc = each_later(t, at->h, at->seq, follow_entry, at);
	return rc ? rc : share_out(t, at, dead, alive);
}

int entry_debt(struct ledger *l, int64_t book, int64_t seq, int64_t *debt)
{
	struct allotments took;
	int rc = allotments_read(l, book, seq, &took);

	*debt = 0;
	for (size_t i = 0; i < took.n; i++)
		if (took.a[i].lot == seq && took.a[i].points < 0)
			*debt -= took.a[i].points;
	allotments_free(&took);
	return rc;
}

static int by_book(const void *a, const void *b)
{
	const struct household *x = ((const struct share *)a)->h, *y = ((const struct share *)b)->h;
	int c = strcmp(x->book->code, y->book->code);

	return c ? c : strcmp(x->code, y->code);
}

/* In order of their books, as heads are taken; without the entry's own household and without those that have nothing. */
static void tidy(struct trace *t, const struct household *own)
{
	size_t k = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].h != own && t->all[i].points > 0)
			t->all[k++] = t->all[i];
	t->n = k;
	if (k > 1)
		qsort(t->all, k, sizeof *t->all, by_book);
}

int trace_entry(struct ledger *l, struct household *h, const struct entry *of, struct trace *out)
{
	struct tracing t = {.l = l, .debt = of->points < 0, .out = out};
	struct stop first = {.h = h, .seq = of->seq, .points = of->points};
	int rc = household_settle(l, h);

	*out = (struct trace){0};
	if (rc == 0 && t.debt)
		rc = entry_debt(l, of->book_id, of->seq, &first.points);
	if (rc == 0 && first.points > 0)
		rc = follow_lot(&t, &first);
	tidy(out, h);
	return rc;
}

void trace_free(struct trace *t)
{
	free(t->all);
	*t = (struct trace){0};
}

/* A move of everything; the walk goes back in time, so that the first one comes last. */
static int find_move(struct tracing *t, const struct entry *e, void *ctx)
{
	struct stop *next = ctx;

	return gives(e) && !*e->corrects ? transfer_receiver(t->l, e, &next->h, &next->seq) : 0;
}

int trace_household(struct ledger *l, struct household *h, int64_t since, struct household **out)
{
	struct tracing t = {.l = l};
	struct stop next = {.h = h, .seq = since};
	int rc = 0;

	do {
		*out = next.h;
		next.h = NULL;
		rc = each_later(&t, *out, next.seq, find_move, &next);
	} while (rc == 0 && next.h);
	return rc;
}
