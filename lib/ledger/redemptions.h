/*
 * Redemptions (兑换) by receipt.
 */
#ifndef PTS_LEDGER_REDEMPTIONS_H
#define PTS_LEDGER_REDEMPTIONS_H

#include "ledger/ledger.h"

struct redemption {
	const struct book *book;
	int64_t seq; /* the redeem entry */
	bool is_void;
};

/* By receipt, in `book` or (NULL) the only book that has it; EX_DATAERR when unknown or in several books. */
int redemption_find(struct ledger *l, const struct book *book, const char *receipt, struct redemption *out);

int redemption_add(struct ledger *l, int64_t book, const char *receipt, int64_t seq);
int redemption_void(struct ledger *l, int64_t book, const char *receipt);

#endif
