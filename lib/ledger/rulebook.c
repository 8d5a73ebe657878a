#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "ledger/scheme.h"

SQL(RULES_ALL, "SELECT book, rule, category, title, unit, points, roles, counts, cap_points, cap_times, cap_per, cap_scope, max_quantity, "
	       "valid_from, valid_until FROM rules ORDER BY rule, valid_from /* scan: every rule is wanted */");

struct rulebook {
	struct rule *rules;
	size_t n;
	struct map index; /* code → its first row; the rows of a code lie together */
};

static void copy(char *to, size_t size, const char *s)
{
	size_t n = strnlen(s, size - 1);

	memcpy(to, s, n);
	to[n] = '\0';
}

static struct rule read_rule(const struct rows *r)
{
	struct rule x = {
		.book = db_int(r, 0),
		.code = xstrdup(db_text(r, 1)),
		.category = xstrdup(db_text(r, 2)),
		.title = xstrdup(db_text(r, 3)),
		.unit = xstrdup(db_text(r, 4)),
		.points = db_int(r, 5),
		.roles = xstrdup(db_text(r, 6)),
		.cap_points = db_int(r, 8),
		.cap_times = db_int(r, 9),
		.cap_per = xstrdup(db_text(r, 10)),
		.cap_member = strcmp(db_text(r, 11), "member") == 0,
		.max_quantity = db_int(r, 12),
	};
	const char *counts = db_text(r, 7);

	x.counts = strcmp(counts, "score") == 0 ? COUNTS_SCORE : strcmp(counts, "veto") == 0 ? COUNTS_VETO : COUNTS_BOTH;
	copy(x.valid_from, sizeof x.valid_from, db_text(r, 13));
	copy(x.valid_until, sizeof x.valid_until, db_text(r, 14));
	return x;
}

int rulebook_read(struct ledger *l, struct rulebook **out)
{
	struct rulebook *b = xcalloc(1, sizeof *b);
	struct rows r;
	int got = -1;

	if (db_query(l->db, &r, &RULES_ALL, "") == 0)
		while ((got = db_next(&r)) == 1) {
			b->rules = xrealloc(b->rules, b->n + 1, sizeof *b->rules);
			b->rules[b->n] = read_rule(&r);
			map_put(&b->index, b->rules[b->n].code, strlen(b->rules[b->n].code), (int64_t)b->n, NULL);
			b->n++;
		}
	db_end(&r);
	if (got == 0) {
		*out = b;
		return 0;
	}
	rulebook_free(b);
	*out = NULL;
	return ledger_fault(l);
}

void rulebook_free(struct rulebook *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++) {
		free(b->rules[i].code);
		free(b->rules[i].category);
		free(b->rules[i].title);
		free(b->rules[i].unit);
		free(b->rules[i].roles);
		free(b->rules[i].cap_per);
	}
	free(b->rules);
	map_free(&b->index);
	free(b);
}

static const struct rule *first_of(const struct rulebook *b, const char *code)
{
	const int64_t *at = map_get(&b->index, code, strlen(code));

	return at ? &b->rules[*at] : NULL;
}

static bool same_code(const struct rulebook *b, const struct rule *r, const char *code)
{
	return r < b->rules + b->n && strcmp(r->code, code) == 0;
}

const struct rule *rulebook_peek(const struct ledger *l, const struct rulebook *b, const struct book *book, const char *code, const char *date,
				 bool *known)
{
	const struct rule *best = NULL, *r = first_of(b, code);
	int nearest = 100;
	bool any = false;

	for (; r && same_code(b, r, code); r++) {
		int far = book_distance(l, book->id, r->book);
		any |= far >= 0;
		if (far >= 0 && far < nearest && rule_valid_on(r, date)) {
			best = r;
			nearest = far;
		}
	}
	if (known)
		*known = any;
	return best;
}

/* The version nearest to the day: the last that began before it, else the first. */
static const struct rule *nearest_version(const struct ledger *l, const struct rulebook *b, const struct book *book, const char *code,
					  const char *date)
{
	const struct rule *best = NULL;

	for (const struct rule *r = first_of(b, code); r && same_code(b, r, code); r++)
		if (book_distance(l, book->id, r->book) >= 0 && (!best || strcmp(r->valid_from, date) <= 0))
			best = r;
	return best;
}

static void not_valid(struct ledger *l, const struct rule *r, const char *date)
{
	if (!r)
		return;
	if (*r->valid_until)
		diag_error(l->diag, EX_DATAERR, _("rule %s is not valid on %s: it is from %s to %s"), r->code, date, r->valid_from,
			   r->valid_until);
	else
		diag_error(l->diag, EX_DATAERR, _("rule %s is not valid on %s: it is from %s on"), r->code, date, r->valid_from);
}

const struct rule *rulebook_find(struct ledger *l, const struct rulebook *b, const struct book *book, const char *code, const char *date)
{
	bool known;
	const struct rule *r = rulebook_peek(l, b, book, code, date, &known);

	if (!r && known)
		not_valid(l, nearest_version(l, b, book, code, date), date);
	else if (!r)
		diag_error(l->diag, EX_DATAERR, _("rule %s is not in the scheme of %s"), code, book->code);
	return r;
}

void rulebook_windows(const struct rulebook *b, const char *code, void (*f)(void *ctx, const char *per), void *ctx)
{
	const struct rule *first = first_of(b, code);

	for (const struct rule *r = first; r && same_code(b, r, code); r++) {
		bool seen = !*r->cap_per;
		for (const struct rule *s = first; s < r && !seen; s++)
			seen = strcmp(s->cap_per, r->cap_per) == 0;
		if (!seen)
			f(ctx, r->cap_per);
	}
}
