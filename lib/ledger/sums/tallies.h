/*
 * What pts-tally reads from a ledger, a book at a time. All report what fails and return 0 or an exit code; a callback
 * that returns another value than 0 ends its walk with that.
 */
#ifndef PTS_LEDGER_SUMS_TALLIES_H
#define PTS_LEDGER_SUMS_TALLIES_H

#include "domain/entry.h"
#include "domain/sums.h"
#include "ledger/core/core.h"

/*
 * The kept sums of each household in the months from..to, in order of month, then household; `balance` is the household's at
 * the end of the month, BLANK while that is open.
 */
typedef int sums_f(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance);
int tallies_sums(struct ledger *l, const struct book *book, const char *from, const char *to, sums_f *f, void *ctx);

/* The same, but only what changes a balance, and without the period and its balance. */
int tallies_flows(struct ledger *l, const struct book *book, const char *from, const char *to, sums_f *f, void *ctx);

/* The balances of today in the same form, in order of household: the balance stands in `points`, the period is "". */
int tallies_balances(struct ledger *l, const struct book *book, sums_f *f, void *ctx);

/* What each household had gained before a month, in one of these two forms: whichever reads less. *today says which. */
int tallies_shorter(struct ledger *l, const struct book *book, const char *month, bool *today);

/*
 * Entries first..last in order of seq, with seq, period, date, kind, who, role, rule, category, quantity, score and points filled
 * in; `of` as sums_add() wants it.
 */
typedef int posting_f(void *ctx, const struct entry *e, enum kind of);
int tallies_scan(struct ledger *l, const struct book *book, int64_t first, int64_t last, posting_f *f, void *ctx);

/* Months with entries of any kind in from..to, in order. */
int tallies_months(struct ledger *l, const struct book *book, const char *from, const char *to,
		   int (*f)(void *ctx, const char *period), void *ctx);

#endif
