#include "ledger/ids.h"

#include <stdlib.h>

#include "ledger/id_filter.h"
#include "ledger/journal.h"

SQL(IDS_OF_RUN, "SELECT b, seq FROM ids WHERE book = $1 AND run = $2 AND kind = $3 AND a = $4 ORDER BY b");
SQL(ID_ADD, "INSERT INTO ids (book, run, kind, a, b, seq) VALUES ($1, $2, $3, $4, $5, $6)");

enum {
	RUN_SHIFT = 16,	    /* 65,536 entries to a run */
	WAITING_MOST = 1 << 17 /* then they are written, so that memory stays flat */
};

/* What finds an id in memory: those that agree in this are linked. */
struct id_key {
	int64_t book, kind, a;
};

struct waiting {
	struct id_key key;
	int64_t b, seq;
	int64_t next; /* another one with the same key, -1: none */
};

struct ids_state {
	struct map index; /* key → the newest with it */
	struct waiting *all;
	size_t n, room;
};

static int64_t run_of(int64_t seq)
{
	return seq >> RUN_SHIFT;
}

/* Calls f with each id that agrees in `a`, until it returns not 0, and returns that; -1 failed. */
typedef int agrees_f(void *ctx, int64_t b, int64_t seq);

static int search_run(struct ledger *l, int64_t run, const struct id_key *key, agrees_f *f, void *ctx)
{
	struct rows r;
	int got = -1, rc = 0;

	if (db_query(l->db, &r, &IDS_OF_RUN, "iiii", key->book, run, key->kind, key->a) == 0)
		while (rc == 0 && (got = db_next(&r)) == 1)
			rc = f(ctx, db_int(&r, 0), db_int(&r, 1));
	db_end(&r);
	if (got < 0)
		ledger_fault(l);
	return got < 0 ? -1 : rc;
}

static int search_stored(struct ledger *l, const struct id_key *key, agrees_f *f, void *ctx)
{
	struct head head;
	int rc = journal_head(l, key->book, &head) ? -1 : 0;
	int layers = rc == 0 ? id_filter_layer(head.seq) : -1;
	int64_t run = 0;

	for (int layer = 0; rc == 0 && layer <= layers; layer++) {
		int64_t last = run_of(id_filter_first(layer + 1) - 1);
		int may = id_filter_may_have(l, key->book, layer, (enum id_kind)key->kind, key->a);
		if (may < 0)
			return -1;
		/* The first layers share run 0: one that was searched for one of them need not be for the next. */
		if (run < run_of(id_filter_first(layer)))
			run = run_of(id_filter_first(layer));
		for (; rc == 0 && may && run <= last && run <= run_of(head.seq); run++)
			rc = search_run(l, run, key, f, ctx);
	}
	return rc;
}

static int search(struct ledger *l, const struct id_key *key, agrees_f *f, void *ctx)
{
	const struct ids_state *s = l->ids;
	const int64_t *at = s ? map_get(&s->index, key, sizeof *key) : NULL;
	int rc = 0;

	for (int64_t i = at ? *at : -1; rc == 0 && i >= 0; i = s->all[i].next)
		rc = f(ctx, s->all[i].b, s->all[i].seq);
	return rc ? rc : search_stored(l, key, f, ctx);
}

struct wanted {
	int64_t b;
	int64_t seq;
};

static int same(void *ctx, int64_t b, int64_t seq)
{
	struct wanted *w = ctx;

	if (b != w->b)
		return 0;
	w->seq = seq;
	return 1;
}

int64_t ids_find(struct ledger *l, int64_t book, enum id_kind kind, struct id id)
{
	const struct id_key key = {book, kind, id.a};
	struct wanted w = {.b = id.b};

	return search(l, &key, same, &w) < 0 ? -1 : w.seq;
}

struct others {
	int64_t b;
	int (*f)(void *ctx, int64_t seq);
	void *ctx;
};

static int other(void *ctx, int64_t b, int64_t seq)
{
	const struct others *o = ctx;

	return id_same_content(b, o->b) ? 0 : o->f(o->ctx, seq);
}

int ids_others(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int (*f)(void *ctx, int64_t seq), void *ctx)
{
	const struct id_key key = {book, kind, id.a};
	struct others o = {id.b, f, ctx};

	return search(l, &key, other, &o);
}

static int by_key(const void *a, const void *b)
{
	const struct waiting *x = a, *y = b;

	if (x->key.book != y->key.book)
		return x->key.book < y->key.book ? -1 : 1;
	if (run_of(x->seq) != run_of(y->seq))
		return x->seq < y->seq ? -1 : 1;
	if (x->key.kind != y->key.kind)
		return x->key.kind < y->key.kind ? -1 : 1;
	if (x->key.a != y->key.a)
		return x->key.a < y->key.a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

static int write_waiting(struct ledger *l)
{
	struct ids_state *s = l->ids;

	if (!s || s->n == 0)
		return 0;
	qsort(s->all, s->n, sizeof *s->all, by_key);
	for (size_t i = 0; i < s->n; i++) {
		const struct waiting *w = &s->all[i];
		if (db_later(l->db, &ID_ADD, "iiiiii", w->key.book, run_of(w->seq), w->key.kind, w->key.a, w->b,
			   w->seq) != 0)
			return ledger_fault(l);
	}
	map_free(&s->index);
	s->n = 0;
	return 0;
}

int ids_add(struct ledger *l, int64_t book, enum id_kind kind, struct id id, int64_t seq)
{
	const struct id_key key = {book, kind, id.a};
	struct ids_state *s;
	int64_t *newest, next = -1;
	bool added;

	if (!l->ids)
		l->ids = xcalloc(1, sizeof *l->ids);
	s = l->ids;
	if (s->n == s->room) {
		s->room = s->room ? 2 * s->room : 64;
		s->all = xrealloc(s->all, s->room, sizeof *s->all);
	}
	newest = map_put(&s->index, &key, sizeof key, (int64_t)s->n, &added);
	if (!added) {
		next = *newest;
		*newest = (int64_t)s->n;
	}
	s->all[s->n++] = (struct waiting){key, id.b, seq, next};
	int rc = id_filter_add(l, book, seq, kind, id.a);
	return rc == 0 && s->n >= WAITING_MOST ? write_waiting(l) : rc;
}

int ids_is_reachable(struct ledger *l, int64_t book, int64_t run, enum id_kind kind, int64_t a, int64_t seq)
{
	return run == run_of(seq) ? id_filter_may_have(l, book, id_filter_layer(seq), kind, a) : 0;
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
	map_free(&s->index);
	free(s->all);
	free(s);
	l->ids = NULL;
}
