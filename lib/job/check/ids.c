/*
 * Every id handed in or derived is known with its entry, so that twice stays once.
 *
 * Ids are as many as entries and lie in another order: both sides are added up as hashes, and only when the sums differ
 * is the first place looked for.
 */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/journal/ids.h"

struct sum {
	uint64_t words;
	int64_t n;
};

static int check_ids_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct sum));
	return 0;
}

/* A mixer of integers (the finisher of splitmix64): nobody who can choose the ids gains by meeting it. */
static uint64_t mix(uint64_t h, int64_t v)
{
	h = (h ^ (uint64_t)v) + 0x9e3779b97f4a7c15u;
	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 27) * 0x94d049bb133111ebu;
	return h ^ h >> 31;
}

static void check_ids_count(struct sum *s, int64_t kind, struct id id, int64_t seq)
{
	s->words += mix(mix(mix(mix(0, kind), id.a), id.b), seq);
	s->n++;
}

static int check_ids_entry(struct checking *c, void *state, const struct entry *e)
{
	enum id_kind kind;
	struct id id;

	(void)c;
	if (entry_id(e, &kind, &id))
		check_ids_count(state, kind, id, e->seq);
	return 0;
}

/* Two given ids may share the first number: the second one then counts. */
static int look_up(struct checking *c, const struct entry *e)
{
	enum id_kind kind;
	struct id id;
	int64_t seq;

	if (!entry_id(e, &kind, &id))
		return 0;
	for (;; id.b++) {
		int rc = ids_find(c->l, c->book->id, kind, id, &seq);
		if (rc || seq == e->seq)
			return rc;
		if (seq == 0 || *e->id == 'x')
			return check_fault(c, _("entry %s:%lld: its id %s is not known with it"), e->book,
					   (long long)e->seq, e->id);
	}
}

static int find_lost(struct checking *c)
{
	struct journal_walk w;
	struct entry e;

	journal_walk(c->l, &w, c->book, 1, 0);
	while (journal_next(&w, &e))
		w.rows.rc = look_up(c, &e);
	return journal_walk_end(&w);
}

/* Whether the id kept for `seq` is that entry's. */
static int look_back(struct checking *c, int64_t kept_kind, int64_t a, int64_t seq)
{
	struct entry_store store;
	enum id_kind kind;
	struct entry e;
	struct id id;
	bool found;
	int rc = journal_look(c->l, c->book->id, seq, &e, &store, &found);

	if (rc == 0 && (!found || !entry_id(&e, &kind, &id) || (int64_t)kind != kept_kind || id.a != a))
		rc = check_fault(c, _("%s: an id is kept with entry %s:%lld that is not its own"), c->book->code,
				 c->book->code, (long long)seq);
	entry_store_free(&store);
	return rc;
}

static int find_strange(struct checking *c)
{
	struct rows r;

	checks_walk(c->l, CHECKED_IDS, c->book, &r);
	while (db_next(&r))
		r.rc = look_back(c, db_int(&r, 0), db_int(&r, 1), db_int(&r, 3));
	return db_end(&r);
}

/* What is kept, in order of its key. */
struct kept_ids {
	struct sum sum;
	union db_cell row[5], before[5]; /* kind, a, b, seq, run; as of the row before */
	int64_t lost;                    /* the first that would not be found */
};

static bool check_ids_in_order(const struct kept_ids *k)
{
	static const int key[] = {4, 0, 1, 2};

	for (size_t i = 0; i < sizeof key / sizeof *key; i++)
		if (k->row[key[i]].i != k->before[key[i]].i)
			return k->row[key[i]].i > k->before[key[i]].i;
	return k->sum.n == 0;
}

/* An id that is kept where nobody will look for it would let an event be posted twice. */
static int count_kept(struct checking *c, struct kept_ids *k)
{
	int64_t kind = k->row[0].i, a = k->row[1].i, seq = k->row[3].i;
	bool found = false;
	int rc = 0;

	check_ids_count(&k->sum, kind, (struct id){a, k->row[2].i}, seq);
	if (seq >= 1 && seq <= c->newest)
		rc = ids_is_reachable(c->l, c->book->id, k->row[4].i, (enum id_kind)kind, a, seq, &found);
	if (rc == 0 && !found && k->lost == 0)
		k->lost = seq;
	return rc;
}

static int read_kept(struct checking *c, struct kept_ids *k)
{
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_IDS, c->book, &r);
	while (db_next(&r)) {
		bool fits = db_row(&r, "nnnnn", k->row);
		c->odd |= !fits || !check_ids_in_order(k);
		r.rc = count_kept(c, k);
		memcpy(k->before, k->row, sizeof k->row);
	}
	rc = db_end(&r);
	ids_forget(c->l);
	c->read[READ_IDS] = k->sum.n;
	return rc;
}

static int check_ids_end(struct checking *c, void *state)
{
	const struct sum *journal = state;
	struct kept_ids kept = {0};
	int rc = read_kept(c, &kept);

	if (rc == 0 && kept.lost && kept.sum.words == journal->words)
		rc = check_fault(c, _("entry %s:%lld: its id is kept where it would not be found"), c->book->code,
				 (long long)kept.lost);
	if (rc || (kept.sum.words == journal->words && kept.sum.n == journal->n))
		return rc;
	rc = find_lost(c);
	if (rc == 0)
		rc = find_strange(c);
	if (rc == 0 && kept.sum.n != journal->n)
		rc = check_fault(c, _("%s: %lld ids are kept, the entries have %lld"), c->book->code,
				 (long long)kept.sum.n, (long long)journal->n);
	return rc;
}

const struct check_part check_ids = {check_ids_start, check_ids_entry, check_ids_end, free};
