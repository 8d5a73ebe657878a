/*
 * Rows of a stream kept in memory: the cells back to back in one arena, so that a million rows are a few allocations.
 */
#ifndef PTS_STREAM_ROWS_H
#define PTS_STREAM_ROWS_H

#include <stddef.h>
#include <stdint.h>

struct rowset {
	size_t columns; /* set by the caller before the first row */
	size_t n;
	size_t size;
	size_t *start; /* of each row in the arena */
	char *arena;
	size_t used;
	size_t room;
};

/* Adds a row; `cells` has one per column. */
void rows_add(struct rowset *r, const char *const *cells);

/* The same for cells that lie back to back already, each with its NUL, in n bytes. */
void rows_add_packed(struct rowset *r, const char *cells, size_t n);

/* The cells of row i into cells[columns]; they hold until the next change of the rows. */
void rows_cells(const struct rowset *r, size_t i, const char **cells);

/* The same as they lie in memory: back to back, each with its NUL, in *n bytes. */
const char *rows_packed(const struct rowset *r, size_t i, size_t *n);

/* Tells the processor which rows are wanted soon, and later: rows read out of order lie all over memory. */
void rows_prefetch(const struct rowset *r, size_t soon, size_t later);

/* Keeps only the rows kept[0..n), given in ascending order, and frees the room of the others for new ones. */
void rows_keep(struct rowset *r, const uint32_t *kept, size_t n);

void rows_free(struct rowset *r);

#endif
