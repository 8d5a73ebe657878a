#include "domain/rank.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BYTE_VALUES = 256, WORD_BYTES = 8 };

struct item {
	uint64_t word;
	uint32_t row;
};

bool rank_ties_parse(const char *word, enum rank_ties *out)
{
	static const char *const words[] = {"standard", "dense", "ordinal"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(word, words[i]) == 0) {
			*out = (enum rank_ties)i;
			return true;
		}
	}
	return false;
}

int64_t rank_group(size_t group, bool ranked)
{
	return (int64_t)group * 2 + (ranked ? 0 : 1);
}

int64_t rank_word(int64_t figure, bool ascending)
{
	/* The complement turns the order round without the overflow that negation has. */
	return ascending ? figure : ~figure;
}

/* Counts every byte of every word in one walk, so that the passes below need not. */
static void count_bytes(const struct item *items, size_t n, size_t counts[WORD_BYTES][BYTE_VALUES])
{
	for (size_t i = 0; i < n; i++)
		for (int b = 0; b < WORD_BYTES; b++)
			counts[b][items[i].word >> (8 * b) & 0xff]++;
}

static void scatter(const struct item *from, struct item *to, size_t n, int byte, const size_t *counts)
{
	size_t place[BYTE_VALUES], at = 0;

	for (int v = 0; v < BYTE_VALUES; v++) {
		place[v] = at;
		at += counts[v];
	}
	for (size_t i = 0; i < n; i++)
		to[place[from[i].word >> (8 * byte) & 0xff]++] = from[i];
}

/* A radix sort from the last byte: stable, and the bytes that all words share (most, in practice) cost nothing. */
static void sort_items(struct item **items, struct item **spare, size_t n)
{
	size_t counts[WORD_BYTES][BYTE_VALUES] = {{0}};

	count_bytes(*items, n, counts);
	for (int b = 0; b < WORD_BYTES; b++) {
		struct item *sorted = *spare;
		if (counts[b][(*items)[0].word >> (8 * b) & 0xff] == n)
			continue;
		scatter(*items, sorted, n, b, counts[b]);
		*spare = *items;
		*items = sorted;
	}
}

/* Whether all n rows have the same word here: then it orders nothing. */
static bool is_shared(const int64_t *word, size_t width, size_t n)
{
	size_t i = 1;

	while (i < n && word[i * width] == *word)
		i++;
	return i == n;
}

void rank_sort(const int64_t *words, size_t width, size_t n, uint32_t *order)
{
	struct item *items, *spare;

	if (n == 0)
		return;
	items = xcalloc(n, sizeof *items);
	spare = xcalloc(n, sizeof *spare);
	for (size_t i = 0; i < n; i++)
		items[i].row = (uint32_t)i;
	/* The least word first: what is stable keeps its order under the next one. */
	for (size_t w = width; w-- > 0;) {
		if (is_shared(words + w, width, n))
			continue;
		for (size_t i = 0; i < n; i++)
			items[i].word = (uint64_t)words[items[i].row * width + w] ^ (UINT64_C(1) << 63);
		sort_items(&items, &spare, n);
	}
	for (size_t i = 0; i < n; i++)
		order[i] = items[i].row;
	free(items);
	free(spare);
}

static bool are_same(const int64_t *a, const int64_t *b, size_t width)
{
	size_t w = 0;

	while (w < width && a[w] == b[w])
		w++;
	return w == width;
}

void rank_count(const int64_t *words, size_t width, size_t n, const uint32_t *order, enum rank_ties ties,
		int64_t *ranks)
{
	const int64_t *before = NULL;
	int64_t seen = 0, rank = 0;

	for (size_t i = 0; i < n; i++) {
		const int64_t *row = words + order[i] * width;
		bool same = before && are_same(before, row, width);

		if (!before || before[0] != row[0])
			seen = rank = 0;
		seen++;
		if (ties == RANK_DENSE)
			rank += !same;
		else if (ties == RANK_ORDINAL || !same)
			rank = seen;
		ranks[i] = row[0] % 2 ? 0 : rank;
		before = row;
	}
}
