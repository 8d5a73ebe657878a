/*
 * What has a number of its own, a receipt or a bill: found in the book that is named, or else in the only one that has it.
 */
#ifndef PTS_LEDGER_JOURNAL_NUMBERED_H
#define PTS_LEDGER_JOURNAL_NUMBERED_H

#include "ledger/core/core.h"

/* Reads a row into *out. */
typedef void numbered_f(struct ledger *l, const struct rows *r, void *out);

/*
 * Reads into *out, by `read`, the rows that `sql` finds by the number ($1) and whose first column is the number of `book`;
 * book NULL: of any book. *found tells how many there are: of several *out is the last.
 */
int numbered_find(struct ledger *l, const struct sql *sql, const struct book *book, const char *number,
		  numbered_f *read, void *out, size_t *found);

/* The same for receipts; EX_DATAERR when several books have it. */
int receipt_find(struct ledger *l, const struct sql *sql, const struct book *book, const char *receipt,
		 numbered_f *read, void *out, bool *found);

#endif
