#include "world.h"

#include <string.h>
#include <sys/stat.h>

static bool leap(int year)
{
	return year % 4 == 0; /* right from 2000 to 2099 */
}

static int month_length(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return length[month - 1] + (month == 2 && leap(year));
}

int day_number(int year, int month, int day)
{
	int n = day - 1;

	for (int y = 2000; y < year; y++)
		n += leap(y) ? 366 : 365;
	for (int m = 1; m < month; m++)
		n += month_length(year, m);
	return n;
}

/* Walks the months up to a day. */
static int months_before(int day, int *left)
{
	int n = 0;

	while (day >= month_length(2000 + n / 12, n % 12 + 1)) {
		day -= month_length(2000 + n / 12, n % 12 + 1);
		n++;
	}
	*left = day;
	return n;
}

/* Asked for millions of times, so each day is worked out once. */
int month_number(int day)
{
	static int16_t known[36525];
	int left;

	if (known[day] == 0)
		known[day] = (int16_t)(months_before(day, &left) + 1);
	return known[day] - 1;
}

void day_text(int day, char out[static 11])
{
	int left, n = months_before(day, &left);
	unsigned year = 2000U + (unsigned)n / 12U, month = (unsigned)n % 12U + 1U, dom = (unsigned)left + 1U;

	snprintf(out, 11, "%04u-%02u-%02u", year % 10000U, month % 100U, dom % 100U);
}

/* splitmix64 */
uint64_t dice(struct world *w, uint64_t sides)
{
	uint64_t z = w->state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return (z ^ z >> 31) % sides;
}

static bool chance(struct world *w, unsigned percent)
{
	return dice(w, 100) < percent;
}

static int64_t between(struct world *w, int64_t a, int64_t b)
{
	return a + (int64_t)dice(w, (uint64_t)(b - a + 1));
}

static enum per any_per(struct world *w)
{
	return (enum per)between(w, PER_DAY, PER_EVER);
}

static void make_ladder(struct world *w, struct staircase *l)
{
	int64_t from = chance(w, 50) ? 0 : between(w, 0, 500), points = between(w, 0, 300);

	l->marginal = chance(w, 50);
	l->n = (int)between(w, 1, STEPS);
	for (int i = 0; i < l->n; i++) {
		l->step[i] = (struct step){from, l->marginal ? between(w, 1, 200) : points,
					   l->marginal ? between(w, 1, 8) * 50 : NONE};
		from += between(w, 50, 2000);
		points += between(w, 0, 500);
	}
}

static struct kind_row make_kind(struct world *w, int book, int category)
{
	struct kind_row k = {book, category, NONE, NONE, NONE, PER_NONE};

	if (chance(w, 25))
		return k;
	k.per = any_per(w);
	if (chance(w, 60))
		k.cap = between(w, 200, 5000);
	if (chance(w, 50))
		k.full = between(w, 500, 3000);
	if (k.full != NONE && chance(w, 50))
		k.floor = between(w, -500, k.full);
	if (k.full != NONE && k.cap > k.full)
		k.cap = k.full;
	return k;
}

static void make_kinds(struct world *w)
{
	for (int c = 0; c < CATEGORIES; c++) {
		w->kind[w->nkinds++] = make_kind(w, -1, c);
		if (chance(w, 25))
			w->kind[w->nkinds++] = make_kind(w, (int)dice(w, BOOKS), c);
	}
}

/* The most that the category lets through, and the ladder: a higher cap would be refused as one that never binds. */
static int64_t binding_cap(const struct world *w, const struct rule_row *r, int64_t cap)
{
	const struct staircase *l = r->ladder >= 0 ? &w->ladder[r->ladder] : NULL;

	for (int i = 0; i < w->nkinds; i++) {
		const struct kind_row *k = &w->kind[i];
		if (k->category == r->category && k->cap != NONE && cap > k->cap)
			cap = k->cap;
		if (k->category == r->category && k->full != NONE && cap > k->full)
			cap = k->full;
	}
	return l && !l->marginal && cap >= l->step[l->n - 1].points ? NONE : cap;
}

