#include "base/radix.h"

#include <string.h>

enum { BYTES = 8, VALUES = 256 };

static unsigned byte_of(uint64_t key, int i)
{
	return (unsigned)(key >> 8 * i) % VALUES;
}

/* One stable pass by a byte; `count` says how often each value is there. */
static void scatter(const struct radix *from, struct radix *to, size_t n, int byte, const size_t count[static VALUES])
{
	size_t place[VALUES], sum = 0;

	for (size_t v = 0; v < VALUES; v++) {
		place[v] = sum;
		sum += count[v];
	}
	for (size_t i = 0; i < n; i++)
		to[place[byte_of(from[i].key, byte)]++] = from[i];
}

void radix_sort(struct radix *items, struct radix *scratch, size_t n)
{
	size_t count[BYTES][VALUES] = {{0}};
	struct radix *from = items, *to = scratch;

	for (size_t i = 0; i < n; i++)
		for (int b = 0; b < BYTES; b++)
			count[b][byte_of(items[i].key, b)]++;
	for (int b = 0; b < BYTES && n; b++) {
		struct radix *sorted = to;
		if (count[b][byte_of(items[0].key, b)] == n)
			continue;
		scatter(from, to, n, b, count[b]);
		to = from;
		from = sorted;
	}
	if (from != items)
		memcpy(items, from, n * sizeof *items);
}
