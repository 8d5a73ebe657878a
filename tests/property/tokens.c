#include "tokens.h"

#include <stdlib.h>

int64_t purse_id(const struct purse *p, int64_t entry)
{
	return p->book * 1000000 + entry;
}

static struct token *add(struct purse *p, struct token what)
{
	if (p->n == p->room) {
		p->room = p->room ? 2 * p->room : 1024;
		p->token = realloc(p->token, p->room * sizeof *p->token);
		if (!p->token)
			abort();
	}
	what.home = p->home;
	p->token[p->n] = what;
	return &p->token[p->n++];
}

void purse_free(struct purse *p)
{
	free(p->token);
	*p = (struct purse){0};
}

static bool before(const struct token *a, const struct token *b)
{
	if (a->last_day != b->last_day)
		return a->last_day < b->last_day;
	return a->entry != b->entry ? a->entry < b->entry : a->part < b->part;
}

/* The living token of a kind that comes first: by last day, then by entry and part. NULL when there is none. */
static struct token *first(struct purse *p, enum state state, int today)
{
	struct token *best = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct token *t = &p->token[i];
		if (t->home == p->home && t->state == state && t->last_day >= today && t->group == 0 && (!best || before(t, best)))
			best = t;
	}
	return best;
}

/* A token comes in: it pays what is owed, or is there to be spent. */
static void receive(struct purse *p, struct token what, int today)
{
	struct token *owed = what.last_day >= today ? first(p, OWED, today) : NULL;

	if (owed)
		owed->state = PAID;
	what.state = owed ? SPENT : FREE;
	add(p, what);
}

void purse_earn(struct purse *p, int64_t entry, int last_day, int64_t points, int today)
{
	for (; points > 0; points--)
		receive(p, (struct token){.entry = entry, .origin = purse_id(p, entry), .last_day = last_day}, today);
}

static void owe(struct purse *p, int64_t entry, int last_day)
{
	add(p, (struct token){.entry = entry,
			      .origin = purse_id(p, entry),
			      .last_day = last_day,
			      .state = OWED,
			      .by = purse_id(p, entry),
			      .debt = true});
}

void purse_spend(struct purse *p, int64_t entry, int last_day, int64_t points, int today)
{
	for (; points > 0; points--) {
		struct token *t = first(p, FREE, today);
		if (!t) {
			owe(p, entry, last_day);
			continue;
		}
		t->state = SPENT;
		t->by = purse_id(p, entry);
		t->was_dead = t->last_day < today;
	}
}

/* A token of an entry's spending that can still come back: first what it owed, then what it took, in the order it took
 * them. */
static struct token *next_back(struct purse *p, int64_t of)
{
	struct token *best = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct token *t = &p->token[i];
		if (t->by != of)
			continue;
		if (t->debt)
			return t;
		if (!best || before(t, best))
			best = t;
	}
	return best;
}

/* What was owed comes back under the number of the entry that owed it, wherever the debt has gone since. */
void purse_give_back(struct purse *p, int64_t entry, int64_t of, int last_day, int least, int64_t points, int today)
{
	for (; points > 0; points--) {
		struct token *t = next_back(p, purse_id(p, of)),
			     what = {.entry = entry, .origin = purse_id(p, entry), .last_day = last_day};
		if (t) {
			t->by = -t->by; /* once only */
			what = (struct token){.entry = t->entry, .part = t->part, .origin = t->origin, .last_day = t->last_day};
			if (t->debt) {
				what.entry = of;
				what.part = 0;
			}
			if (what.last_day < least)
				what.last_day = least;
		}
		receive(p, what, today);
	}
}

int64_t purse_living_part(const struct purse *p, int64_t entry, int64_t points, int today)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct token *t = &p->token[i];
		if (t->origin == purse_id(p, entry) && !t->debt &&
		    ((t->state == FREE && t->last_day < today) || t->state == GONE))
			points--;
	}
	return points;
}

