/* Usage from memory into the ledger: a row for each user and window, in the order of the table. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "ledger/usage/internal.h"
#include "ledger/usage/lines.h"

SQL(USE_WRITE, "INSERT INTO uses (book, win, household, member, given) VALUES ($1, $2, $3, $4, $5) "
	       "ON CONFLICT (book, win, household, member) DO UPDATE SET given = excluded.given");

/* Where a cell is to be written: book, window, household, member and rule as the table orders them. */
struct place {
	int64_t book, household;
	uint32_t window, member, rule; /* ranks of the words */
	uint32_t cell;
};

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->book != y->book)
		return x->book < y->book ? -1 : 1;
	if (x->window != y->window)
		return x->window < y->window ? -1 : 1;
	if (x->household != y->household)
		return x->household < y->household ? -1 : 1;
	if (x->member != y->member)
		return x->member < y->member ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

struct word {
	const char *text;
	uint32_t number;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->text, ((const struct word *)b)->text);
}

/* The rank of each word in the order of their bytes; the caller frees it. */
static uint32_t *rank_words(const struct uses *u)
{
	struct word *words = xcalloc(u->words.n + 1, sizeof *words);
	uint32_t *rank = xcalloc(u->words.n + 1, sizeof *rank);

	for (uint32_t i = 0; i < u->words.n; i++)
		words[i] = (struct word){uses_text(u, i), i};
	qsort(words, u->words.n, sizeof *words, by_text);
	for (uint32_t i = 0; i < u->words.n; i++)
		rank[words[i].number] = i;
	free(words);
	return rank;
}

/* The cells in order, as many as there are. The caller frees them. */
static struct place *places(const struct uses *u)
{
	struct place *out = xcalloc(u->ncells + 1, sizeof *out);
	uint32_t *rank = rank_words(u);

	for (uint32_t i = 0; i < u->ncells; i++) {
		const struct use_cell *c = &u->cells[i];
		const struct known_user *user = &u->users[c->key.user];
		out[i] = (struct place){user->book, user->household, rank[c->key.window], rank[user->member], rank[c->key.rule], i};
	}
	free(rank);
	qsort(out, u->ncells, sizeof *out, by_place);
	return out;
}

/* Whether the line at `line` stands before that of a rule: lines are ordered by rule. */
static bool is_before(const char *line, size_t len, const char *rule)
{
	int c = strncmp(line, rule, len);

	return c < 0 || (c == 0 && rule[len]);
}

/* Copies the lines before that of a rule as they are, and skips that; returns where the next one begins. */
static const char *copy_lines(const char *s, const char *rule, struct buf *lines)
{
	size_t len;

	while (*s) {
		const char *next = use_line_next(s, &len);
		if (!next)
			bug("lines of usage that were sound when they were read: %s", s);
		if (rule && !is_before(s, len, rule))
			return len == strlen(rule) && memcmp(s, rule, len) == 0 ? next : s;
		buf_add(lines, s, (size_t)(next - s));
		s = next;
	}
	return s;
}

/* The lines of a row: those that were read, and instead of them or among them those of its n cells; what is all 0 was only looked at. */
static void put_lines(struct uses *u, const struct place *p, size_t n, struct buf *lines)
{
	const char *old = "";

	buf_clear(lines);
	for (size_t i = 0; i < n; i++) {
		const struct use_cell *c = &u->cells[p[i].cell];
		if (c->key.rule == 0) {
			old = c->lines ? c->lines : "";
			continue;
		}
		old = copy_lines(old, uses_text(u, c->key.rule), lines);
		if (!usage_is_nothing(&c->usage))
			use_line_put(lines, uses_text(u, c->key.rule), &c->usage);
	}
	copy_lines(old, NULL, lines);
}

/* One row of n cells, the first of which may be what was read. */
static int write_row(struct uses *u, const struct place *p, size_t n, struct buf *lines)
{
	const struct use_key *key = &u->cells[p->cell].key;
	bool dirty = false;
	int64_t *kept;
	int rc;

	for (size_t i = 0; i < n; i++) {
		dirty |= u->cells[p[i].cell].dirty;
		u->cells[p[i].cell].dirty = false;
	}
	if (!dirty)
		return 0;
	put_lines(u, p, n, lines);
	rc = uses_kept(u, p->book, key->window, &kept);
	*kept = 1;
	if (rc)
		return rc;
	return db_later(u->l->db, &USE_WRITE, "ititt", p->book, uses_text(u, key->window), p->household,
			uses_text(u, u->users[key->user].member), buf_str(lines));
}

int uses_flush(struct uses *u)
{
	struct place *p = places(u);
	struct buf lines = {0};
	size_t end;
	int rc = 0;

	for (size_t i = 0; i < u->ncells && rc == 0; i = end) {
		const struct use_key *row = &u->cells[p[i].cell].key;
		for (end = i + 1; end < u->ncells; end++) {
			const struct use_key *key = &u->cells[p[end].cell].key;
			if (key->user != row->user || key->window != row->window)
				break;
		}
		rc = write_row(u, p + i, end - i, &lines);
	}
	buf_free(&lines);
	free(p);
	return rc;
}

int uses_sweep(struct uses *u)
{
	int rc = uses_flush(u);

	uses_drop(u);
	return rc;
}
