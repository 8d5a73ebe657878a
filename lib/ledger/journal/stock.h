/*
 * Stock (库存): what lies in the own shops, and what it cost.
 *
 * The journal calls stock_move and stock_settle for every entry; jobs ask, and hold pieces for somebody.
 */
#ifndef PTS_LEDGER_JOURNAL_STOCK_H
#define PTS_LEDGER_JOURNAL_STOCK_H

#include "domain/entry.h"
#include "ledger/core/core.h"

/* A shelf: pieces (hundredths), those of them held for somebody, what all of them cost (fen). */
struct shelf {
	int64_t quantity;
	int64_t held;
	int64_t value;
};

/* All 0 when nothing ever came. */
int stock_read(struct ledger *l, int64_t book, const char *shop, const char *item, struct shelf *out);

/* EX_REFUSED with `stock 0, needs 3` when a shop has not that many that nobody holds. */
int stock_has(struct ledger *l, int64_t book, const char *shop, const char *item, int64_t quantity);

/* EX_DATAERR when a shelf cannot take so many more pieces, worth so much (fen): the figures would not fit. */
int stock_room(struct ledger *l, int64_t book, const char *shop, const char *item, int64_t quantity, int64_t value);

/* Holds `quantity` pieces (EX_REFUSED when there are not so many free) or, below 0, lets go of so many. */
int stock_hold(struct ledger *l, int64_t book, const char *shop, const char *item, int64_t quantity);

/* What was moved by entries dated after `date`. */
int stock_since(struct ledger *l, int64_t book, const char *shop, const char *item, const char *date,
		int64_t *quantity);

/* Puts what an entry moves on the shelf or takes it off, before it is appended; EX_REFUSED when it is not there. */
int stock_move(struct ledger *l, const struct entry *e);

/*
 * After that, with its seq known: what the shelf is worth then. A stock entry says so itself by its value; redeemed
 * goods take their share along, and come back with it.
 */
int stock_settle(struct ledger *l, const struct entry *e);

/* The cost of the goods of an entry, 0 when it took none. */
int stock_cost(struct ledger *l, int64_t book, int64_t seq, int64_t *cost);

/* What is worth how much in all of a book (fen). */
int stock_worth(struct ledger *l, int64_t book, int64_t *value);

#endif
