/*
 * A redemption as a row of receipts.csv.
 */
#ifndef PTS_JOB_REDEEM_ROW_H
#define PTS_JOB_REDEEM_ROW_H

#include "job/redeem.h"
#include "ledger/journal.h"

extern const char *const redemption_columns[];

/* Prints a redeem or refund entry; quantity, points and value are positive for what was given out. */
int print_redemption(struct printer *p, struct ledger *l, const struct entry *e, const char *state);

/* The answer to an order that was not taken; `h` may be NULL. */
void print_refused(struct printer *p, const struct order *o, const struct household *h);

#endif
