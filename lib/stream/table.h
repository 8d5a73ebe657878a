/*
 * An aligned table for people.
 */
#ifndef PTS_STREAM_TABLE_H
#define PTS_STREAM_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct table;

struct table *table_new(FILE *f);
void table_column(struct table *t, const char *title, bool right);

/* A row with a cell for each column (copied; NULL is blank). */
void table_row(struct table *t, const char *const *cells);

/* Prints the rows collected so far, nothing cut, and forgets them; the header comes with the first call only. */
void table_print(struct table *t);
void table_free(struct table *t);

#endif
