/*
 * Rows of a scheme table that are in force in a book.
 */
#ifndef PTS_LEDGER_SCHEME_IN_FORCE_H
#define PTS_LEDGER_SCHEME_IN_FORCE_H

#include "ledger/scheme/tables.h"

/* A row; the cells are in the order of the table's fields. */
struct scheme_row {
	int64_t book; /* whose row it is, 0: that of every book */
	int distance; /* 0 the book's own, 1 its parent's …, 99 that of every book */
	char *cell[TABLE_FIELDS];
};

struct scheme_rows {
	const struct table *table;
	struct scheme_row *row;
	size_t n, room;
};

/*
 * The rows in force in `book` in order of their key. Rows that agree in column `thing` belong together: of those the
 * nearest count, the book's own before its parent's before those of every book.
 */
int in_force_read(struct ledger *l, const char *table, const struct book *book, const char *thing,
		  struct scheme_rows *out);

/* A cell; an amount as hundredths, BLANK when blank. Asking for no column of the table is a bug. */
const char *in_force_get(const struct scheme_rows *rows, size_t i, const char *column);
int64_t in_force_amount(const struct scheme_rows *rows, size_t i, const char *column);

void in_force_free(struct scheme_rows *rows);

#endif
