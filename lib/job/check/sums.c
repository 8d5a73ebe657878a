/* What each household did in each month: recomputed and held against the kept tally. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

struct book_sums {
	struct sums sums;
	int64_t last;    /* the newest of its entries, 0: none */
	int64_t balance; /* as kept, BLANK: none */
	bool said;
};

struct month_sums {
	char period[MONTH_SIZE];
	bool closed;
	struct book_sums *all; /* of each household as in checking */
};

/* Months are few; entries mostly count in the newest. */
struct tallies {
	struct month_sums *months;
	size_t n;
	char period[MONTH_SIZE]; /* key of the row read last, "" before the first */
	int64_t household;
};

static int check_sums_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct tallies));
	return 0;
}

static struct month_sums *find_month(const struct tallies *t, const char *period)
{
	for (size_t i = t->n; i-- > 0;)
		if (strcmp(t->months[i].period, period) == 0)
			return &t->months[i];
	return NULL;
}

static struct book_sums *check_sums_find_or_add(const struct checking *c, struct tallies *t, const char *period)
{
	struct month_sums *m = find_month(t, period);

	if (!m) {
		t->months = xrealloc(t->months, t->n + 1, sizeof *t->months);
		m = &t->months[t->n++];
		*m = (struct month_sums){.all = xcalloc(c->n, sizeof *m->all)};
		memcpy(m->period, period, MONTH_SIZE);
	}
	return &m->all[c->who - c->all];
}

static int check_sums_entry(struct checking *c, void *state, const struct entry *e)
{
	struct month_sums *closed = e->kind == KIND_CLOSE ? find_month(state, e->period) : NULL;
	struct book_sums *tally;

	if (closed)
		closed->closed = true;
	if (!c->who)
		return 0;
	tally = check_sums_find_or_add(c, state, e->period);
	tally->last = e->seq;
	if (!sums_add(&tally->sums, e, c->of) || !sums_add(&c->total, e, c->of))
		return check_fault(c, _("entry %s:%lld: the sums are more than can be counted"), e->book,
				   (long long)e->seq);
	return 0;
}

/* The figures of a row in the order of the table; names for the message. */
static const char *const figures[] = {"events", "earned", "deducted", "points", "redeemed", "expired", "other"};

static int compare_figures(struct checking *c, const char *period, const char *code, const union db_cell *row,
			   const struct book_sums *t)
{
	const struct sums *s = &t->sums;
	const int64_t gives[] = {s->events * 100, s->earned, s->deducted, s->points, s->redeemed, s->expired, s->other};
	char says_text[DEC_SIZE], gives_text[DEC_SIZE];

	for (int i = 0; i < 7; i++) {
		int64_t says = row[i + 2].i * (i == 0 ? 100 : 1);
		if (says != gives[i])
			return check_fault(
				c, _("%s, household %s in %s: %s is kept as %s, its entries up to %s:%lld give %s"),
				c->book->code, code, period, figures[i], dec_human(says, says_text), c->book->code,
				(long long)t->last, dec_human(gives[i], gives_text));
	}
	return 0;
}

/* Whether a row lies behind the one before it. */
static bool check_sums_in_order(struct tallies *t, const char *period, int64_t household)
{
	int order = strcmp(period, t->period);
	bool ok = order > 0 || (order == 0 && household > t->household);

	memcpy(t->period, period, strnlen(period, MONTH_SIZE - 1) + 1);
	t->household = household;
	return ok;
}

static int check_sums_compare(struct checking *c, struct tallies *t, const struct rows *r)
{
	union db_cell row[10];
	bool fits = db_row(r, "tnnnnnnnni", row);
	const struct who *who = check_who(c, row[1].i);
	const char *period = row[0].t;
	const struct month_sums *m = find_month(t, period);
	struct book_sums *tally = m && who ? &m->all[who - c->all] : NULL;

	if (!tally || tally->last == 0)
		return check_fault(c, _("%s: the tally of %s has household %s, which has no entry there"),
				   c->book->code, period, who ? who->code : "?");
	c->odd |= !fits || !check_sums_in_order(t, period, row[1].i);
	c->read[READ_SUMS]++;
	tally->said = true;
	tally->balance = row[9].i;
	return compare_figures(c, period, who->code, row, tally);
}

/* The first entry whose tally is not kept. */
static int find_unsaid(struct checking *c, const struct tallies *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < c->n; k++)
			if (t->months[i].all[k].last && !t->months[i].all[k].said)
				return check_fault(c, _("%s: entry %s:%lld is in no kept tally"), c->book->code,
						   c->book->code, (long long)t->months[i].all[k].last);
	return 0;
}

static int by_period(const void *a, const void *b)
{
	return strcmp(((const struct month_sums *)a)->period, ((const struct month_sums *)b)->period);
}

static int check_sums_balance(struct checking *c, const struct month_sums *m, size_t who, int64_t gives)
{
	char says_text[DEC_SIZE], gives_text[DEC_SIZE];
	int64_t says = m->all[who].balance;

	if (m->all[who].last == 0 || says == (m->closed ? gives : BLANK))
		return 0;
	return check_fault(c, _("%s, household %s in %s: the balance at its end is kept as %s, it is %s"),
			   c->book->code, c->all[who].code, m->period, says == BLANK ? "-" : dec_human(says, says_text),
			   m->closed ? dec_human(gives, gives_text) : "-");
}

/* What each household has at the end of each month: kept by its close. */
static int check_sums_balances(struct checking *c, struct tallies *t)
{
	int64_t *has = xcalloc(c->n + 1, sizeof *has);
	int rc = 0;

	if (t->n > 0)
		qsort(t->months, t->n, sizeof *t->months, by_period);
	for (size_t i = 0; i < t->n && rc == 0; i++)
		for (size_t k = 0; k < c->n && rc == 0; k++) {
			if (!dec_add(has[k], sums_balance(&t->months[i].all[k].sums), &has[k]))
				has[k] = BLANK;
			rc = check_sums_balance(c, &t->months[i], k, has[k]);
		}
	free(has);
	return rc;
}

static int check_sums_end(struct checking *c, void *state)
{
	struct tallies *t = state;
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_SUMS, c->book, &r);
	while (db_next(&r))
		r.rc = check_sums_compare(c, t, &r);
	rc = db_end(&r);
	if (rc == 0)
		rc = find_unsaid(c, t);
	return rc ? rc : check_sums_balances(c, t);
}

static void check_sums_free(void *state)
{
	struct tallies *t = state;

	for (size_t i = 0; t && i < t->n; i++)
		free(t->months[i].all);
	if (t)
		free(t->months);
	free(t);
}

const struct check_part check_sums = {check_sums_start, check_sums_entry, check_sums_end, check_sums_free};
