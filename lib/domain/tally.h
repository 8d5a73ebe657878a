/*
 * A tally (统计): sums by key, whatever the keys are.
 *
 * A key is a list of cells, each with a NUL behind it, so that the bytes of two keys compare as their cells do.
 */
#ifndef PTS_DOMAIN_TALLY_H
#define PTS_DOMAIN_TALLY_H

#include <stddef.h>

#include "base/buf.h"
#include "base/map.h"
#include "domain/sums.h"

struct tally_row {
	struct sums sums;
	int64_t balance; /* for the caller to fill in */
	bool silent;     /* the key is listed although nothing was added to it */
	bool left_out;   /* the row is not printed, for the caller to set */
};

/* All-zero is empty and valid. rows[i] belongs to the i-th key met. */
struct tally {
	struct map index;
	struct tally_row *rows;
	size_t n;
	size_t size;
};

/* Puts the next cell at the end of a key; buf_clear() begins a new one. */
void tally_key_add(struct buf *key, const char *cell);

/* The i-th cell of a key. */
const char *tally_key_cell(const char *key, size_t i);

/* The number of the key's row, made when there was none; *added (may be NULL) says which. */
size_t tally_at(struct tally *t, const struct buf *key, bool *added);

/* The key of row i. */
const char *tally_key(const struct tally *t, size_t i);

/* Row numbers in order of their keys; the caller frees them. */
uint32_t *tally_order(const struct tally *t);

void tally_free(struct tally *t);

#endif
