/*
 * A receipt: its number, and its row in receipts.csv.
 */
#ifndef PTS_JOB_SHOP_RECEIPT_H
#define PTS_JOB_SHOP_RECEIPT_H

#include "job/shop/shop.h"
#include "ledger/journal/journal.h"
#include "ledger/records/reservations.h"

/* The next receipt of a book and year. */
int receipt_number(struct ledger *l, const struct book *book, int year, char receipt[static RECEIPT_SIZE]);

/* NULL-terminated. */
extern const char *const redemption_columns[];

/*
 * Prints a household's redeem or refund entry; quantity, points, value and cash are positive for what was given out.
 * `codes` are those just issued, "" else.
 */
int print_redemption(struct printer *p, struct ledger *l, const struct entry *e, const char *state, const char *codes);

/* Prints what is reserved; the state is its own unless `state` is given. */
int print_reservation(struct printer *p, struct ledger *l, const struct reservation *r, const char *state);

/* The answer to an order that was not taken. `r` is what was found out about it, the price included when it got that
 * far; NULL when the order could not be read. */
struct redeem_row;
void print_refused(struct printer *p, const struct order *o, const struct redeem_row *r);

#endif
