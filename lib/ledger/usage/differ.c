/* Usage as the ledger has it, read whole: to hold it against what was counted. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "ledger/usage/internal.h"
#include "ledger/usage/lines.h"

SQL(USES_OF_BOOK, "SELECT household, win, member, given FROM uses WHERE book = $1");

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
	const struct user user = {book->id, db_int(r, 0), db_text(r, 2), NULL};
	struct use_key key = {uses_user(u, &user), uses_word(u, db_text(r, 1), strlen(db_text(r, 1))), 0};
	struct usage stored, nothing = {0};
	const char *rule;
	bool same = true;
	size_t len;

	for (const char *s = db_text(r, 3); same && *s;) {
		struct use_cell *cell;
		same = use_line_take(&s, &rule, &len, &stored);
		key.rule = uses_word(u, rule, len);
		cell = uses_cell(u, &key);
		same = same && is_same(&stored, cell ? &cell->usage : &nothing);
		if (cell)
			cell->usage = nothing;
		set_difference(out, user.household, rule, len, db_text(r, 1));
	}
	return !same;
}

/* Something that was counted and that the ledger does not have. */
static bool is_missing(const struct uses *u, const struct book *book, struct use_difference *out)
{
	for (size_t i = 0; i < u->ncells; i++) {
		const struct use_cell *c = &u->cells[i];
		const struct known_user *user = &u->users[c->key.user];
		const char *rule = uses_text(u, c->key.rule);
		if (c->key.rule == 0 || user->book != book->id || usage_is_nothing(&c->usage))
			continue;
		set_difference(out, user->household, rule, strlen(rule), uses_text(u, c->key.window));
		return true;
	}
	return false;
}

int uses_differ(struct uses *u, const struct book *book, struct use_difference *out, bool *differ)
{
	struct rows r;
	int rc;

	*differ = false;
	db_query(u->l->db, &r, &USES_OF_BOOK, "i", book->id);
	while (!*differ && db_next(&r))
		*differ = row_differs(u, book, &r, out);
	rc = db_end(&r);
	if (rc == 0 && !*differ)
		*differ = is_missing(u, book, out);
	return rc;
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

	*sound = true;
	db_query(l->db, &r, &USES_OF_BOOK, "i", book->id);
	while (*sound && db_next(&r))
		*sound = each_line(&r, f, ctx, &rule);
	buf_free(&rule);
	return db_end(&r);
}
