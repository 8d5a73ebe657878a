#include "ledger/uses.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

SQL(USE_READ, "SELECT events, times, quantity, granted, deducted FROM uses WHERE book = $1 AND win = $2 AND household = $3 AND rule = $4 "
	      "AND member = $5");
SQL(USES_OF_WINDOW, "SELECT 1 FROM uses WHERE book = $1 AND win = $2 LIMIT 1");
SQL(USES_OF_BOOK, "SELECT household, rule, win, member, events, times, quantity, granted, deducted FROM uses WHERE book = $1");
SQL(USE_WRITE, "INSERT INTO uses (book, win, household, rule, member, events, times, quantity, granted, deducted) "
	       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (book, win, household, rule, member) DO UPDATE SET "
	       "events = excluded.events, times = excluded.times, quantity = excluded.quantity, granted = excluded.granted, deducted = excluded.deducted");

SQL(USES_CLEAR, "DELETE FROM uses WHERE book = $1");

enum { HELD_MOST = 1 << 18 /* then they are written and read again when asked for, so that memory stays flat */ };

/* Texts are numbered as they are met, so that a key has a fixed length. */
struct use_key {
	int64_t book, household;
	int32_t win, rule, member;
	int32_t unused; /* 0: keys are compared as bytes */
};

struct use {
	bool dirty;
	struct usage usage;
};

struct uses {
	struct ledger *l;
	bool blank; /* nothing is read or written */
	struct map words;
	struct map windows; /* book and window → whether the ledger has any usage in it */
	struct map index;   /* use_key → place in all */
	struct use *all;
	size_t n, size;
};

struct uses *uses_new(struct ledger *l)
{
	struct uses *u = xcalloc(1, sizeof *u);

	u->l = l;
	return u;
}

struct uses *uses_new_blank(struct ledger *l)
{
	struct uses *u = uses_new(l);

	u->blank = true;
	return u;
}

static void drop_held(struct uses *u)
{
	map_free(&u->index);
	u->n = 0;
}

void uses_forget(struct uses *u)
{
	drop_held(u);
	map_free(&u->words);
	map_free(&u->windows);
	free(u->all);
	u->all = NULL;
	u->size = 0;
}

void uses_free(struct uses *u)
{
	if (!u)
		return;
	uses_forget(u);
	free(u);
}

static int32_t number_of(struct uses *u, const char *word)
{
	return (int32_t)*map_put(&u->words, word, strlen(word), (int64_t)u->words.n, NULL);
}

static const char *word_of(const struct uses *u, int32_t number)
{
	return map_key(&u->words, (size_t)number, NULL);
}

/* Whether it is worth asking the ledger about a window: a new month begins with nothing in it. *kept gets where this is noted. */
static int window_kept(struct uses *u, const struct use_key *key, int64_t **kept)
{
	const int64_t of[2] = {key->book, key->win};
	struct rows r;
	bool added;
	int got;

	*kept = map_put(&u->windows, of, sizeof of, 0, &added);
	if (!added || u->blank)
		return 0;
	got = db_one(u->l->db, &r, &USES_OF_WINDOW, "it", key->book, word_of(u, key->win));
	if (got < 0)
		return ledger_fault(u->l);
	if (got == 1)
		db_end(&r);
	**kept = got;
	return 0;
}

static int read_use(struct uses *u, const struct use_key *key, struct usage *out)
{
	struct rows r;
	int64_t *kept;
	int got, rc = window_kept(u, key, &kept);

	*out = (struct usage){0};
	if (rc || !*kept)
		return rc;
	got = db_one(u->l->db, &r, &USE_READ, "ititt", key->book, word_of(u, key->win), key->household, word_of(u, key->rule),
		     word_of(u, key->member));
	if (got < 0)
		return ledger_fault(u->l);
	if (got == 1) {
		*out = (struct usage){db_int(&r, 0), db_int(&r, 1), db_int(&r, 2), db_int(&r, 3), db_int(&r, 4)};
		db_end(&r);
	}
	return 0;
}

static struct use_key key_of(struct uses *u, const struct household *h, const char *rule, const char *window, const char *member)
{
	return (struct use_key){h->book->id, h->id, number_of(u, window), number_of(u, rule), number_of(u, member), 0};
}

int uses_find(struct uses *u, const struct household *h, const char *rule, const char *window, const char *member, struct usage **out, bool change)
{
	struct use_key key = key_of(u, h, rule, window, member);
	int64_t *at = map_get(&u->index, &key, sizeof key);
	int rc = 0;

	if (!at) {
		if (u->n >= HELD_MOST && !u->blank) {
			rc = uses_flush(u);
			drop_held(u);
		}
		if (u->n == u->size) {
			u->size = u->size ? 2 * u->size : 64;
			u->all = xrealloc(u->all, u->size, sizeof *u->all);
		}
		at = map_put(&u->index, &key, sizeof key, (int64_t)u->n, NULL);
		u->all[u->n] = (struct use){0};
		if (rc == 0)
			rc = read_use(u, &key, &u->all[u->n].usage);
		u->n++;
	}
	u->all[*at].dirty |= change;
	*out = &u->all[*at].usage;
	return rc;
}

/* Orders what is held by the key of the table. */
struct order {
	const struct uses *u;
	struct use_key key;
	size_t at;
};

