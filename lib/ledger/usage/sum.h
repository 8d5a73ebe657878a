/*
 * Usage in windows (ledger/usage/usage.h) added up: for holding all that a book keeps against what its events give, in memory
 * that does not grow with them.
 *
 * The sum is weighted by windows and figures, modulo 2^128, so that no difference of figures can vanish in it. The weights
 * are drawn at random each time, so that nobody can have prepared differences that make up for each other.
 */
#ifndef PTS_LEDGER_USAGE_SUM_H
#define PTS_LEDGER_USAGE_SUM_H

#include "domain/score.h"
#include "ledger/usage/usage.h"

struct uses_sum;

struct uses_sum *uses_sum_new(void);
void uses_sum_free(struct uses_sum *s);

/* Counts an event into a window as uses_find and usage_add do (sign 1), or takes it out again (-1). False on overflow. */
bool uses_sum_add(struct uses_sum *s, const struct user *user, const char *rule, const char *window, int64_t quantity, int64_t score,
		  int sign);

/* Whether what is stored of a book adds up to something else. Ends the sum. */
int uses_sum_differs(struct uses_sum *s, struct ledger *l, const struct book *book, bool *differs);

#endif
