/* Who was not rated. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/rhythm.h"
#include "job/tally/tally.h"
#include "ledger/journal/queries.h"
#include "ledger/roster/roster.h"
#include "ledger/scheme/scheme.h"
#include "ledger/scheme/tables.h"
#include "ledger/sums/tallies.h"
#include "stream/rows.h"

static const char *const columns[] = {"book", "period", "household", "name",   "group",
				      "rule", "title",  "rhythm",    "window", NULL};
static const char *const rhythms[] = {"month", "two-months", "quarter", "half", "year"};

/* A rule that was to be rated in a window. */
struct duty {
	const struct rule *rule;
	struct rhythm_window window;
};

struct unrated {
	struct job *job;
	struct ledger *l;
	struct rulebook *rules;
	struct period period;
	const struct book *book;
	struct duty *duties; /* of the book */
	size_t nduties, room;
	struct map rated; /* household, rule, month → events */
	struct map roles; /* household, role of an active member */
	struct buf key;
	struct rowset rows;
};

static void unrated_make_key(struct unrated *u, const char *a, const char *b, const char *c)
{
	buf_clear(&u->key);
	buf_add(&u->key, a, strlen(a) + 1);
	buf_add(&u->key, b, strlen(b) + 1);
	buf_add(&u->key, c, strlen(c) + 1);
}

/* Windows of one rhythm of a rule, while a version with that rhythm is in force. */
static void add_windows(struct unrated *u, const char *code, const char *rhythm)
{
	const struct rule *r;
	struct rhythm_window w;
	char last[DATE_SIZE];

	rhythm_window(u->period.first, rhythm, &w);
	for (; w.last <= u->period.last && w.first <= u->l->today; rhythm_window(w.last + 1, rhythm, &w)) {
		r = rulebook_peek(u->l, u->rules, u->book, code, date_format(w.last, last), NULL);
		if (!r || strcmp(r->rhythm, rhythm) != 0)
			continue;
		if (u->nduties == u->room) {
			u->room = u->room ? 2 * u->room : 32;
			u->duties = xrealloc(u->duties, u->room, sizeof *u->duties);
		}
		u->duties[u->nduties++] = (struct duty){r, w};
	}
}

static bool has_rhythm(const struct unrated *u, const char *code, const char *rhythm)
{
	for (const struct rule *r = NULL; (r = rulebook_next(u->rules, r, code));)
		if (*r->rhythm && (!rhythm || strcmp(r->rhythm, rhythm) == 0))
			return true;
	return false;
}

/* In order of rule, then window: versions may differ in their rhythm, but one window belongs to one of them. */
static int by_rule(const void *a, const void *b)
{
	const struct duty *x = a, *y = b;
	int c = strcmp(x->rule->code, y->rule->code);

	return c ? c : (x->window.last > y->window.last) - (x->window.last < y->window.last);
}

static void find_duties(struct unrated *u)
{
	const struct rule *rules;
	size_t n = rulebook_rules(u->rules, &rules);

	u->nduties = 0;
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(rules[i].code, rules[i - 1].code) == 0)
			continue;
		for (size_t k = 0; k < sizeof rhythms / sizeof *rhythms; k++)
			if (has_rhythm(u, rules[i].code, rhythms[k]))
				add_windows(u, rules[i].code, rhythms[k]);
	}
	if (u->nduties > 0)
		qsort(u->duties, u->nduties, sizeof *u->duties, by_rule);
}

static int count_rated(void *ctx, const struct entry *e, enum kind of)
{
	struct unrated *u = ctx;
	char month[MONTH_SIZE] = "";

	if (!kind_is_event(of) || !*e->household || !has_rhythm(u, e->rule, NULL))
		return 0;
	memcpy(month, e->date, MONTH_SIZE - 1);
	unrated_make_key(u, e->household, e->rule, month);
	*map_put(&u->rated, buf_str(&u->key), u->key.n, 0, NULL) += e->kind == KIND_REVERSE ? -1 : 1;
	return 0;
}

/* An event dated in a window counts in its month or later, and windows begin with a year at the earliest. */
static int read_rated(struct unrated *u)
{
	char from[MONTH_SIZE];
	int64_t first, last;
	int rc;

	month_of(day_of((struct civil){civil_of(u->period.first).year, 1, 1}), from);
	rc = query_span(u->l, u->book, from, "9999-12", &first, &last);
	if (rc == 0 && first > 0)
		rc = tallies_scan(u->l, u->book, first, last, count_rated, u);
	return rc;
}

