#include "ledger/uses.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

SQL(USE_READ, "SELECT events, times, quantity, granted, deducted FROM uses WHERE book = $1 AND household = $2 AND rule = $3 AND win = $4 "
	      "AND member = $5");
SQL(USES_OF_BOOK, "SELECT household, rule, win, member, events, times, quantity, granted, deducted FROM uses WHERE book = $1");
SQL(USE_WRITE, "INSERT INTO uses (book, household, rule, win, member, events, times, quantity, granted, deducted) "
	       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (book, household, rule, win, member) DO UPDATE SET "
	       "events = excluded.events, times = excluded.times, quantity = excluded.quantity, granted = excluded.granted, deducted = excluded.deducted");

SQL(USES_CLEAR, "DELETE FROM uses WHERE book = $1");

struct use {
	int64_t book, household;
	bool dirty;
	struct usage usage;
};

struct uses {
	struct ledger *l;
	bool blank; /* nothing is read */
	struct map index;
	struct use *all;
	size_t n, size;
	struct buf key;
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

void uses_forget(struct uses *u)
{
	map_free(&u->index);
	free(u->all);
	u->all = NULL;
	u->n = u->size = 0;
}

void uses_free(struct uses *u)
{
	if (!u)
		return;
	uses_forget(u);
	buf_free(&u->key);
	free(u);
}

static int read_use(struct uses *u, const struct household *h, const char *rule, const char *window, const char *member, struct usage *out)
{
	struct rows r;
	int got = u->blank ? 0 : db_one(u->l->db, &r, &USE_READ, "iittt", h->book->id, h->id, rule, window, member);

	*out = (struct usage){0};
	if (got < 0)
		return ledger_fault(u->l);
	if (got == 1) {
		*out = (struct usage){db_int(&r, 0), db_int(&r, 1), db_int(&r, 2), db_int(&r, 3), db_int(&r, 4)};
		db_end(&r);
	}
	return 0;
}

static void make_key(struct buf *b, const struct household *h, const char *rule, const char *window, const char *member)
{
	buf_clear(b);
	buf_add(b, (const char *)&h->book->id, sizeof h->book->id);
	buf_add(b, (const char *)&h->id, sizeof h->id);
	buf_add(b, rule, strlen(rule) + 1);
	buf_add(b, window, strlen(window) + 1);
	buf_add(b, member, strlen(member) + 1);
}

int uses_find(struct uses *u, const struct household *h, const char *rule, const char *window, const char *member, struct usage **out, bool change)
{
	int64_t *at;
	bool added;
	int rc = 0;

	make_key(&u->key, h, rule, window, member);
	at = map_put(&u->index, u->key.s, u->key.n, (int64_t)u->n, &added);
	if (added) {
		if (u->n == u->size) {
			u->size = u->size ? 2 * u->size : 64;
			u->all = xrealloc(u->all, u->size, sizeof *u->all);
		}
		u->all[u->n] = (struct use){.book = h->book->id, .household = h->id};
		rc = read_use(u, h, rule, window, member, &u->all[u->n++].usage);
	}
	u->all[*at].dirty |= change;
	*out = &u->all[*at].usage;
	return rc;
}

/* Orders the entries of the index by key, so that they are written in the order of the table. */
struct order {
	const struct use *use;
	const char *rule, *window, *member;
};

static int by_key(const void *a, const void *b)
{
	const struct order *x = a, *y = b;
	int c;

	if (x->use->book != y->use->book)
		return x->use->book < y->use->book ? -1 : 1;
	if (x->use->household != y->use->household)
		return x->use->household < y->use->household ? -1 : 1;
	c = strcmp(x->rule, y->rule);
	if (c == 0)
		c = strcmp(x->window, y->window);
	return c ? c : strcmp(x->member, y->member);
}

int uses_flush(struct uses *u)
{
	struct order *order = xcalloc(u->n + 1, sizeof *order);
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < u->n; i++) {
		const char *rule = map_key(&u->index, i, NULL) + 2 * sizeof(int64_t);
		const char *window = rule + strlen(rule) + 1;
		if (u->all[i].dirty)
			order[n++] = (struct order){&u->all[i], rule, window, window + strlen(window) + 1};
	}
	qsort(order, n, sizeof *order, by_key);
	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct use *x = order[i].use;
		if (db_run(u->l->db, &USE_WRITE, NULL, "iitttiiiii", x->book, x->household, order[i].rule, order[i].window,
			   order[i].member, x->usage.events, x->usage.times, x->usage.quantity, x->usage.granted, x->usage.deducted) != 0)
			rc = ledger_fault(u->l);
	}
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
	const struct usage stored = {db_int(r, 4), db_int(r, 5), db_int(r, 6), db_int(r, 7), db_int(r, 8)};
	const int64_t *at;
	struct usage none = {0}, *counted = &none;
	bool same;

	make_key(&u->key, &h, db_text(r, 1), db_text(r, 2), db_text(r, 3));
	at = map_get(&u->index, u->key.s, u->key.n);
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
		const char *rule = map_key(&u->index, i, NULL) + 2 * sizeof(int64_t);
		if (u->all[i].book != book->id || is_nothing(&u->all[i].usage))
			continue;
		out->household = u->all[i].household;
		snprintf(out->rule, sizeof out->rule, "%s", rule);
		snprintf(out->window, sizeof out->window, "%s", rule + strlen(rule) + 1);
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
