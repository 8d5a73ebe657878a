#include "naive.h"

#include <stdlib.h>
#include <string.h>

/* Which window a day lies in; windows of one kind are numbered in order. */
static int window(enum per per, int day)
{
	int month = month_number(day);

	switch (per) {
	case PER_DAY:
		return day;
	case PER_WEEK:
		return (day + 5) / 7; /* 2000-01-03 was a Monday */
	case PER_MONTH:
		return month;
	case PER_QUARTER:
		return month / 3;
	case PER_HALF:
		return month / 6;
	case PER_YEAR:
		return month / 12;
	default:
		return 0;
	}
}

/* What to look for among the events of one household; -1 and PER_NONE ask nothing. */
struct question {
	int code, category, act, member;
	enum per per;
	int date;
};

struct answer {
	int64_t events, times, quantity, granted, deducted;
};

static bool fits(const struct question *q, const struct happened *e)
{
	return (q->code < 0 || e->deed.code == q->code) && (q->category < 0 || e->category == q->category) &&
	       (q->act < 0 || e->deed.act == q->act) && (q->member < 0 || e->deed.member == q->member) &&
	       (q->per == PER_NONE || window(q->per, e->deed.date) == window(q->per, q->date));
}

static struct answer add_up(const struct story *s, const struct deed_row *d, struct question q)
{
	struct answer a = {0};

	for (size_t i = 0; i < s->n; i++) {
		const struct happened *e = &s->event[i];
		if (e->reversed || e->deed.book != d->book || e->deed.household != d->household || !fits(&q, e))
			continue;
		a.events++;
		a.quantity += e->counted;
		a.times += e->score > 0;
		a.granted += e->score > 0 ? e->score : 0;
		a.deducted += e->score < 0 ? -e->score : 0;
	}
	return a;
}

