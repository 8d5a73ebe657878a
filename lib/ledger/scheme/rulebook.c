#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/period.h"
#include "ledger/scheme/scheme.h"

SQL(RULES_ALL, "SELECT book, rule, category, title, unit, points, roles, counts, cap_points, cap_times, cap_per, cap_scope, max_quantity, "
	       "valid_from, valid_until, ladder, repeat_by, repeat_per, rhythm, evidence FROM rules ORDER BY rule, valid_from /* scan: every rule is wanted */");

SQL(CATEGORIES_ALL, "SELECT book, category, title, cap_points, cap_per, full_score, floor_score FROM categories ORDER BY category "
		    "/* scan: every category is wanted */");
SQL(LADDERS_ALL, "SELECT book, ladder, mode, from_quantity, points, per FROM ladders ORDER BY book, ladder, from_quantity "
		 "/* scan: every ladder is wanted */");

struct rulebook {
	struct rule *rules;
	size_t n;
	struct map index; /* code → its first row; the rows of a code lie together */
	struct category *categories;
	size_t ncategories;
	struct map category_index; /* the same for categories */
	struct ladder *ladders;
	size_t nladders;
};

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
		.ladder = xstrdup(db_text(r, 15)),
		.repeat_by = db_int(r, 16),
		.repeat_per = xstrdup(db_text(r, 17)),
		.rhythm = xstrdup(db_text(r, 18)),
		.evidence = xstrdup(db_text(r, 19)),
	};
	const char *counts = db_text(r, 7);

	x.counts = strcmp(counts, "score") == 0 ? COUNTS_SCORE : strcmp(counts, "veto") == 0 ? COUNTS_VETO : COUNTS_BOTH;
	text_copy(x.valid_from, sizeof x.valid_from, db_text(r, 13));
	text_copy(x.valid_until, sizeof x.valid_until, db_text(r, 14));
	return x;
}

/* No loader lets another word in, so somebody else has written it. */
static int check_per(struct ledger *l, const char *code, const char *per)
{
	if (!*per || window_is_known(per))
		return 0;
	return diag_error(l->diag, EX_DATAERR, _("the scheme is damaged: %s counts per `%s`; pts-check tells more"), code, per);
}

static int read_rules(struct ledger *l, struct rulebook *b)
{
	struct rows r;

	db_query(l->db, &r, &RULES_ALL, "");
	while (db_next(&r)) {
		b->rules = xrealloc(b->rules, b->n + 1, sizeof *b->rules);
		b->rules[b->n] = read_rule(&r);
		map_put(&b->index, b->rules[b->n].code, strlen(b->rules[b->n].code), (int64_t)b->n, NULL);
		r.rc = check_per(l, b->rules[b->n].code, b->rules[b->n].cap_per);
		if (r.rc == 0)
			r.rc = check_per(l, b->rules[b->n].code, b->rules[b->n].repeat_per);
		b->n++;
	}
	return db_end(&r);
}

static int read_categories(struct ledger *l, struct rulebook *b)
{
	struct rows r;

	db_query(l->db, &r, &CATEGORIES_ALL, "");
	while (db_next(&r)) {
		b->categories = xrealloc(b->categories, b->ncategories + 1, sizeof *b->categories);
		b->categories[b->ncategories++] =
			(struct category){db_int(&r, 0), xstrdup(db_text(&r, 1)), xstrdup(db_text(&r, 2)), db_int(&r, 3),
					  xstrdup(db_text(&r, 4)), db_int(&r, 5), db_int(&r, 6)};
		map_put(&b->category_index, db_text(&r, 1), strlen(db_text(&r, 1)), (int64_t)b->ncategories - 1, NULL);
		r.rc = check_per(l, db_text(&r, 1), db_text(&r, 4));
	}
	return db_end(&r);
}

/* The ladder that a row belongs to: the last one, or a new one. */
static struct ladder *ladder_of(struct rulebook *b, const struct rows *r)
{
	struct ladder *last = b->nladders ? &b->ladders[b->nladders - 1] : NULL;

