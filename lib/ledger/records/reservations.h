/*
 * Reservations (预订): goods put aside, and the points for them, until they are collected.
 *
 * The points stay in the balance and the goods in the stock; both are held, so that nothing else takes them.
 */
#ifndef PTS_LEDGER_RECORDS_RESERVATIONS_H
#define PTS_LEDGER_RECORDS_RESERVATIONS_H

#include "ledger/roster/roster.h"

enum { ORDER_ID_SIZE = 128, RECEIPT_SIZE = 160 };

struct reservation {
	const struct book *book; /* the household's */
	int64_t household;
	char receipt[RECEIPT_SIZE];
	char order_id[ORDER_ID_SIZE];
	char state[16]; /* reserved, collected, cancelled, lapsed, lost */
	char member[80];
	char date[DATE_SIZE];
	char until[DATE_SIZE];
	char item[80];
	const struct book *shop_book;
	char shop[80];
	bool own; /* an own shop: its stock is held */
	int64_t quantity;
	int64_t points;
	int64_t value;
	int64_t cash; /* fen to be paid at the counter, BLANK: none */
	char source[256];
	char actor[80];
};

/* By receipt, in `book` or (NULL) the only book that has it; EX_DATAERR when several have it. */
int reservation_find(struct ledger *l, const struct book *book, const char *receipt, struct reservation *out, bool *found);

/* By the id of its order. */
int reservation_by_order(struct ledger *l, const struct book *book, const char *order_id, struct reservation *out, bool *found);

/* Stores it and holds its goods; EX_REFUSED when the shop has not that many that nobody holds. */
int reservation_add(struct ledger *l, const struct reservation *r);

/* Ends an open one with another state, and lets its goods go: EX_REFUSED when somebody was faster. */
int reservation_end(struct ledger *l, const struct reservation *r, const char *state);

/* The next reservation of a book by receipt after `after` ("": the first), which may lie in *out. */
int reservation_next(struct ledger *l, const struct book *book, const char *after, struct reservation *out, bool *found);

/* The same of a household. */
int reservation_next_of(struct ledger *l, const struct household *h, const char *after, struct reservation *out, bool *found);

/* What a household's open reservations hold. */
int reserved_points(struct ledger *l, const struct household *h, int64_t *out);

/* Pieces of an item that a household has reserved, with its days from..to. */
int reserved_pieces(struct ledger *l, const struct household *h, const char *item, const char *from, const char *to,
		    int64_t *out);

/* The open reservation of a book that should have been collected before `day`, the first by receipt after `after` ("": the first). */
int reservation_due(struct ledger *l, const struct book *book, const char *day, const char *after, struct reservation *out,
		    bool *found);

#endif