static int by_word(const struct uses *u, int32_t a, int32_t b)
{
	return a == b ? 0 : strcmp(word_of(u, a), word_of(u, b));
}

static int by_key(const void *a, const void *b)
{
	const struct order *x = a, *y = b;
	int c;

	if (x->key.book != y->key.book)
		return x->key.book < y->key.book ? -1 : 1;
	c = by_word(x->u, x->key.win, y->key.win);
	if (c)
		return c;
	if (x->key.household != y->key.household)
		return x->key.household < y->key.household ? -1 : 1;
	c = by_word(x->u, x->key.rule, y->key.rule);
	return c ? c : by_word(x->u, x->key.member, y->key.member);
}

static int write_use(struct uses *u, const struct order *o)
{
	const struct usage *x = &u->all[o->at].usage;
	int64_t *kept;
	int rc = window_kept(u, &o->key, &kept);

	*kept = 1;
	if (rc == 0 && db_run(u->l->db, &USE_WRITE, NULL, "ititt" "iiiii", o->key.book, word_of(u, o->key.win), o->key.household,
			      word_of(u, o->key.rule), word_of(u, o->key.member), x->events, x->times, x->quantity, x->granted,
			      x->deducted) != 0)
		rc = ledger_fault(u->l);
	u->all[o->at].dirty = false;
	return rc;
}

int uses_flush(struct uses *u)
{
	struct order *order = xcalloc(u->n + 1, sizeof *order);
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < u->n; i++)
		if (u->all[i].dirty) {
			order[n] = (struct order){.u = u, .at = i};
			memcpy(&order[n++].key, map_key(&u->index, i, NULL), sizeof order->key);
		}
	qsort(order, n, sizeof *order, by_key);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = write_use(u, &order[i]);
	free(order);
	return rc;
}

int uses_clear(struct ledger *l, const struct book *book)
{
	return db_run(l->db, &USES_CLEAR, NULL, "i", book->id) ? ledger_fault(l) : 0;
}

static bool is_nothing(const struct usage *u)
{
	return u->events == 0 && u->times == 0 && u->quantity == 0 && u->granted == 0 && u->deducted == 0;
}

static bool is_same(const struct usage *a, const struct usage *b)
{
	return a->events == b->events && a->times == b->times && a->quantity == b->quantity && a->granted == b->granted &&
	       a->deducted == b->deducted;
}

/* A row of the ledger against what was counted, which is then marked as seen by being emptied. */
static bool row_differs(struct uses *u, const struct book *book, const struct rows *r, struct use_difference *out)
{
	const struct household h = {.book = book, .id = db_int(r, 0)};
	const struct use_key key = key_of(u, &h, db_text(r, 1), db_text(r, 2), db_text(r, 3));
	const struct usage stored = {db_int(r, 4), db_int(r, 5), db_int(r, 6), db_int(r, 7), db_int(r, 8)};
	const int64_t *at;
	struct usage none = {0}, *counted = &none;
	bool same;

	at = map_get(&u->index, &key, sizeof key);
	if (at)
		counted = &u->all[*at].usage;
	same = is_same(&stored, counted);
	*counted = none;
	out->household = h.id;
	snprintf(out->rule, sizeof out->rule, "%s", db_text(r, 1));
	snprintf(out->window, sizeof out->window, "%s", db_text(r, 2));
	return !same;
}

/* Something that was counted and that the ledger does not have. */
static bool is_missing(const struct uses *u, const struct book *book, struct use_difference *out)
{
	for (size_t i = 0; i < u->n; i++) {
		struct use_key key;
		memcpy(&key, map_key(&u->index, i, NULL), sizeof key);
		if (key.book != book->id || is_nothing(&u->all[i].usage))
			continue;
		out->household = key.household;
		snprintf(out->rule, sizeof out->rule, "%s", word_of(u, key.rule));
		snprintf(out->window, sizeof out->window, "%s", word_of(u, key.win));
		return true;
	}
	return false;
}

int uses_differ(struct uses *u, const struct book *book, struct use_difference *out)
{
	struct rows r;
	bool differs = false;
	int got = -1;

	if (db_query(u->l->db, &r, &USES_OF_BOOK, "i", book->id) == 0)
		while (!differs && (got = db_next(&r)) == 1)
			differs = row_differs(u, book, &r, out);
	db_end(&r);
	if (got < 0) {
		ledger_fault(u->l);
		return -1;
	}
	return differs || is_missing(u, book, out);
}

static bool each_line(const struct rows *r, use_f *f, void *ctx, struct buf *rule)
{
	const char *s = db_text(r, 3), *word;
	struct usage usage;
	size_t len;

	while (*s) {
		if (!take_line(&s, &word, &len, &usage))
			return false;
		buf_clear(rule);
		buf_add(rule, word, len);
		f(ctx, db_int(r, 0), buf_str(rule), db_text(r, 1), db_text(r, 2), &usage);
	}
	return true;
}

int uses_each(struct ledger *l, const struct book *book, use_f *f, void *ctx, bool *sound)
{
	struct buf rule = {0};
	struct rows r;
	int got = -1;

	*sound = true;
	if (db_query(l->db, &r, &USES_OF_BOOK, "i", book->id) == 0)
		while (*sound && (got = db_next(&r)) == 1)
			*sound = each_line(&r, f, ctx, &rule);
	db_end(&r);
	buf_free(&rule);
	return got < 0 ? ledger_fault(l) : 0;
}