static int64_t product(int64_t a, int64_t b)
{
	int64_t p = a * b, half = p < 0 ? -50 : 50;

	return (p + half) / 100;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t positive(int64_t a)
{
	return a > 0 ? a : 0;
}

/* The village's own row wins over the one for every book. */
static const struct rule_row *rule_of(const struct story *s, const struct deed_row *d)
{
	const struct rule_row *best = NULL;

	for (int i = 0; i < s->world->nrules; i++) {
		const struct rule_row *r = &s->world->rule[i];
		int until = s->later ? r->until : r->first_until;
		if (r->code != d->code || (r->later && !s->later) || (r->book >= 0 && r->book != d->book))
			continue;
		if (r->from <= d->date && (until < 0 || d->date <= until) && (!best || r->book > best->book))
			best = r;
	}
	return best;
}

static const struct kind_row *kind_of(const struct world *w, int book, int category)
{
	const struct kind_row *best = NULL;

	for (int i = 0; i < w->nkinds; i++)
		if (w->kind[i].category == category && (w->kind[i].book < 0 || w->kind[i].book == book) &&
		    (!best || w->kind[i].book > best->book))
			best = &w->kind[i];
	return best;
}

static bool is_open(const struct rule_row *r)
{
	return r->points == NONE && r->ladder < 0 && r->worth != COUNTS_AS_VETO;
}

static bool proper(const struct rule_row *r, const struct deed_row *d)
{
	if ((r->roles || r->each_member) && d->member < 0)
		return false;
	if (r->roles && !(r->roles >> d->member & 1))
		return false;
	if (is_open(r))
		return d->points != NONE;
	if (d->points == NONE || r->points == NONE)
		return true;
	return d->points == r->points || d->points == product(r->points, d->quantity);
}

static int64_t climb(const struct staircase *l, int64_t quantity)
{
	int64_t best = 0, sum = 0;

	for (int i = 0; i < l->n; i++) {
		const struct step *s = &l->step[i];
		int64_t top = i + 1 < l->n ? least(l->step[i + 1].from, quantity) : quantity;
		if (quantity >= s->from)
			best = s->points;
		if (top > s->from)
			sum += (top - s->from) / (s->per == NONE ? 100 : s->per) * s->points;
	}
	return l->marginal ? sum : best;
}

/* What of the rule's window was given before; a rule without a window looks back at nothing. */
static struct answer before_rule(const struct story *s, const struct rule_row *r, const struct deed_row *d)
{
	struct question q = {.code = d->code,
			     .category = -1,
			     .act = -1,
			     .member = r->each_member ? d->member : -1,
			     .per = r->cap_per,
			     .date = d->date};

	return r->cap_per == PER_NONE ? (struct answer){0} : add_up(s, d, q);
}

static bool offended_before(const struct story *s, const struct rule_row *r, const struct deed_row *d)
{
	struct question q = {.code = d->code,
			     .category = -1,
			     .act = -1,
			     .member = r->each_member ? d->member : -1,
			     .per = r->repeat_per,
			     .date = d->date};

	for (size_t i = 0; r->repeat_by != NONE && i < s->n; i++) {
		const struct happened *e = &s->event[i];
		if (!e->reversed && e->kind == 'd' && e->deed.book == d->book && e->deed.household == d->household &&
		    fits(&q, e))
			return true;
	}
	return false;
}

static int64_t ask(const struct story *s, const struct rule_row *r, const struct deed_row *d, int64_t counted)
{
	struct answer before = before_rule(s, r, d);
	int64_t asked;

	if (r->ladder >= 0)
		return positive(climb(&s->world->ladder[r->ladder], before.quantity + counted) - before.granted);
	asked = is_open(r) ? d->points : product(r->points, counted);
	return asked < 0 && offended_before(s, r, d) ? product(asked, r->repeat_by) : asked;
}

static int64_t highest_of_act(const struct story *s, const struct deed_row *d, int64_t asked)
{
	struct question q = {.code = -1, .category = -1, .act = d->act, .member = -1};
	struct answer before;

	if (d->act < 0)
		return asked;
	before = add_up(s, d, q);
	return asked > 0 ? positive(asked - before.granted) : -positive(-asked - before.deducted);
}

static int64_t under_caps(const struct story *s, const struct rule_row *r, const struct deed_row *d, int64_t due)
{
	const struct kind_row *k = kind_of(s->world, d->book, r->category);
	struct answer rule = before_rule(s, r, d), kind = {0};
	int64_t room = due < 0 ? -due : due;

	if (k && k->per != PER_NONE)
		kind = add_up(s, d,
			      (struct question){.code = -1,
						.category = r->category,
						.act = -1,
						.member = -1,
						.per = k->per,
						.date = d->date});
	if (due < 0) {
		if (k && k->full != NONE)
			room = least(room, positive(k->full - (k->floor == NONE ? 0 : k->floor) - kind.deducted));
		return -room;
	}
	if (r->cap_times != NONE && rule.times >= r->cap_times)
		room = 0;
	if (r->cap_points != NONE)
		room = least(room, positive(r->cap_points - rule.granted));
	if (k && k->cap != NONE)
		room = least(room, positive(k->cap - kind.granted));
	if (k && k->full != NONE)
		room = least(room, positive(k->full - kind.granted));
	return room;
}

static void score(const struct story *s, const struct rule_row *r, struct happened *e)
{
	const struct deed_row *d = &e->deed;
	int64_t balance = s->balance[d->book][d->household], asked;

	e->counted = r->max_quantity == NONE ? d->quantity : least(d->quantity, r->max_quantity);
	if (is_open(r))
		e->counted = 0; /* counted in points, not in deeds */
	e->kind = 'v';
	if (r->worth == COUNTS_AS_VETO)
		return;
	asked = ask(s, r, d, e->counted);
	e->kind = asked < 0 ? 'd' : 'e';
	e->due = highest_of_act(s, d, asked);
	e->score = under_caps(s, r, d, e->due);
	e->points = r->worth == COUNTS_FOR_SCORE ? 0 : e->score;
	if (s->world->no_debt && e->points < 0)
		e->points = -least(-e->points, positive(balance));
}

struct happened *naive_post(struct story *s, const struct deed_row *d)
{
	const struct rule_row *r = rule_of(s, d);
	struct happened e = {.deed = *d};

	if (!r || !proper(r, d))
		return NULL;
	e.category = r->category;
	score(s, r, &e);
	if (s->n == s->room) {
		s->room = s->room ? 2 * s->room : 1024;
		s->event = realloc(s->event, s->room * sizeof *s->event);
		if (!s->event)
			abort();
	}
	s->balance[d->book][d->household] += e.points;
	s->event[s->n] = e;
	return &s->event[s->n++];
}

void naive_reverse(struct story *s, struct happened *e)
{
	e->reversed = true;
	s->balance[e->deed.book][e->deed.household] -= e->points;
}
