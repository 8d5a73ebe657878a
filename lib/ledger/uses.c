#include "ledger/uses.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/map.h"
#include "ledger/use_lines.h"

SQL(USE_READ, "SELECT given FROM uses WHERE book = $1 AND win = $2 AND household = $3 AND member = $4");
SQL(USES_OF_WINDOW, "SELECT 1 FROM uses WHERE book = $1 AND win = $2 LIMIT 1");
SQL(USES_OF_BOOK, "SELECT household, win, member, given FROM uses WHERE book = $1");
SQL(USE_WRITE, "INSERT INTO uses (book, win, household, member, given) VALUES ($1, $2, $3, $4, $5) "
	       "ON CONFLICT (book, win, household, member) DO UPDATE SET given = excluded.given");
SQL(USES_CLEAR, "DELETE FROM uses WHERE book = $1");

enum {
	CELL_LAST = (1 << 30) - 1,
	CELLS_MOST = 1 << 20 /* then rows that were not asked for lately are written and dropped, so that memory stays flat */
};

/* What finds a row of the table. Texts are numbered as they are met, so that a key has a fixed length. */
struct use_key {
	int64_t book, household;
	int32_t win, member;
};

/* What was given by a rule. The cells of a row are linked by their numbers, 0: no further one; the first stands for the row. */
struct cell {
	int32_t rule;
	uint32_t next : 30;
	uint32_t dirty : 1;  /* of the row: to be written */
	uint32_t lately : 1; /* of the row: asked for since the last sweep */
	struct usage usage;
};

struct uses {
	struct ledger *l;
	bool blank; /* nothing is read or written */
	struct map words;
	struct map windows; /* book and window → whether the ledger has any usage in it */
	struct map index;   /* use_key → number of the row's first cell */
	struct cell *cells; /* number 0 is not used */
	size_t ncells, rcells;
	struct cell_order *sorted; /* of the row being written */
	size_t rsorted;
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
	map_free(&u->words);
	map_free(&u->windows);
	free(u->cells);
	u->cells = NULL;
	u->ncells = u->rcells = 0;
}

void uses_free(struct uses *u)
{
	if (!u)
		return;
	uses_forget(u);
	free(u->sorted);
	free(u);
}

static int32_t number_of(struct uses *u, const char *word, size_t len)
{
	return (int32_t)*map_put(&u->words, word, len, (int64_t)u->words.n, NULL);
}

static const char *word_of(const struct uses *u, int32_t number)
{
	return map_key(&u->words, (size_t)number, NULL);
}

/* The cell of a rule in the row that begins at `first`, 0: none. */
static uint32_t find_cell(const struct uses *u, uint32_t first, int32_t rule)
{
	uint32_t i = first;

	while (i && u->cells[i].rule != rule)
		i = u->cells[i].next;
	return i;
}

static uint32_t new_cell(struct uses *u, int32_t rule)
{
	if (u->ncells == 0)
		u->ncells = 1;
	if (u->ncells >= u->rcells) {
		u->rcells = u->rcells ? 2 * u->rcells : 64;
		u->cells = xrealloc(u->cells, u->rcells, sizeof *u->cells);
	}
	u->cells[u->ncells] = (struct cell){.rule = rule};
	return (uint32_t)u->ncells++;
}

/* The usage by a rule in a row; when it is new its cell is put behind the first one. Valid until the next cell is made. */
static struct usage *find_or_add(struct uses *u, uint32_t first, int32_t rule)
{
	uint32_t i = find_cell(u, first, rule);

	if (!i) {
		i = new_cell(u, rule);
		u->cells[i].next = u->cells[first].next;
		u->cells[first].next = i & CELL_LAST;
	}
	return &u->cells[i].usage;
}

/* A row that has a cell for one rule. */
static uint32_t new_row(struct uses *u, const struct use_key *key, int32_t rule)
{
	uint32_t first = new_cell(u, rule);

	map_put(&u->index, key, sizeof *key, first, NULL);
	return first;
}

static int read_lines(struct uses *u, uint32_t first, const char *s)
{
	struct usage usage;
	const char *rule;
	size_t len;

	while (*s) {
		if (!use_line_take(&s, &rule, &len, &usage))
			return diag_error(u->l->diag, EX_DATAERR, _("what is kept of earlier events is damaged; pts-check tells more"));
		*find_or_add(u, first, number_of(u, rule, len)) = usage;
	}
	return 0;
}