	if (last && last->book == db_int(r, 0) && strcmp(last->code, db_text(r, 1)) == 0)
		return last;
	b->ladders = xrealloc(b->ladders, b->nladders + 1, sizeof *b->ladders);
	last = &b->ladders[b->nladders++];
	*last = (struct ladder){.book = db_int(r, 0), .code = xstrdup(db_text(r, 1)), .marginal = strcmp(db_text(r, 2), "marginal") == 0};
	return last;
}

static int read_ladders(struct ledger *l, struct rulebook *b)
{
	struct rows r;

	db_query(l->db, &r, &LADDERS_ALL, "");
	while (db_next(&r)) {
		struct ladder *x = ladder_of(b, &r);
		struct ladder_step step = {db_int(&r, 3), db_int(&r, 4), db_int(&r, 5)};
		if (step.points == BLANK)
			step.points = 0;
		if (step.per == BLANK || step.per <= 0)
			step.per = 100;
		x->steps = xrealloc(x->steps, x->n + 1, sizeof *x->steps);
		x->steps[x->n++] = step;
	}
	return db_end(&r);
}

int rulebook_read(struct ledger *l, struct rulebook **out)
{
	struct rulebook *b = xcalloc(1, sizeof *b);
	int rc = read_rules(l, b);

	if (rc == 0)
		rc = read_categories(l, b);
	if (rc == 0)
		rc = read_ladders(l, b);
	if (rc) {
		rulebook_free(b);
		b = NULL;
	}
	*out = b;
	return rc;
}

static void free_rule(struct rule *r)
{
	free(r->code);
	free(r->category);
	free(r->title);
	free(r->unit);
	free(r->roles);
	free(r->cap_per);
	free(r->ladder);
	free(r->repeat_per);
	free(r->rhythm);
	free(r->evidence);
}

void rulebook_free(struct rulebook *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++)
		free_rule(&b->rules[i]);
	for (size_t i = 0; i < b->ncategories; i++) {
		free(b->categories[i].code);
		free(b->categories[i].title);
		free(b->categories[i].cap_per);
	}
	for (size_t i = 0; i < b->nladders; i++) {
		free(b->ladders[i].code);
		free(b->ladders[i].steps);
	}
	free(b->rules);
	free(b->categories);
	free(b->ladders);
	map_free(&b->index);
	map_free(&b->category_index);
	free(b);
}

int ledger_rules(struct ledger *l, const struct rulebook **out)
{
	int rc = l->rules ? 0 : rulebook_read(l, &l->rules);

	*out = l->rules;
	return rc;
}

void ledger_rules_forget(struct ledger *l)
{
	rulebook_free(l->rules);
	l->rules = NULL;
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

const struct category *rulebook_category(const struct ledger *l, const struct rulebook *b, const struct book *book, const char *code)
{
	const int64_t *first = map_get(&b->category_index, code, strlen(code));
	const struct category *best = NULL, *end = b->categories + b->ncategories;
	int nearest = 100;

	for (const struct category *c = first ? b->categories + *first : end; c < end && strcmp(c->code, code) == 0; c++) {
		int far = book_distance(l, book->id, c->book);
		if (far >= 0 && far < nearest) {
			best = c;
			nearest = far;
		}
	}
	return best;
}

const struct ladder *rulebook_ladder(const struct ledger *l, const struct rulebook *b, const struct book *book, const char *code)
{
	const struct ladder *best = NULL;
	int nearest = 100;

	for (size_t i = 0; i < b->nladders; i++) {
		int far = strcmp(b->ladders[i].code, code) == 0 ? book_distance(l, book->id, b->ladders[i].book) : -1;
		if (far >= 0 && far < nearest) {
			best = &b->ladders[i];
			nearest = far;
		}
	}
	return best;
}

const struct rule *rulebook_next(const struct rulebook *b, const struct rule *r, const char *code)
{
	r = r ? r + 1 : first_of(b, code);
	return r && same_code(b, r, code) ? r : NULL;
}

size_t rulebook_rules(const struct rulebook *b, const struct rule **rules)
{
	*rules = b->rules;
	return b->n;
}
