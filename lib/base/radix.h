/*
 * Sorting by numbers: stable, in passes over the bytes of the keys, of which those that are the same everywhere cost
 * nothing. To sort by several numbers sort by the last of them first.
 */
#ifndef PTS_BASE_RADIX_H
#define PTS_BASE_RADIX_H

#include <stddef.h>
#include <stdint.h>

struct radix {
	uint64_t key;
	uint64_t value; /* whatever belongs to it */
};

/* Sorts n items by key, ascending; `scratch` has room for as many. */
void radix_sort(struct radix *items, struct radix *scratch, size_t n);

/* The key by which a signed number sorts. */
static inline uint64_t radix_key(int64_t v)
{
	return (uint64_t)v ^ (uint64_t)1 << 63;
}

#endif
