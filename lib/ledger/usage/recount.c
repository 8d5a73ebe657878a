#include "ledger/usage/recount.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "ledger/journal/queries.h"
#include "ledger/usage/history.h"

static void add_window(struct map *set, char mark, const char *code, int64_t book, const char *per)
{
	struct buf b = {0};

	if (*per) {
		buf_printf(&b, "%c%s\t%lld\t%s", mark, code, (long long)book, per);
		map_put(set, buf_str(&b), b.n, 0, NULL);
	}
	buf_free(&b);
}

/* A rule's windows, each member's or the household's, count in all books, a category's in the books that its row is for. */
static void add_windows(struct ledger *l, const struct rulebook *rules, struct map *out)
{
	const struct rule *r;
	size_t n = rulebook_rules(rules, &r);

	for (size_t i = 0; i < n; i++) {
		add_window(out, r[i].cap_member ? 'm' : 'r', r[i].code, 0, r[i].cap_per);
		add_window(out, r[i].cap_member ? '?' : '!', r[i].code, 0, r[i].repeat_per);
		for (size_t b = 0; b < l->nbooks; b++) {
			const struct category *c = rulebook_category(l, rules, &l->books[b], r[i].category);
			add_window(out, '*', r[i].category, l->books[b].id, c ? c->cap_per : "");
		}
	}
}

int windows_take(struct ledger *l, struct map *out)
{
	struct rulebook *rules;
	int rc = rulebook_read(l, &rules);

	if (rc == 0)
		add_windows(l, rules, out);
	rulebook_free(rules);
	return rc;
}

static bool has_all(const struct map *set, const struct map *wanted)
{
	size_t len;

	for (size_t i = 0; i < wanted->n; i++) {
		const char *key = map_key(wanted, i, &len);
		if (!map_get(set, key, len))
			return false;
	}
	return true;
}

static int count_event(struct ledger *l, struct uses *uses, const struct rulebook *rules, const struct book *book,
		       struct rows *r)
{
	struct entry e = entry_new(strcmp(db_text(r, 5), kind_name(KIND_DEDUCT)) == 0 ? KIND_DEDUCT : KIND_EARN);
	struct household *h;
	struct deed_facts f;
	int64_t quantity;
	int rc = roster_household(l, book, db_text(r, 0), &h);

	e.household = db_text(r, 0);
	e.member = db_text(r, 1);
	e.rule = db_text(r, 2);
	e.category = db_text(r, 3);
	e.act = db_text(r, 4);
	snprintf(e.date, sizeof e.date, "%s", db_text(r, 6));
	e.quantity = db_int(r, 7);
	e.score = db_int(r, 8);
	if (rc == 0)
		rc = history_facts(l, rules, h, &e, &f, &quantity);
	return rc ? rc : history_add(l, uses, rules, &f, quantity, e.score, 1);
}

int windows_count(struct ledger *l, struct uses *uses, const struct rulebook *rules, const struct book *book)
{
	struct rows r;

	query_standing(l, book, &r);
	while (db_next(&r))
		r.rc = count_event(l, uses, rules, book, &r);
	return db_end(&r);
}

static int count_book(struct ledger *l, struct uses *uses, const struct rulebook *rules, const struct book *book)
{
	int rc = uses_clear(l, book);

	if (rc == 0)
		rc = windows_count(l, uses, rules, book);
	if (rc == 0)
		rc = uses_flush(uses);
	uses_forget(uses);
	return rc;
}

static int count_all(struct ledger *l, const struct rulebook *rules)
{
	struct uses *uses = uses_new(l);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < l->nbooks; i++)
		rc = count_book(l, uses, rules, &l->books[i]);
	uses_free(uses);
	return rc;
}

int windows_recount(struct ledger *l, const struct map *before)
{
	struct map now = {0};
	struct rulebook *rules;
	int rc = rulebook_read(l, &rules);

	if (rc == 0)
		add_windows(l, rules, &now);
	if (rc == 0 && !has_all(before, &now))
		rc = count_all(l, rules);
	map_free(&now);
	rulebook_free(rules);
	return rc;
}
