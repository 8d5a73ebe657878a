/* Collecting a tally: from the kept sums where they are enough, else from the journal. */
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/tally/internal.h"
#include "ledger/journal/queries.h"
#include "ledger/journal/vetoes.h"

static const char *group_of(const struct roll_line *h)
{
	return h ? h->group : "";
}

/* A household's points from before the period. */
static int add_opening(struct book_tally *b, const char *const *cells, int64_t points)
{
	int64_t *left;

	tally_make_key(b, cells, false);
	left = map_put(&b->opening, buf_str(&b->key), b->key.n, 0, NULL);
	return dec_add(*left, points, left) ? 0 : tally_too_big(b);
}

/* The cells that a household brings; where the keys ask for none of them, every household is the same. */
static int find_household_cells(struct book_tally *b, int64_t id, const char **cells, size_t *at)
{
	const struct roll_line *h;

	*at = 0;
	if (b->t->bare)
		return 0;
	h = roll_by_id(&b->households, id);
	if (!h)
		return diag_error(b->t->job->diag, EX_DATAERR,
				  _("the roster of %s has lost a household that the journal knows"), b->book->code);
	*at = (size_t)(h - b->households.all);
	cells[KEY_HOUSEHOLD] = h->code;
	cells[KEY_GROUP] = h->group;
	return 0;
}

static int add_before(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	struct book_tally *b = ctx;
	const char *cells[KEY_COUNT];
	size_t at;
	int rc = find_household_cells(b, household, cells, &at);

	(void)period;
	(void)balance;
	if (rc == 0 && !dec_add(b->left[at], sums_balance(s), &b->left[at]))
		rc = tally_too_big(b);
	return rc;
}

static int take_since(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	return add_before(ctx, period, household, &(struct sums){.points = -sums_balance(s)}, balance);
}

/* Balances before the period: what was gained until then, or today's less what was gained since. */
static int read_left(struct book_tally *b)
{
	const struct tallying *t = b->t;
	char before[MONTH_SIZE];
	bool today;
	int rc = tallies_shorter(t->l, b->book, t->from, &today);

	if (rc)
		return rc;
	if (!today)
		return tallies_flows(t->l, b->book, "", month_of(month_first(t->from) - 1, before), add_before, b);
	rc = tallies_balances(t->l, b->book, add_before, b);
	return rc ? rc : tallies_flows(t->l, b->book, t->from, "9999-12", take_since, b);
}

/* By household first, of whom each has many months, and only then by key. */
static int open_kept(struct book_tally *b)
{
	int rc = 0;

	if (b->t->whole)
		return 0;
	b->left = xcalloc(b->households.n + 1, sizeof *b->left);
	rc = read_left(b);
	if (rc == 0 && b->t->bare)
		rc = add_opening(b, (const char *[KEY_COUNT]){NULL}, b->left[0]);
	for (size_t i = 0; i < b->households.n && rc == 0 && !b->t->bare; i++) {
		const struct roll_line *h = &b->households.all[i];
		if (b->left[i] != 0)
			rc = add_opening(b,
					 (const char *[KEY_COUNT]){[KEY_HOUSEHOLD] = h->code, [KEY_GROUP] = h->group},
					 b->left[i]);
	}
	return rc;
}

/* Kept sums come month by month: the row of a household is looked up once in each, or once at all. */
static int add_kept(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	struct book_tally *b = ctx;
	const char *cells[KEY_COUNT] = {[KEY_MONTH] = period};
	size_t at, *row;
	int rc = find_household_cells(b, household, cells, &at);

	if (rc)
		return rc;
	if (b->t->has[KEY_MONTH] && strcmp(period, b->month) != 0) {
		memset(b->row_of, 0, (b->households.n + 1) * sizeof *b->row_of);
		memcpy(b->month, period, MONTH_SIZE);
	}
	row = &b->row_of[at];
	if (!*row) {
		tally_make_key(b, cells, true);
		*row = tally_at(&b->tally, &b->key, NULL) + 1;
	}
	b->frozen = b->frozen && balance != BLANK;
	b->tally.rows[*row - 1].balance = balance; /* the last month's stays */
	return sums_merge(&b->tally.rows[*row - 1].sums, s) ? 0 : tally_too_big(b);
}

/* Closed months have kept the balances of the households in them, so that what was before need not be added up. */
static int collect_kept(struct book_tally *b)
{
	int rc;

	b->frozen = b->t->has[KEY_HOUSEHOLD] && !b->t->request->all && !b->t->whole;
	b->row_of = xcalloc(b->households.n + 1, sizeof *b->row_of);
	rc = tallies_sums(b->t->l, b->book, b->t->from, b->t->to, add_kept, b);
	return rc || b->frozen ? rc : open_kept(b);
}

