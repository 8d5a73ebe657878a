#include "ledger/usage/usage.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/usage/internal.h"
#include "ledger/usage/lines.h"

SQL(USE_READ, "SELECT given FROM uses WHERE book = $1 AND win = $2 AND household = $3 AND member = $4");
SQL(USES_CLEAR, "DELETE FROM uses WHERE book = $1");

enum { CELLS_MOST = 1 << 20 /* then they are written and dropped, so that memory stays flat */ };

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
	uses_drop(u);
	map_free(&u->words);
	map_free(&u->kept);
	map_free(&u->by_user);
	free(u->users);
	free(u->cells);
	index_free(&u->index);
	*u = (struct uses){.l = u->l, .blank = u->blank};
}

void uses_free(struct uses *u)
{
	if (!u)
		return;
	uses_forget(u);
	free(u);
}

struct uses *ledger_uses(struct ledger *l)
{
	if (!l->uses)
		l->uses = uses_new(l);
	return l->uses;
}

int ledger_uses_flush(struct ledger *l)
{
	return l->uses ? uses_flush(l->uses) : 0;
}

void ledger_uses_forget(struct ledger *l)
{
	uses_free(l->uses);
	l->uses = NULL;
}

struct user user_of(struct household *h, const char *member, struct member *m)
{
	if (!*member)
		return (struct user){h->book->id, h->id, "", &h->use_at};
	return (struct user){h->book->id, 0, member, m ? &m->use_at : NULL};
}

uint32_t uses_word(struct uses *u, const char *word, size_t len)
{
	if (u->words.n == 0)
		map_put(&u->words, "", 0, 0, NULL);
	return (uint32_t)*map_put(&u->words, word, len, (int64_t)u->words.n, NULL);
}

/* The number that was left with a user, unless others did that, or it was a user of an earlier transaction. */
static bool was_left(const struct uses *u, const struct user *user)
{
	const struct known_user *k = user->place && *user->place && *user->place <= u->nusers ? &u->users[*user->place - 1] : NULL;

	return k && k->place == user->place && k->book == user->book && k->household == user->household;
}

uint32_t uses_user(struct uses *u, const struct user *user)
{
	uint32_t number;
	bool added;

	if (was_left(u, user))
		return *user->place - 1;
	const int64_t key[3] = {user->book, user->household, uses_word(u, user->member, strlen(user->member))};
	number = (uint32_t)*map_put(&u->by_user, key, sizeof key, (int64_t)u->nusers, &added);
	if (added) {
		if (u->nusers == u->rusers) {
			u->rusers = u->rusers ? 2 * u->rusers : 64;
			u->users = xrealloc(u->users, u->rusers, sizeof *u->users);
		}
		u->users[u->nusers++] = (struct known_user){user->book, user->household, (uint32_t)key[2], NULL};
	}
	if (user->place) {
		u->users[number].place = user->place;
		*user->place = number + 1;
	}
	return number;
}

static uint32_t hash_of(const struct use_key *key)
{
	return index_hash(key->user, (uint64_t)key->window << 32 | key->rule);
}

struct use_cell *uses_cell(const struct uses *u, const struct use_key *key)
{
	uint32_t hash = hash_of(key), at;
	size_t i;

	for (at = index_first(&u->index, hash, &i); at; at = index_next(&u->index, hash, &i))
		if (memcmp(&u->cells[at - 1].key, key, sizeof *key) == 0)
			return &u->cells[at - 1];
	return NULL;
}

static struct use_cell *add_cell(struct uses *u, const struct use_key *key)
{
	if (u->ncells == u->rcells) {
		u->rcells = u->rcells ? 2 * u->rcells : 64;
		u->cells = xrealloc(u->cells, u->rcells, sizeof *u->cells);
	}
	u->cells[u->ncells++] = (struct use_cell){.key = *key};
	index_add(&u->index, hash_of(key), (uint32_t)u->ncells);
	return &u->cells[u->ncells - 1];
}

/* The row that a key's cell belongs to, read unless it was before; NULL when there is none: a new month begins with nothing to read. */
static int read_row(struct uses *u, const struct user *user, const struct use_key *key, const struct use_cell **out)
{
	const struct use_key row = {key->user, key->window, 0};
	struct use_cell *cell;
	struct rows r;
	int64_t *kept;
	int rc = uses_kept(u, user->book, key->window, &kept);

	*out = NULL;
	if (rc || !*kept)
		return rc;
	*out = uses_cell(u, &row);
	if (*out)
		return 0;
	cell = add_cell(u, &row);
	cell->lines = NULL;
	if (db_one(u->l->db, &r, &USE_READ, "itit", user->book, uses_text(u, key->window), user->household, user->member))
		cell->lines = xstrdup(db_text(&r, 0));
	*out = cell;
	return db_end(&r);
}

/* What the lines of a row say of a rule; nothing when they do not name it. */
static int read_usage(struct uses *u, const struct use_cell *row, const char *rule, struct usage *out)
{
	if (row && row->lines && !use_line_find(row->lines, rule, out))
		return diag_error(u->l->diag, EX_DATAERR, _("what is kept of earlier events is damaged; pts-check tells more"));
	return 0;
}

/* A new cell, with what the ledger has. */
static int make_cell(struct uses *u, const struct user *user, const struct use_key *key, const char *rule, struct use_cell **out)
{
	const struct use_cell *row;
	struct usage usage = {0};
	int rc = u->ncells >= CELLS_MOST && !u->blank ? uses_sweep(u) : 0;

	rc = rc ? rc : read_row(u, user, key, &row);
	rc = rc ? rc : read_usage(u, row, rule, &usage);
	*out = add_cell(u, key);
	(*out)->usage = usage;
	return rc;
}

int uses_find(struct uses *u, const struct user *user, const char *rule, const char *window, struct usage **out, bool change)
{
	const struct use_key key = {uses_user(u, user), uses_word(u, window, strlen(window)), uses_word(u, rule, strlen(rule))};
	struct use_cell *cell = uses_cell(u, &key);
	int rc = 0;

	if (!cell)
		rc = make_cell(u, user, &key, rule, &cell);
	cell->dirty |= change;
	*out = &cell->usage;
	return rc;
}

int uses_clear(struct ledger *l, const struct book *book)
{
	return db_run(l->db, &USES_CLEAR, NULL, "i", book->id);
}
