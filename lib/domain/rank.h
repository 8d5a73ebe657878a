/*
 * Ranks over rows of integer words.
 *
 * A row is `width` words that compare ascending, the first one most: word 0 is rank_group(), the others the keys,
 * turned round by rank_word() where the highest figure comes first. Nothing here knows what the figures mean.
 */
#ifndef PTS_DOMAIN_RANK_H
#define PTS_DOMAIN_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rank_ties {
	RANK_STANDARD, /* 1, 2, 2, 4 */
	RANK_DENSE,    /* 1, 2, 2, 3 */
	RANK_ORDINAL   /* 1, 2, 3, 4 */
};

/* `standard`, `dense` or `ordinal`; false for any other word. */
bool rank_ties_parse(const char *word, enum rank_ties *out);

/* Word 0 of a row: its group, and behind all ranked rows of that group the ones without a rank. */
int64_t rank_group(size_t group, bool ranked);

/* A figure as a word; no figure overflows. */
int64_t rank_word(int64_t figure, bool ascending);

/* Fills order[0..n) with the numbers of the rows in order; equal rows stay as they came. */
void rank_sort(const int64_t *words, size_t width, size_t n, uint32_t *order);

/* ranks[i] becomes the rank of row order[i] in its group, 0 where it has none. */
void rank_count(const int64_t *words, size_t width, size_t n, const uint32_t *order, enum rank_ties ties,
		int64_t *ranks);

#endif