/* Widens the span of what there was. */
static void widen_span(struct tallying *t, const char *when)
{
	if (!*t->low || strcmp(when, t->low) < 0)
		strcpy(t->low, when);
	if (strcmp(when, t->high) > 0)
		strcpy(t->high, when);
}

/* A month with entries has its row even if none of them is anybody's. */
static int add_month(void *ctx, const char *period)
{
	struct book_tally *b = ctx;

	widen_span(b->t, period);
	if (b->t->bare) {
		tally_make_key(b, (const char *[KEY_COUNT]){[KEY_MONTH] = period}, true);
		tally_at(&b->tally, &b->key, NULL);
	}
	return 0;
}

static int add_posting(void *ctx, const struct entry *e, enum kind of)
{
	struct book_tally *b = ctx;
	struct tallying *t = b->t;
	const char *when = t->happened ? e->date : e->period;
	char month[MONTH_SIZE] = "";
	const char *const cells[KEY_COUNT] = {
		[KEY_HOUSEHOLD] = e->household,
		[KEY_MEMBER] = e->member,
		[KEY_CATEGORY] = e->category,
		[KEY_GROUP] = t->has[KEY_GROUP] ? group_of(roll_find(&b->households, e->household)) : "",
		[KEY_RULE] = e->rule,
		[KEY_ROLE] = e->role,
		[KEY_MONTH] = month,
	};
	struct sums s = {0};
	size_t row;

	if (strcmp(when, t->to) > 0)
		return 0;
	if (strcmp(when, t->from) < 0)
		return !t->balanced || !sums_add(&s, e, of) ? 0 : add_opening(b, cells, sums_balance(&s));
	if (t->happened)
		widen_span(t, when);
	if (!*e->household && !t->bare)
		return 0;
	memcpy(month, when, MONTH_SIZE - 1);
	tally_make_key(b, cells, true);
	row = tally_at(&b->tally, &b->key, NULL);
	return sums_add(&b->tally.rows[row].sums, e, of) ? 0 : tally_too_big(b);
}

static int collect_journal(struct book_tally *b)
{
	const struct tallying *t = b->t;
	int64_t first = 1, last = INT64_MAX;
	int rc = t->happened ? 0 : query_span(t->l, b->book, t->from, t->to, &first, &last);

	return rc || first == 0 ? rc : tallies_scan(t->l, b->book, first, last, add_posting, b);
}

static int tally_collect_book(void *ctx, const struct book *book)
{
	struct tallying *t = ctx;
	struct book_tally *b = &t->books[t->nbooks++];
	bool wanted = t->has[KEY_HOUSEHOLD] || t->has[KEY_GROUP];
	int rc = wanted ? roll_households(t->l, book, &b->households) : 0;

	b->t = t;
	b->book = book;
	if (rc == 0 && t->has[KEY_MEMBER])
		rc = roll_members(t->l, b->book, &b->members);
	if (rc == 0 && !t->happened)
		rc = tallies_months(t->l, b->book, t->from, t->to, add_month, b);
	if (rc)
		return rc;
	return t->balanced && !t->happened ? collect_kept(b) : collect_journal(b);
}

static int add_veto(void *ctx, const char *household, int64_t seq)
{
	struct book_tally *b = ctx;

	map_put(&b->vetoes, household, strlen(household), seq, NULL);
	return 0;
}

/* Vetoes in force on any day of the period: as at its end by months counted in, so that a board stays what it was; by
 * date, as known today. */
static int collect_vetoes(struct tallying *t)
{
	const char *first = t->whole ? t->low : t->from, *last = t->whole ? t->high : t->to;
	char from[DATE_SIZE], to[DATE_SIZE], month[MONTH_SIZE];
	int rc = 0;

	if (!t->has[KEY_HOUSEHOLD] || !*first)
		return 0;
	snprintf(from, sizeof from, "%.7s-01", first);
	snprintf(to, sizeof to, "%.7s-31", last);
	snprintf(month, sizeof month, "%.7s", t->happened || t->whole ? "9999-12" : last);
	for (size_t i = 0; i < t->nbooks && rc == 0; i++)
		rc = vetoes_each(t->l, t->books[i].book, t->happened && !t->whole ? t->from : from,
				 t->happened && !t->whole ? t->to : to, month, add_veto, &t->books[i]);
	return rc;
}

int tally_collect(struct tallying *t)
{
	int rc;

	t->books = xcalloc(t->l->nbooks + 1, sizeof *t->books);
	rc = books_each(t->l, t->job->book, tally_collect_book, t);
	return rc ? rc : collect_vetoes(t);
}
