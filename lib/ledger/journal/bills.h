/*
 * What merchants are owed (应付), the bills it stands on, and what was paid.
 *
 * An entry at a merchant is owed for from the moment it is posted, and stands on the first bill of that merchant which
 * is issued after it and reaches to its month or beyond; never on a second one. What was voided before it was billed
 * stands on the bill with the refund that takes it back, whatever the month of that.
 */
#ifndef PTS_LEDGER_JOURNAL_BILLS_H
#define PTS_LEDGER_JOURNAL_BILLS_H

#include "domain/entry.h"
#include "ledger/core/core.h"

enum { BILL_SIZE = 128 };

struct bill {
	const struct book *book;
	char number[BILL_SIZE];
	int64_t seq; /* the bill entry */
	char shop[80];
	char period[32];
	int64_t owed; /* fen */
	int64_t paid;
};

/* Called by the journal for every entry appended: what a merchant is owed is kept. */
int bill_payable(struct ledger *l, const struct entry *e);

/* seq of a shop's entries not billed yet that count in `month` or earlier, and of refunds of these, in order. */
void bill_waiting(struct ledger *l, int64_t book, const char *shop, const char *month, struct rows *r);

/* seq of the entries of a bill, in order. */
void bill_entries(struct ledger *l, int64_t book, const char *number, struct rows *r);

/* The merchants of a book with entries not billed yet that count in `month` or earlier. */
void bill_shops(struct ledger *l, int64_t book, const char *month, struct rows *r);

/* Puts a shop's waiting entries up to `month` on the bill, whose entry has been appended. */
int bill_issue(struct ledger *l, const struct bill *b, const char *month);

/* Counts a payment; EX_REFUSED when it is more than is still owed. */
int bill_pay(struct ledger *l, const struct bill *b, int64_t amount);

/* By number, in `book` or (NULL) the only book that has it; EX_DATAERR when unknown or in several books. */
int bill_find(struct ledger *l, const struct book *book, const char *number, struct bill *out);

/* The bills of a book in order of their entries. */
void bill_walk(struct ledger *l, int64_t book, struct rows *r);
void bill_row(const struct rows *r, const struct book *book, struct bill *out);

/* The bill an entry stands on; "" when it is not billed yet or nothing is owed for it. */
int bill_of(struct ledger *l, int64_t book, const char *shop, int64_t seq, char number[static BILL_SIZE]);

/* What a book owes its merchants and has not paid, billed or not (fen). */
int bill_unpaid(struct ledger *l, int64_t book, int64_t *owed);

/* What coupons are worth that were issued and can still be used (fen): owed to nobody yet. */
int bill_coupons(struct ledger *l, int64_t book, int64_t *value);

#endif