static void make_caps(struct world *w, struct rule_row *r)
{
	if (r->worth == COUNTS_AS_VETO)
		return;
	if (chance(w, 40))
		r->cap_points = binding_cap(w, r, between(w, 100, 4000));
	else if (chance(w, 50))
		r->cap_times = between(w, 1, 6);
	if (r->cap_points != NONE && r->points == NONE && chance(w, 30))
		r->cap_times = between(w, 1, 6);
	if (r->ladder >= 0 || r->cap_points != NONE || r->cap_times != NONE || chance(w, 20))
		r->cap_per = any_per(w);
}

/* What the villagers' meeting may have decided about one rule. */
static struct rule_row make_figures(struct world *w, int code, int category)
{
	struct rule_row r = {.book = -1,
			     .code = code,
			     .category = category,
			     .points = NONE,
			     .cap_points = NONE,
			     .cap_times = NONE,
			     .max_quantity = NONE,
			     .repeat_by = NONE,
			     .ladder = -1,
			     .until = -1,
			     .first_until = -1};
	unsigned how = (unsigned)dice(w, 100);

	if (how < 25)
		r.ladder = (int)dice(w, LADDERS);
	else if (how < 50)
		r.points = -between(w, 1, 800);
	else if (how < 85)
		r.points = between(w, 1, 800);
	else if (how < 90)
		r.worth = COUNTS_AS_VETO;
	if (r.worth != COUNTS_AS_VETO && chance(w, 15))
		r.worth = COUNTS_FOR_SCORE;
	if (how < 25 || how >= 50)
		make_caps(w, &r);
	r.each_member = r.cap_per != PER_NONE && chance(w, 25);
	if (chance(w, 25))
		r.max_quantity = between(w, 50, 400);
	if (r.points != NONE && r.points < 0 && chance(w, 60)) {
		r.repeat_by = between(w, 101, 300);
		r.repeat_per = any_per(w);
	}
	if (chance(w, 20))
		r.roles = (unsigned)between(w, 1, 7);
	return r;
}

static void add_version(struct world *w, struct rule_row r, int book, int from)
{
	struct rule_row *before = &w->rule[w->nrules - 1];

	r.book = book;
	r.from = from;
	r.later = from >= day_number(2025, 7, 1);
	before->until = from - 1;
	before->first_until = r.later ? -1 : from - 1;
	w->rule[w->nrules++] = r;
}

static void make_rule(struct world *w, int code)
{
	int category = (int)dice(w, CATEGORIES), start = day_number(2024, 1, 1);

	for (int book = -1; book < BOOKS; book++) {
		if (book >= 0 && !chance(w, 12))
			continue;
		w->rule[w->nrules] = make_figures(w, code, category);
		w->rule[w->nrules].book = book;
		w->rule[w->nrules++].from = start;
		if (chance(w, 30))
			add_version(w, make_figures(w, code, category), book,
				    (int)between(w, day_number(2024, 12, 1), day_number(2025, 10, 20)));
	}
}

void world_make(struct world *w, uint64_t seed)
{
	*w = (struct world){.seed = seed, .state = seed * 0x2545f4914f6cdd1d + 1};
	w->no_debt = chance(w, 40);
	for (int i = 0; i < LADDERS; i++)
		make_ladder(w, &w->ladder[i]);
	make_kinds(w);
	for (int i = 0; i < RULES; i++)
		make_rule(w, i);
}

struct deed_row world_deed(struct world *w, int id, int first, int last)
{
	struct deed_row d = {.id = id,
			     .book = (int)dice(w, BOOKS),
			     .household = (int)dice(w, HOUSEHOLDS),
			     .code = (int)dice(w, RULES),
			     .date = (int)between(w, first, last),
			     .points = NONE,
			     .act = -1};
	bool open = true;

	d.member = chance(w, 90) ? (int)dice(w, MEMBERS) : -1;
	d.quantity = chance(w, 50) ? 100 : between(w, 1, 1000);
	for (int i = 0; i < w->nrules; i++)
		if (w->rule[i].code == d.code &&
		    (w->rule[i].points != NONE || w->rule[i].ladder >= 0 || w->rule[i].worth == COUNTS_AS_VETO))
			open = false;
	if (open || chance(w, 1))
		d.points = between(w, -900, 900);
	if (chance(w, 25))
		d.act = (int)dice(w, 150);
	return d;
}