static int read_roles(struct unrated *u)
{
	const struct table *t = table_find("members");
	int household = table_field(t, "household"), role = table_field(t, "role"), status = table_field(t, "status");
	struct table_row row;

	table_walk(u->l, t, u->book->id, &row);
	while (table_next(&row)) {
		if (strcmp(row.cell[status], "active") != 0)
			continue;
		unrated_make_key(u, row.cell[household], row.cell[role], "");
		map_put(&u->roles, buf_str(&u->key), u->key.n, 1, NULL);
	}
	return table_end(&row);
}

static bool concerns(struct unrated *u, const struct household *h, const struct rule *r)
{
	static const char *const roles[] = {"party", "grid", "resident"};

	if (!*r->roles)
		return true;
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		unrated_make_key(u, h->code, roles[i], "");
		if (role_in(r->roles, roles[i]) && map_get(&u->roles, buf_str(&u->key), u->key.n))
			return true;
	}
	return false;
}

static bool is_rated(struct unrated *u, const struct household *h, const struct duty *d)
{
	char month[MONTH_SIZE];

	for (month_of(d->window.first, month); month_first(month) <= d->window.last; month_next(month, month)) {
		const int64_t *events;
		unrated_make_key(u, h->code, d->rule->code, month);
		events = map_get(&u->rated, buf_str(&u->key), u->key.n);
		if (events && *events > 0)
			return true;
	}
	return false;
}

static int look_at(void *ctx, struct household *h)
{
	struct unrated *u = ctx;

	for (size_t i = 0; h->active && i < u->nduties; i++) {
		const struct duty *d = &u->duties[i];
		if (concerns(u, h, d->rule) && !is_rated(u, h, d))
			rows_add(&u->rows,
				 (const char *const[]){u->book->code, u->period.text, h->code, h->head, h->group,
						       d->rule->code, d->rule->title, d->rule->rhythm, d->window.text});
	}
	return 0;
}

static int unrated_read_book(void *ctx, const struct book *book)
{
	struct unrated *u = ctx;
	int rc;

	u->book = book;
	find_duties(u);
	if (u->nduties == 0)
		return 0;
	rc = read_rated(u);
	if (rc == 0)
		rc = read_roles(u);
	if (rc == 0)
		rc = roster_each(u->l, book, look_at, u);
	map_free(&u->rated);
	map_free(&u->roles);
	return rc;
}

static int keep_earliest(void *ctx, const char *month)
{
	struct unrated *u = ctx;

	if (month_first(month) < u->period.first)
		u->period.first = month_first(month);
	return 0;
}

static int find_earliest(void *ctx, const struct book *book)
{
	struct unrated *u = ctx;

	return tallies_months(u->l, book, "", "9999-12", keep_earliest, u);
}

/* What was asked for, else the time with entries up to today. */
static int find_period(struct unrated *u)
{
	char first[DATE_SIZE], last[DATE_SIZE];
	int rc;

	if (u->job->period)
		return 0;
	u->period = (struct period){.first = u->l->today, .last = u->l->today, .days = true};
	rc = books_each(u->l, u->job->book, find_earliest, u);
	snprintf(u->period.text, sizeof u->period.text, "%s..%s", date_format(u->period.first, first),
		 date_format(u->period.last, last));
	return rc;
}

static int unrated_read_ledger(struct unrated *u)
{
	int rc = ledger_read_begin(u->l);

	if (rc)
		return rc;
	rc = rulebook_read(u->l, &u->rules);
	if (rc == 0)
		rc = find_period(u);
	if (rc == 0)
		rc = books_each(u->l, u->job->book, unrated_read_book, u);
	ledger_read_end(u->l);
	return rc;
}

static void unrated_print(const struct unrated *u)
{
	const char *cells[sizeof columns / sizeof *columns];
	struct printer *out = job_print(u->job, columns);

	for (size_t i = 0; i < u->rows.n; i++) {
		rows_cells(&u->rows, i, cells);
		printer_row(out, cells);
	}
	printer_end(out);
}

int job_unrated(struct job *job)
{
	struct unrated u = {.job = job, .rows = {.columns = sizeof columns / sizeof *columns - 1}};
	int rc = job->period ? job_period(job, job->period, &u.period) : 0;

	if (rc == 0)
		rc = ledger_open(&u.l, job->ledger, LEDGER_READ, job->diag);
	if (rc == 0)
		rc = unrated_read_ledger(&u);
	if (rc == 0)
		unrated_print(&u);
	rulebook_free(u.rules);
	rows_free(&u.rows);
	free(u.duties);
	buf_free(&u.key);
	ledger_close(u.l);
	return rc;
}
