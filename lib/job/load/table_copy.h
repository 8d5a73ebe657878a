/*
 * Whole tables in memory, for checks that look at their rows together.
 */
#ifndef PTS_JOB_LOAD_TABLE_COPY_H
#define PTS_JOB_LOAD_TABLE_COPY_H

#include "job/load/internal.h"

/* A row; `book` 0 is every book. */
struct row_copy {
	int64_t book;
	char *cell[TABLE_FIELDS];
};

struct table_copy {
	const struct table *table;
	struct row_copy *row;
	size_t n, room;
};

/* Reads all rows of a table; ends with copy_free() even after a failure. */
int copy_read(struct ledger *l, const char *name, struct table_copy *h);
void copy_free(struct table_copy *h);

/* A cell of row r; an amount as hundredths, BLANK when blank. */
const char *copy_get(const struct table_copy *h, size_t r, const char *name);
int64_t copy_amount(const struct table_copy *h, size_t r, const char *name);

/* Places the next messages at row r, when this load brought it. */
void copy_place(struct loading *ld, const struct table_copy *h, size_t r);

#endif
