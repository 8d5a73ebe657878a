#include "tokens.h"

#include <stdlib.h>

static struct token *add(struct purse *p, int64_t entry, int last_day, enum state state, int64_t by)
{
	if (p->n == p->room) {
		p->room = p->room ? 2 * p->room : 1024;
		p->token = realloc(p->token, p->room * sizeof *p->token);
		if (!p->token)
			abort();
	}
	p->token[p->n] = (struct token){.entry = entry, .last_day = last_day, .state = state, .by = by};
	return &p->token[p->n++];
}

void purse_free(struct purse *p)
{
	free(p->token);
	*p = (struct purse){0};
}

/* The living token of a kind that comes first: by last day, then by entry. NULL when there is none. */
static struct token *first(struct purse *p, enum state state, int today)
{
	struct token *best = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct token *t = &p->token[i];
		if (t->state != state || t->last_day < today)
			continue;
		if (!best || t->last_day < best->last_day || (t->last_day == best->last_day && t->entry < best->entry))
			best = t;
	}
	return best;
}

void purse_earn(struct purse *p, int64_t entry, int last_day, int64_t points, int today)
{
	for (; points > 0; points--) {
		struct token *owed = last_day >= today ? first(p, OWED, today) : NULL;
		if (owed)
			owed->state = PAID;
		else
			add(p, entry, last_day, FREE, 0);
	}
}

void purse_spend(struct purse *p, int64_t entry, int last_day, int64_t points, int today)
{
	for (; points > 0; points--) {
		struct token *t = first(p, FREE, today);
		if (!t) {
			add(p, entry, last_day, OWED, entry);
			continue;
		}
		t->state = SPENT;
		t->by = entry;
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
		if (t->entry == of)
			return t;
		if (!best || t->last_day < best->last_day || (t->last_day == best->last_day && t->entry < best->entry))
			best = t;
	}
	return best;
}

void purse_give_back(struct purse *p, int64_t entry, int64_t of, int last_day, int least, int64_t points, int today)
{
	for (; points > 0; points--) {
		struct token *t = next_back(p, of);
		int64_t lot = t ? t->entry : entry;
		int day = t ? t->last_day : last_day;
		if (t)
			t->by = -of; /* once only */
		purse_earn(p, lot, t && day < least ? least : day, 1, today);
	}
}

static bool is_unspent(const struct token *t, int64_t entry, int today)
{
	return t->entry == entry && t->state == FREE && t->last_day >= today;
}

int64_t purse_living_part(const struct purse *p, int64_t entry, int64_t points, int today)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct token *t = &p->token[i];
		if (t->entry == entry && t->by == 0 && ((t->state == FREE && t->last_day < today) || t->state == GONE))
			points--;
	}
	return points;
}

void purse_take_back(struct purse *p, int64_t entry, int64_t of, int last_day, int64_t points, int today)
{
	for (size_t i = 0; i < p->n && points > 0; i++)
		if (is_unspent(&p->token[i], of, today)) {
			p->token[i].state = WITHDRAWN;
			points--;
		}
	for (; points > 0; points--)
		add(p, entry, last_day, OWED, entry);
}

int64_t purse_due(const struct purse *p, int last_day, enum state state)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++)
		sum += p->token[i].state == state && p->token[i].last_day == last_day;
	return sum;
}

void purse_expire(struct purse *p, int last_day, enum state state)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->token[i].state == state && p->token[i].last_day == last_day)
			p->token[i].state = GONE;
}

int64_t purse_count(const struct purse *p, enum state state)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++)
		sum += p->token[i].state == state;
	return sum;
}

int64_t purse_spendable(const struct purse *p, int today)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++)
		sum += p->token[i].state == FREE && p->token[i].last_day >= today;
	return sum;
}

int64_t purse_lot(const struct purse *p, int64_t entry, int last_day, enum state state)
{
	int64_t sum = 0;

	for (size_t i = 0; i < p->n; i++)
		sum += p->token[i].entry == entry && p->token[i].last_day == last_day && p->token[i].state == state;
	return sum;
}
