/* What each household did in each month: recomputed and held against the kept tally. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/checking.h"

struct key {
	char period[MONTH_SIZE];
	int64_t household;
};

struct tally {
	struct sums sums;
	int64_t last; /* the newest of its entries */
	bool said;
};

struct tallies {
	struct map index;
	struct tally *all;
	size_t n, room;
};

static int start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct tallies));
	return 0;
}

static struct tally *find_or_add(struct tallies *t, const struct key *key)
{
	bool added;
	const int64_t *at = map_put(&t->index, key, sizeof *key, (int64_t)t->n, &added);

	if (added) {
		if (t->n == t->room) {
			t->room = t->room ? 2 * t->room : 256;
			t->all = xrealloc(t->all, t->room, sizeof *t->all);
		}
		t->all[t->n++] = (struct tally){0};
	}
	return &t->all[*at];
}

static int entry(struct checking *c, void *state, const struct entry *e)
{
	struct key key = {.household = c->who ? c->who->id : 0};
	struct tally *tally;

	if (!c->who)
		return 0;
	memcpy(key.period, e->period, sizeof key.period);
	tally = find_or_add(state, &key);
	tally->last = e->seq;
	if (!sums_add(&tally->sums, e, c->of) || !sums_add(&c->total, e, c->of))
		return check_fault(c, _("entry %s:%lld: the sums are more than can be counted"), e->book,
				   (long long)e->seq);
	return 0;
}

/* The figures of a row in the order of the table; names for the message. */
static const char *const figures[] = {"events", "earned", "deducted", "points", "redeemed", "expired", "other"};

static int compare_figures(struct checking *c, const char *period, const char *code, const struct rows *r,
			   const struct tally *t)
{
	const struct sums *s = &t->sums;
	const int64_t gives[] = {s->events * 100, s->earned, s->deducted, s->points, s->redeemed, s->expired, s->other};
	char says_text[DEC_SIZE], gives_text[DEC_SIZE];

	for (int i = 0; i < 7; i++) {
		int64_t says = db_int(r, i + 2) * (i == 0 ? 100 : 1);
		if (says != gives[i])
			return check_fault(
				c, _("%s, household %s in %s: %s is kept as %s, its entries up to %s:%lld give %s"),
				c->book->code, code, period, figures[i], dec_human(says, says_text), c->book->code,
				(long long)t->last, dec_human(gives[i], gives_text));
	}
	return 0;
}

static int compare(struct checking *c, struct tallies *t, const struct rows *r)
{
	struct key key = {.household = db_int(r, 1)};
	const struct who *who = check_who(c, key.household);
	const char *period = db_text(r, 0);
	const int64_t *at = NULL;

	if (strlen(period) < sizeof key.period) {
		memcpy(key.period, period, strlen(period));
		at = map_get(&t->index, &key, sizeof key);
	}
	if (!at || !who)
		return check_fault(c, _("%s: the tally of %s has household %s, which has no entry there"),
				   c->book->code, period, who ? who->code : "?");
	t->all[*at].said = true;
	return compare_figures(c, period, who->code, r, &t->all[*at]);
}

static int end(struct checking *c, void *state)
{
	struct tallies *t = state;
	struct rows r;
	int got = 0, rc = checks_walk(c->l, CHECKED_SUMS, c->book, &r);

	while (rc == 0 && (got = db_next(&r)) == 1)
		rc = compare(c, t, &r);
	rc = check_walked(c, &r, got, rc);
	for (size_t i = 0; i < t->n && rc == 0; i++)
		if (!t->all[i].said)
			rc = check_fault(c, _("%s: entry %s:%lld is in no kept tally"), c->book->code, c->book->code,
					 (long long)t->all[i].last);
	return rc;
}

static void release(void *state)
{
	struct tallies *t = state;

	if (t) {
		map_free(&t->index);
		free(t->all);
	}
	free(t);
}

const struct check_part check_sums = {start, entry, end, release};
