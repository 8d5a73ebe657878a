#include "ledger/journal/ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/index.h"
#include "base/mem.h"
#include "base/radix.h"
#include "ledger/journal/id_filter.h"
#include "ledger/journal/journal.h"

SQL(IDS_OF_RUN, "SELECT b, seq FROM ids WHERE book = $1 AND run = $2 AND kind = $3 AND a = $4 ORDER BY b");
SQL(ID_ADD, "INSERT INTO ids (book, run, kind, a, b, seq) VALUES ($1, $2, $3, $4, $5, $6)");

enum {
	RUN_SHIFT = 16,	    /* 65,536 entries to a run */
	WAITING_MOST = 1 << 17 /* then they are written, so that memory stays flat */
};

/* What finds an id: several may agree in this. */
struct id_key {
	int64_t book, kind, a;
};

struct waiting {
	struct id_key key;
	int64_t b, seq;
};

struct ids_state {
	struct index index; /* by key */
	struct waiting *all;
	size_t n, room;
};

static int64_t run_of(int64_t seq)
{
	return seq >> RUN_SHIFT;
}

/* Looks at all ids that agree in `a`: until one agrees in `b` too, or for each that does not agree in content. */
struct search {
	struct id_key key;
	int64_t b;
	int64_t found; /* seq of the one that agrees; 0: none so far */
	int (*other)(void *ctx, int64_t seq); /* NULL: the one that agrees is wanted */
	void *ctx;
};

static int take_id(struct search *s, int64_t b, int64_t seq)
{
	if (s->other)
		return id_same_content(b, s->b) ? 0 : s->other(s->ctx, seq);
	if (b == s->b)
		s->found = seq;
	return 0;
}

static int search_run(struct ledger *l, int64_t run, struct search *s)
{
	struct rows r;

	db_query(l->db, &r, &IDS_OF_RUN, "iiii", s->key.book, run, s->key.kind, s->key.a);
	while (s->found == 0 && db_next(&r))
		r.rc = take_id(s, db_int(&r, 0), db_int(&r, 1));
	return db_end(&r);
}

static int search_stored(struct ledger *l, struct search *s)
{
	struct head head;
	int rc = journal_head(l, s->key.book, &head);
	int layers = rc == 0 ? id_filter_layer(head.seq) : -1;
	int64_t run = 0;

	for (int layer = 0; rc == 0 && s->found == 0 && layer <= layers; layer++) {
		int64_t last = run_of(id_filter_first(layer + 1) - 1);
		bool may;
		rc = id_filter_may_have(l, s->key.book, layer, (enum id_kind)s->key.kind, s->key.a, &may);
		/* The first layers share run 0: one that was searched for one of them need not be for the next. */
		if (run < run_of(id_filter_first(layer)))
			run = run_of(id_filter_first(layer));
		for (; rc == 0 && s->found == 0 && may && run <= last && run <= run_of(head.seq); run++)
			rc = search_run(l, run, s);
	}
	return rc;
}

static uint32_t hash_of(const struct id_key *key)
{
	return index_hash((uint64_t)key->a, (uint64_t)key->book << 8 | (uint64_t)key->kind);
}

static bool same_key(const struct id_key *x, const struct id_key *y)
{
	return x->a == y->a && x->book == y->book && x->kind == y->kind;
}

static int search_waiting(const struct ids_state *ids, struct search *s)
{
	uint32_t hash = hash_of(&s->key);
	size_t i;
	int rc = 0;

	for (uint32_t at = index_first(&ids->index, hash, &i); rc == 0 && s->found == 0 && at; at = index_next(&ids->index, hash, &i))
		if (same_key(&ids->all[at - 1].key, &s->key))
			rc = take_id(s, ids->all[at - 1].b, ids->all[at - 1].seq);
	return rc;
}

static int search_ids(struct ledger *l, struct search *s)
{
	int rc = l->ids ? search_waiting(l->ids, s) : 0;

	return rc || s->found ? rc : search_stored(l, s);
}

