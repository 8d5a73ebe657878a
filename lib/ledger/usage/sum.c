#include "ledger/usage/sum.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "ledger/usage/usage.h"

enum { FIGURES = 5 };

typedef unsigned __int128 wide;

struct uses_sum {
	wide total;
	uint64_t seed, factor; /* of the weights of windows */
	uint64_t figure[FIGURES];
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
	free(s);
}

/* Products folded. */
static uint64_t fold(const struct uses_sum *s, uint64_t h, uint64_t w)
{
	wide product = (wide)(h ^ w) * s->factor;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Eight bytes a step; the NUL is one of them, so that texts do not run into each other. */
static uint64_t fold_text(const struct uses_sum *s, uint64_t h, const char *text)
{
	size_t n = strlen(text) + 1;
	uint64_t w;

	for (; n >= sizeof w; text += sizeof w, n -= sizeof w) {
		memcpy(&w, text, sizeof w);
		h = fold(s, h, w);
	}
	for (w = 0; n > 0; n--)
		w = w << 8 | (unsigned char)text[n - 1];
	return fold(s, h, w);
}

static wide weighed(const struct uses_sum *s, int64_t household, const char *rule, const char *window, const char *member,
		    const struct usage *v)
{
	const int64_t figures[FIGURES] = {v->events, v->times, v->quantity, v->granted, v->deducted};
	uint64_t weight = fold(s, s->seed, (uint64_t)household);
	wide sum = 0;

	weight = fold_text(s, weight, rule);
	weight = fold_text(s, weight, window);
	weight = fold_text(s, weight, member);
	for (int i = 0; i < FIGURES; i++)
		sum += (wide)figures[i] * s->figure[i];
	return sum * weight;
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

int uses_sum_differs(struct uses_sum *s, struct ledger *l, const struct book *book, bool *differs)
{
	bool sound;
	int rc = uses_each(l, book, take_out, s, &sound);

	*differs = !sound || s->total != 0;
	return rc;
}
