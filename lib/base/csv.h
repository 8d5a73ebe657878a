/*
 * Cells and rows of CSV after RFC 4180, as text in memory.
 */
#ifndef PTS_BASE_CSV_H
#define PTS_BASE_CSV_H

#include <stddef.h>

#include "base/buf.h"

/* Appends a cell, in quotes where it needs them. */
void csv_put(struct buf *b, const char *s, char separator);

/* A row of n cells without its line end, NULL being blank. Owned by the caller. */
char *csv_line(const char *const *cells, size_t n);

#endif
