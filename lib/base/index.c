#include "base/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

uint32_t index_hash_bytes(const void *bytes, size_t n, uint64_t seed)
{
	const uint64_t odd = 0x9e3779b97f4a7c15u; /* 2^64 ÷ golden ratio */
	const unsigned char *s = bytes;
	uint64_t h = (n ^ seed << 8) * odd, w;

	/* Eight bytes a step, each multiplied and folded, so that codes that differ in one digit spread over all bits. */
	for (; n >= 8; s += 8, n -= 8) {
		memcpy(&w, s, 8);
		h = (h ^ w) * odd;
		h ^= h >> 29;
	}
	for (w = 0; n > 0; n--)
		w = w << 8 | s[n - 1];
	h = (h ^ w) * odd;
	h ^= h >> 32;
	h *= odd;
	return (uint32_t)(h >> 32);
}

static void put(struct index *x, struct index_slot slot)
{
	size_t i = slot.hash;

	while (x->slots[i & (x->nslots - 1)].at)
		i++;
	x->slots[i & (x->nslots - 1)] = slot;
}

/* Twice the slots. Those are gone through from an empty one on, so that what shares a hash keeps its order. */
static void grow(struct index *x)
{
	struct index old = *x;
	size_t start = 0;

	x->nslots = old.nslots ? 2 * old.nslots : 16;
	x->slots = xcalloc(x->nslots, sizeof *x->slots);
	while (start < old.nslots && old.slots[start].at)
		start++;
	for (size_t i = 0; i < old.nslots; i++) {
		const struct index_slot *s = &old.slots[(start + i) & (old.nslots - 1)];
		if (s->at)
			put(x, *s);
	}
	free(old.slots);
}

void index_add(struct index *x, uint32_t hash, uint32_t at)
{
	if (x->nslots < 2 * (x->n + 1))
		grow(x);
	put(x, (struct index_slot){hash, at});
	x->n++;
}

void index_clear(struct index *x)
{
	if (x->n)
		memset(x->slots, 0, x->nslots * sizeof *x->slots);
	x->n = 0;
}

void index_free(struct index *x)
{
	free(x->slots);
	*x = (struct index){0};
}