void purse_take_back(struct purse *p, int64_t entry, int64_t of, int last_day, int64_t points, int today)
{
	for (size_t i = 0; i < p->n && points > 0; i++) {
		struct token *t = &p->token[i];
		if (t->home == p->home && t->origin == of && t->state == FREE && t->last_day >= today && !t->debt) {
			t->state = WITHDRAWN;
			points--;
		}
	}
	for (; points > 0; points--)
		owe(p, entry, last_day);
}

int64_t purse_due(const struct purse *p, int last_day, enum state state)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++)
		sum += p->token[i].home == p->home && p->token[i].state == state && p->token[i].last_day == last_day;
	return sum;
}

void purse_expire(struct purse *p, int last_day, enum state state)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->token[i].home == p->home && p->token[i].state == state && p->token[i].last_day == last_day)
			p->token[i].state = GONE;
}

/* Numbers the lots of the household whose tokens are wanted, in their order. */
void purse_group(struct purse *p, bool (*wanted)(const struct token *t, int64_t what), int64_t what, int *groups)
{
	for (*groups = 0;;) {
		const struct token *best = NULL;
		struct token key;
		for (size_t i = 0; i < p->n; i++) {
			const struct token *t = &p->token[i];
			if (t->home == p->home && t->group == 0 && wanted(t, what) && (!best || before(t, best)))
				best = t;
		}
		if (!best)
			return;
		key = *best;
		++*groups;
		for (size_t i = 0; i < p->n; i++) {
			struct token *t = &p->token[i];
			if (t->home == p->home && t->group == 0 && wanted(t, what) && !before(t, &key) && !before(&key, t))
				t->group = *groups;
		}
	}
}

static void arrive_free(struct purse *p, struct token *t, int today)
{
	struct token *owed = first(p, OWED, today);

	if (owed)
		owed->state = PAID;
	t->state = owed ? SPENT : FREE;
}

static void arrive_owed(struct purse *p, struct token *t, int64_t entry, int today)
{
	struct token *has = first(p, FREE, today);

	if (!has)
		return;
	has->state = SPENT;
	has->by = purse_id(p, entry);
	t->state = PAID;
}

void purse_arrive(struct purse *p, int to, int64_t to_book, int64_t entry, int groups, int today)
{
	int from = p->home;
	int64_t from_book = p->book;

	p->home = to;
	p->book = to_book;
	for (int owed = 0; owed < 2; owed++)
		for (int group = 1; group <= groups; group++)
			for (size_t i = 0; i < p->n; i++) {
				struct token *t = &p->token[i];
				if (t->group != group || (t->state == OWED) != owed)
					continue;
				t->home = to;
				t->entry = entry;
				t->part = group;
				if (owed)
					arrive_owed(p, t, entry, today);
				else
					arrive_free(p, t, today);
				t->group = 0;
			}
	p->home = from;
	p->book = from_book;
}

static bool is_alive(const struct token *t, int64_t today)
{
	return (t->state == FREE || t->state == OWED) && t->last_day >= today;
}

int purse_move(struct purse *p, int to, int64_t to_book, int64_t entry, int today, int64_t *points)
{
	int groups;

	purse_group(p, is_alive, today, &groups);
	*points = 0;
	for (size_t i = 0; i < p->n; i++)
		if (p->token[i].group)
			*points += p->token[i].state == FREE ? 1 : -1;
	purse_arrive(p, to, to_book, entry, groups, today);
	return groups;
}

int64_t purse_count(const struct purse *p, enum state state)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++)
		sum += p->token[i].home == p->home && p->token[i].state == state;
	return sum;
}

int64_t purse_spendable(const struct purse *p, int today)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++)
		sum += p->token[i].home == p->home && p->token[i].state == FREE && p->token[i].last_day >= today;
	return sum;
}

int64_t purse_lot(const struct purse *p, int64_t entry, int part, int last_day, enum state state)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct token *t = &p->token[i];
		sum += t->home == p->home && t->entry == entry && t->part == part && t->last_day == last_day && t->state == state;
	}
	return sum;
}
