/*
 * Where points that moved came from.
 *
 * A move is two entries of kind transfer that name each other by `ref`; the receiving one has the giver's book as account.
 * The Nth allotment of the giving entry arrives as the lot whose seq is that of the receiving entry and whose part is N.
 */
#ifndef PTS_LEDGER_JOURNAL_TRANSFERS_H
#define PTS_LEDGER_JOURNAL_TRANSFERS_H

#include "domain/entry.h"
#include "domain/lots.h"
#include "ledger/roster/roster.h"

/* A lot, wherever it is or was. */
struct lot_place {
	const struct book *book;
	int64_t household; /* its number inside */
	int64_t seq;
	int part;
};

/* The household of an entry, 0 when it has none, and the other side of a transfer: its book, NULL for none, and its seq. */
struct transfer_side {
	int64_t household;
	char month[MONTH_SIZE];
	const struct book *other;
	int64_t other_seq;
};
int transfer_side(struct ledger *l, int64_t book, int64_t seq, struct transfer_side *out);

/* The household and the seq of the receiving entry, for the giving entry `e`; EX_DATAERR when the two do not name each other. */
int transfer_receiver(struct ledger *l, const struct entry *e, struct household **h, int64_t *seq);

/*
 * The entry of the same book through which a lot's points came into the book: the entry that granted them, or the transfer
 * that brought them from another book.
 */
struct lot_source {
	struct lot_place at;
	char month[MONTH_SIZE]; /* in which that entry counts */
	struct lot_place given; /* book NULL: no transfer; else the lot in the other book */
	int64_t given_by;	/* the giving entry there */
};
int lot_source(struct ledger *l, const struct book *book, int64_t household, int64_t seq, int part, struct lot_source *out);

/* The entry that granted the points, through all moves. */
int lot_origin(struct ledger *l, const struct book *book, int64_t seq, int part, const struct book **of, int64_t *of_seq);

/* The allotments of an entry, in the order in which it took them. The caller frees them by allotments_free, also after an error. */
int allotments_read(struct ledger *l, int64_t book, int64_t seq, struct allotments *out);

/* Those of the giving entry, for the receiving entry `e`. */
int transfer_given(struct ledger *l, const struct entry *e, struct allotments *out);

#endif