int ids_find(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int64_t *seq)
{
	struct search s = {.key = {book, kind, id.a}, .b = id.b};
	int rc = search_ids(l, &s);

	*seq = s.found;
	return rc;
}

int ids_others(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int (*f)(void *ctx, int64_t seq), void *ctx)
{
	struct search s = {.key = {book, kind, id.a}, .b = id.b, .other = f, .ctx = ctx};

	return search_ids(l, &s);
}

/* Sorts by one of the things that the table is ordered by. */
static void sort_by(const struct waiting *all, struct radix *order, struct radix *scratch, size_t n, uint64_t (*key)(const struct waiting *w))
{
	for (size_t i = 0; i < n; i++)
		order[i].key = key(&all[order[i].value]);
	radix_sort(order, scratch, n);
}

static uint64_t key_b(const struct waiting *w)
{
	return radix_key(w->b);
}

static uint64_t key_a(const struct waiting *w)
{
	return radix_key(w->key.a);
}

static uint64_t key_run_kind(const struct waiting *w)
{
	return (uint64_t)run_of(w->seq) << 8 | (uint64_t)w->key.kind;
}

static uint64_t key_book(const struct waiting *w)
{
	return (uint64_t)w->key.book;
}

/* The numbers of those that wait, in the order of the table; the caller frees it. */
static struct radix *in_order(const struct ids_state *s)
{
	struct radix *order = xcalloc(2 * s->n, sizeof *order), *scratch = order + s->n;

	for (size_t i = 0; i < s->n; i++)
		order[i].value = i;
	sort_by(s->all, order, scratch, s->n, key_b);
	sort_by(s->all, order, scratch, s->n, key_a);
	sort_by(s->all, order, scratch, s->n, key_run_kind);
	sort_by(s->all, order, scratch, s->n, key_book);
	return order;
}

static int write_waiting(struct ledger *l)
{
	struct ids_state *s = l->ids;
	struct radix *order;
	int rc = 0;

	if (!s || s->n == 0)
		return 0;
	order = in_order(s);
	for (size_t i = 0; i < s->n && rc == 0; i++) {
		const struct waiting *w = &s->all[order[i].value];
		rc = db_later(l->db, &ID_ADD, "iiiiii", w->key.book, run_of(w->seq), w->key.kind, w->key.a, w->b, w->seq);
	}
	free(order);
	index_clear(&s->index);
	s->n = 0;
	return rc;
}

int ids_add(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int64_t seq)
{
	const struct id_key key = {book, kind, id.a};
	struct ids_state *s;

	if (!l->ids)
		l->ids = xcalloc(1, sizeof *l->ids);
	s = l->ids;
	if (s->n == s->room) {
		s->room = s->room ? 2 * s->room : 64;
		s->all = xrealloc(s->all, s->room, sizeof *s->all);
	}
	s->all[s->n++] = (struct waiting){key, id.b, seq};
	index_add(&s->index, hash_of(&key), (uint32_t)s->n);
	int rc = id_filter_add(l, book, seq, kind, id.a);
	return rc == 0 && s->n >= WAITING_MOST ? write_waiting(l) : rc;
}

int ids_is_reachable(struct ledger *l, int64_t book, int64_t run, enum id_kind kind, int64_t a, int64_t seq, bool *reachable)
{
	*reachable = false;
	return run == run_of(seq) ? id_filter_may_have(l, book, id_filter_layer(seq), kind, a, reachable) : 0;
}

int ids_flush(struct ledger *l)
{
	int rc = write_waiting(l);

	return rc ? rc : id_filter_flush(l);
}

void ids_forget(struct ledger *l)
{
	struct ids_state *s = l->ids;

	id_filter_forget(l);
	if (!s)
		return;
	index_free(&s->index);
	free(s->all);
	free(s);
	l->ids = NULL;
}