/* Whether it is worth asking the ledger about a window: a new month begins with nothing in it. */
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

static int read_row(struct uses *u, const struct use_key *key, uint32_t first)
{
	struct rows r;
	int64_t *kept;
	int got, rc = window_kept(u, key, &kept);

	if (rc || !*kept)
		return rc;
	got = db_one(u->l->db, &r, &USE_READ, "itit", key->book, word_of(u, key->win), key->household, word_of(u, key->member));
	if (got < 0)
		return ledger_fault(u->l);
	if (got == 1) {
		rc = read_lines(u, first, db_text(&r, 0));
		db_end(&r);
	}
	return rc;
}

static struct use_key key_of(struct uses *u, int64_t book, int64_t household, const char *window, const char *member)
{
	return (struct use_key){book, household, number_of(u, window, strlen(window)), number_of(u, member, strlen(member))};
}

static bool is_nothing(const struct usage *u)
{
	return u->events == 0 && u->times == 0 && u->quantity == 0 && u->granted == 0 && u->deducted == 0;
}

/* Orders rows by the key of the table. */
struct row_order {
	const struct uses *u;
	struct use_key key;
	uint32_t first;
};

static int by_word(const struct uses *u, int32_t a, int32_t b)
{
	return a == b ? 0 : strcmp(word_of(u, a), word_of(u, b));
}

static int by_key(const void *a, const void *b)
{
	const struct row_order *x = a, *y = b;
	int c;

	if (x->key.book != y->key.book)
		return x->key.book < y->key.book ? -1 : 1;
	c = by_word(x->u, x->key.win, y->key.win);
	if (c)
		return c;
	if (x->key.household != y->key.household)
		return x->key.household < y->key.household ? -1 : 1;
	return by_word(x->u, x->key.member, y->key.member);
}

/* Orders the cells of a row by rule. */
struct cell_order {
	const char *rule;
	const struct usage *usage;
};

static int by_rule(const void *a, const void *b)
{
	const struct cell_order *x = a, *y = b;

	return strcmp(x->rule, y->rule);
}

/* The lines of a row; what is all 0 was only looked at. */
static void put_lines(struct uses *u, uint32_t first, struct buf *out)
{
	size_t n = 0;

	buf_clear(out);
	for (uint32_t i = first; i; i = u->cells[i].next) {
		if (is_nothing(&u->cells[i].usage))
			continue;
		if (n == u->rsorted) {
			u->rsorted = n ? 2 * n : 64;
			u->sorted = xrealloc(u->sorted, u->rsorted, sizeof *u->sorted);
		}
		u->sorted[n++] = (struct cell_order){word_of(u, u->cells[i].rule), &u->cells[i].usage};
	}
	if (n > 1)
		qsort(u->sorted, n, sizeof *u->sorted, by_rule);
	for (size_t i = 0; i < n; i++)
		use_line_put(out, u->sorted[i].rule, u->sorted[i].usage);
}

static int write_row(struct uses *u, const struct row_order *o, struct buf *lines)
{
	int64_t *kept;
	int rc = window_kept(u, &o->key, &kept);

	*kept = 1;
	put_lines(u, o->first, lines);
	if (rc == 0 && db_later(u->l->db, &USE_WRITE, "ititt", o->key.book, word_of(u, o->key.win), o->key.household,
			      word_of(u, o->key.member), buf_str(lines)) != 0)
		rc = ledger_fault(u->l);
	u->cells[o->first].dirty = false;
	return rc;
}

/* Writes what changed, of all rows or only of those that were not asked for lately. */
static int write_rows(struct uses *u, bool all)
{
	struct row_order *order = xcalloc(u->index.n + 1, sizeof *order);
	struct buf lines = {0};
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < u->index.n; i++) {
		uint32_t first = (uint32_t)map_value(&u->index, i);
		if (!u->cells[first].dirty || (!all && u->cells[first].lately))
			continue;
		order[n] = (struct row_order){.u = u, .first = first};
		memcpy(&order[n++].key, map_key(&u->index, i, NULL), sizeof order->key);
	}
	qsort(order, n, sizeof *order, by_key);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = write_row(u, &order[i], &lines);
	buf_free(&lines);
	free(order);
	return rc;
}

int uses_flush(struct uses *u)
{
	return write_rows(u, true);
}

