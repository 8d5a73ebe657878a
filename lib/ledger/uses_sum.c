#include "ledger/uses_sum.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "ledger/uses.h"

enum { FIGURES = 5 };

typedef unsigned __int128 wide;

struct uses_sum {
	wide total;
	uint64_t seed, factor; /* of the weights of windows */
	uint64_t figure[FIGURES];
	struct buf key;
};

static uint64_t random_odd(void)
{
	char hex[17];

	return strtoull(random_hex(8, hex), NULL, 16) | 1;
}

struct uses_sum *uses_sum_new(void)
{
	struct uses_sum *s = xcalloc(1, sizeof *s);

	s->seed = random_odd();
	s->factor = random_odd();
	for (int i = 0; i < FIGURES; i++)
		s->figure[i] = random_odd();
	return s;
}

void uses_sum_free(struct uses_sum *s)
{
	if (s)
		buf_free(&s->key);
	free(s);
}

/* Eight bytes a step, products folded. */
static uint64_t weight(const struct uses_sum *s, const struct buf *key)
{
	uint64_t h = s->seed, w;

	for (size_t i = 0; i < key->n; i += sizeof w) {
		size_t left = key->n - i;
		wide product;

		w = left;
		memcpy(&w, key->s + i, left < sizeof w ? left : sizeof w);
		product = (wide)(h ^ w) * s->factor;
		h = (uint64_t)product ^ (uint64_t)(product >> 64);
	}
	return h;
}

static wide weighed(struct uses_sum *s, int64_t household, const char *rule, const char *window, const char *member, const struct usage *v)
{
	const int64_t figures[FIGURES] = {v->events, v->times, v->quantity, v->granted, v->deducted};
	wide sum = 0;

	buf_clear(&s->key);
	buf_add(&s->key, (const char *)&household, sizeof household);
	buf_add(&s->key, rule, strlen(rule) + 1);
	buf_add(&s->key, window, strlen(window) + 1);
	buf_add(&s->key, member, strlen(member) + 1);
	for (int i = 0; i < FIGURES; i++)
		sum += (wide)figures[i] * s->figure[i];
	return sum * weight(s, &s->key);
}

bool uses_sum_add(struct uses_sum *s, const struct user *user, const char *rule, const char *window, int64_t quantity, int64_t score,
		  int sign)
{
	struct usage one = {0};
	bool ok = usage_add(&one, quantity, score, 1);
	wide sum = weighed(s, user->household, rule, window, user->member, &one);

	s->total += sign > 0 ? sum : -sum;
	return ok;
}

static void take_out(void *ctx, int64_t household, const char *rule, const char *window, const char *member, const struct usage *stored)
{
	struct uses_sum *s = ctx;

	s->total -= weighed(s, household, rule, window, member, stored);
}

int uses_sum_differs(struct uses_sum *s, struct ledger *l, const struct book *book)
{
	bool sound;

	if (uses_each(l, book, take_out, s, &sound) != 0)
		return -1;
	return !sound || s->total != 0;
}
