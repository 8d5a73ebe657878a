/*
 * Redemptions (兑换) by receipt.
 */
#ifndef PTS_LEDGER_RECORDS_REDEMPTIONS_H
#define PTS_LEDGER_RECORDS_REDEMPTIONS_H

#include "ledger/roster/roster.h"

struct redemption {
	const struct book *book;
	int64_t seq; /* the household's redeem entry */
	bool is_void;
	const struct book *shop_book; /* where the shop's entry stands, */
	int64_t shop_seq;             /* and which it is; the household's own when there is one entry only */
};

/* What is kept of a new one, beside its entry: the day and the pieces that count for limits. */
struct redemption_new {
	const char *receipt;
	int64_t seq;
	const char *date;
	const char *item;
	int64_t quantity; /* hundredths of a piece, 0 when nothing was given */
	int64_t shop_book;
	int64_t shop_seq;
};

/* By receipt, in `book` or (NULL) the only book that has it; EX_DATAERR when several have it. */
int redemption_find(struct ledger *l, const struct book *book, const char *receipt, struct redemption *out, bool *found);

int redemption_add(struct ledger *l, const struct household *h, const struct redemption_new *r);

/* Marks it void; EX_REFUSED when somebody was faster. */
int redemption_void(struct ledger *l, int64_t book, const char *receipt);

/* Pieces of an item that a household was given on the days from..to, less what was voided. */
int redeemed_pieces(struct ledger *l, const struct household *h, const char *item, const char *from, const char *to,
		    int64_t *out);

/*
 * On how many days from..to, `day` left out, the household redeemed or reserved; *last gets the last of them ("" when
 * there is none).
 */
int redeeming_days(struct ledger *l, const struct household *h, const char *from, const char *to, const char *day,
		   int64_t *n, char last[static DATE_SIZE]);

#endif