/* The cells of one row, in the other's place. */
static void copy_row(struct uses *u, const struct uses *old, const struct use_key *key, uint32_t from)
{
	uint32_t first = new_row(u, key, old->cells[from].rule);

	u->cells[first].dirty = old->cells[from].dirty;
	for (uint32_t i = from; i; i = old->cells[i].next)
		*find_or_add(u, first, old->cells[i].rule) = old->cells[i].usage;
}

/* Keeps the rows that were asked for lately, or none. */
static void drop_rows(struct uses *u, bool all)
{
	struct uses old = *u;

	u->index = (struct map){0};
	u->cells = NULL;
	u->ncells = u->rcells = 0;
	for (size_t i = 0; i < old.index.n && !all; i++) {
		uint32_t first = (uint32_t)map_value(&old.index, i);
		struct use_key key;
		if (!old.cells[first].lately)
			continue;
		memcpy(&key, map_key(&old.index, i, NULL), sizeof key);
		copy_row(u, &old, &key, first);
	}
	map_free(&old.index);
	free(old.cells);
}

/* Makes room: what belongs to months gone by will not be asked for again. */
static int sweep(struct uses *u)
{
	int rc = write_rows(u, false);

	if (rc)
		return rc;
	drop_rows(u, false);
	if (u->ncells < CELLS_MOST / 2)
		return 0;
	rc = write_rows(u, true);
	drop_rows(u, true);
	return rc;
}

int uses_find(struct uses *u, const struct household *h, const char *rule, const char *window, const char *member, struct usage **out, bool change)
{
	struct use_key key = key_of(u, h->book->id, h->id, window, member);
	const int64_t *at = map_get(&u->index, &key, sizeof key);
	int32_t number = number_of(u, rule, strlen(rule));
	uint32_t first = at ? (uint32_t)*at : 0;
	int rc = 0;

	if (!first) {
		rc = u->ncells >= CELLS_MOST && !u->blank ? sweep(u) : 0;
		first = new_row(u, &key, number);
		rc = rc ? rc : read_row(u, &key, first);
	}
	u->cells[first].lately = true;
	u->cells[first].dirty |= change;
	*out = find_or_add(u, first, number);
	return rc;
}

int uses_clear(struct ledger *l, const struct book *book)
{
	return db_run(l->db, &USES_CLEAR, NULL, "i", book->id) ? ledger_fault(l) : 0;
}

static bool is_same(const struct usage *a, const struct usage *b)
{
	return a->events == b->events && a->times == b->times && a->quantity == b->quantity && a->granted == b->granted &&
	       a->deducted == b->deducted;
}

static void set_difference(struct use_difference *out, int64_t household, const char *rule, size_t len, const char *window)
{
	out->household = household;
	snprintf(out->rule, sizeof out->rule, "%.*s", (int)len, rule);
	snprintf(out->window, sizeof out->window, "%s", window);
}

/* A row of the ledger against what was counted, which is then marked as seen by being emptied. */
static bool row_differs(struct uses *u, const struct book *book, const struct rows *r, struct use_difference *out)
{
	const struct use_key key = key_of(u, book->id, db_int(r, 0), db_text(r, 1), db_text(r, 2));
	const int64_t *at = map_get(&u->index, &key, sizeof key);
	uint32_t first = at ? (uint32_t)*at : 0;
	struct usage stored, nothing = {0};
	const char *rule;
	bool same = true;
	size_t len;

	for (const char *s = db_text(r, 3); same && *s;) {
		uint32_t i;
		same = use_line_take(&s, &rule, &len, &stored);
		i = find_cell(u, first, number_of(u, rule, len));
		same = same && is_same(&stored, i ? &u->cells[i].usage : &nothing);
		if (i)
			u->cells[i].usage = nothing;
		set_difference(out, key.household, rule, len, db_text(r, 1));
	}
	return !same;
}

/* Something that was counted and that the ledger does not have. */
static bool is_missing(const struct uses *u, const struct book *book, struct use_difference *out)
{
	for (size_t i = 0; i < u->index.n; i++) {
		struct use_key key;
		memcpy(&key, map_key(&u->index, i, NULL), sizeof key);
		for (uint32_t c = (uint32_t)map_value(&u->index, i); c && key.book == book->id; c = u->cells[c].next) {
			const char *rule = word_of(u, u->cells[c].rule);
			if (is_nothing(&u->cells[c].usage))
				continue;
			set_difference(out, key.household, rule, strlen(rule), word_of(u, key.win));
			return true;
		}
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
		if (!use_line_take(&s, &word, &len, &usage))
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
