/* What is kept beside the journal and derives from it: accounts, monthly sums, stock, the fund. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ledger/journal/bills.h"
#include "ledger/journal/fund.h"
#include "ledger/journal/internal.h"
#include "ledger/journal/stock.h"

SQL(SUMS_ADD, "INSERT INTO sums (book, period, household, events, earned, deducted, points, redeemed, expired, other) "
	      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (book, period, household) DO UPDATE SET "
	      "events = sums.events + excluded.events, earned = sums.earned + excluded.earned, "
	      "deducted = sums.deducted + excluded.deducted, points = sums.points + excluded.points, "
	      "redeemed = sums.redeemed + excluded.redeemed, expired = sums.expired + excluded.expired, "
	      "other = sums.other + excluded.other");

enum { SUMS_MOST = 1 << 16 /* then they are written, so that memory stays flat and the database has something to do */ };

/* The sums of a household in the entry's month: usually those it was met with last. */
static struct held_sum *find_sum(struct journal_state *s, const struct entry *e, struct household *h)
{
	struct sum_key key = {.book = e->book_id, .household = h->id};
	bool added;

	memcpy(key.period, e->period, sizeof key.period);
	if (h->sum_at && (size_t)h->sum_at <= s->nsums && memcmp(&s->sums[h->sum_at - 1].key, &key, sizeof key) == 0)
		return &s->sums[h->sum_at - 1];
	if (s->nsums == s->rsums) {
		s->rsums = s->rsums ? 2 * s->rsums : 64;
		s->sums = xrealloc(s->sums, s->rsums, sizeof *s->sums);
	}
	h->sum_at = *map_put(&s->sum_index, &key, sizeof key, (int64_t)s->nsums + 1, &added);
	if (added)
		s->sums[s->nsums++] = (struct held_sum){.key = key};
	return &s->sums[h->sum_at - 1];
}

static int too_big(struct ledger *l, const struct household *h)
{
	return diag_error(l->diag, EX_DATAERR, _("the figures of household %s would grow beyond what can be counted"), h->code);
}

int kept_check(struct ledger *l, const struct entry *e, struct household *h, enum kind of, struct kept *out)
{
	struct journal_state *s = journal_state(l);
	int rc = 0;

	*out = (struct kept){0};
	if (!h)
		return 0;
	if (s->nsums >= SUMS_MOST)
		rc = sums_flush(l);
	if (rc)
		return rc;
	out->sum = find_sum(s, e, h);
	out->after = out->sum->sums;
	if (!sums_add(&out->after, e, of) || !dec_add(h->balance, e->points, &out->balance))
		return too_big(l, h);
	return 0;
}

/* What can be refused comes first, so that a refused entry has changed nothing: money that leaves, then goods that leave. */
int kept_goods(struct ledger *l, const struct entry *e)
{
	bool pays = e->money != BLANK && e->money < 0;
	int rc = pays ? fund_move(l, e) : fund_room(l, e);

	if (rc == 0)
		rc = stock_move(l, e);
	return rc || pays ? rc : fund_move(l, e);
}

int kept_add(struct ledger *l, const struct entry *e, struct household *h, const struct kept *k)
{
	struct journal_state *s = journal_state(l);
	struct held_month *m;
	int rc = months_find(l, e->book_id, e->period, &m);

	if (rc)
		return rc;
	if (m->first == 0)
		m->first = e->seq;
	m->last = e->seq;
	m->binding += entry_is_binding(e);
	if (e->kind == KIND_CLOSE)
		months_close(s, e);
	rc = stock_settle(l, e);
	if (rc == 0)
		rc = bill_payable(l, e);
	if (rc || !h)
		return rc;
	k->sum->sums = k->after;
	k->sum->dirty = true;
	h->balance = k->balance;
	h->last = e->seq;
	h->account_dirty = true;
	return 0;
}

static int by_key(const void *a, const void *b)
{
	const struct sum_key *x = &((const struct held_sum *)a)->key, *y = &((const struct held_sum *)b)->key;
	int c;

	if (x->book != y->book)
		return x->book < y->book ? -1 : 1;
	c = memcmp(x->period, y->period, sizeof x->period);
	return c ? c : x->household < y->household ? -1 : x->household > y->household;
}

int sums_flush(struct ledger *l)
{
	struct journal_state *s = journal_state(l);
	int rc = 0;

	if (s->nsums)
		qsort(s->sums, s->nsums, sizeof *s->sums, by_key);
	for (size_t i = 0; i < s->nsums && rc == 0; i++) {
		const struct held_sum *h = &s->sums[i];
		const struct sums *v = &h->sums;
		if (h->dirty)
			rc = db_later(l->db, &SUMS_ADD, "itiiiiiiii", h->key.book, h->key.period, h->key.household, v->events, v->earned,
				      v->deducted, v->points, v->redeemed, v->expired, v->other);
	}
	map_free(&s->sum_index);
	s->nsums = 0;
	return rc;
}
