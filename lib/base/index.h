/*
 * An open-addressing index over things that lie in an array of the caller's: from a hash of their key to their places.
 *
 * Keys stay with the things. The index knows only hashes, so that a look into it and one at the thing are all that
 * finding costs, and growing never touches the things:
 *
 *     for (at = index_first(x, hash, &i); at; at = index_next(x, hash, &i))
 *             if (things[at - 1] has the key)
 *                     …
 */
#ifndef PTS_BASE_INDEX_H
#define PTS_BASE_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct index_slot {
	uint32_t hash;
	uint32_t at; /* the thing's place, from 1; 0: empty */
};

/* All-zero is empty and valid. */
struct index {
	struct index_slot *slots; /* a power of two, at most half of them full */
	size_t nslots;
	size_t n;
};

/* A hash of two words that spreads keys which differ in few bits. */
static inline uint32_t index_hash(uint64_t a, uint64_t b)
{
	const uint64_t odd = 0x9e3779b97f4a7c15u; /* 2^64 ÷ golden ratio */
	uint64_t h = a * odd;

	h = (h ^ h >> 32 ^ b) * odd;
	h ^= h >> 29;
	return (uint32_t)(h * odd >> 32);
}

/* The hash of some bytes; things that differ in `seed` (the number of their book) spread as if their bytes did. */
uint32_t index_hash_bytes(const void *bytes, size_t n, uint64_t seed);

/* The place of the next thing with this hash at or after slot *i, 0: no further one. */
static inline uint32_t index_at(const struct index *x, uint32_t hash, size_t *i)
{
	for (;; ++*i) {
		const struct index_slot *s = &x->slots[*i & (x->nslots - 1)];
		if (!s->at || s->hash == hash)
			return s->at;
	}
}

static inline uint32_t index_first(const struct index *x, uint32_t hash, size_t *i)
{
	*i = hash;
	return x->n ? index_at(x, hash, i) : 0;
}

static inline uint32_t index_next(const struct index *x, uint32_t hash, size_t *i)
{
	++*i;
	return index_at(x, hash, i);
}

/* Adds a thing at place `at`, from 1. Things with the same key are found in the order in which they were added. */
void index_add(struct index *x, uint32_t hash, uint32_t at);

/* Forgets all things, but keeps the memory. */
void index_clear(struct index *x);

void index_free(struct index *x);

#endif
