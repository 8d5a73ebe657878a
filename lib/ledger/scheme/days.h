/*
 * The calendar (日历) of a book: its own rows of the table, then its parent's, then those of every book.
 */
#ifndef PTS_LEDGER_SCHEME_DAYS_H
#define PTS_LEDGER_SCHEME_DAYS_H

#include "domain/calendar.h"
#include "ledger/core/core.h"

/* Ends with calendar_free(). */
int calendar_read(struct ledger *l, const struct book *book, struct calendar *out);

/*
 * The last day of a term of `n` days that begins the day after `from`: calendar days, or with `working` working days.
 */
int calendar_term(struct ledger *l, const struct book *book, day_t from, int n, bool working, day_t *out);

#endif
