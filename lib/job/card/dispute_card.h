/*
 * Disputes on a household's card.
 */
#ifndef PTS_JOB_CARD_DISPUTE_CARD_H
#define PTS_JOB_CARD_DISPUTE_CARD_H

#include "base/buf.h"
#include "ledger/records/disputes.h"

struct card_disputes {
	struct dispute *all; /* in order of seq */
	size_t n;
};

/* Ends with card_disputes_free(). */
int card_disputes_read(struct ledger *l, struct household *h, struct card_disputes *out);
void card_disputes_free(struct card_disputes *c);

/* What a dispute is about and how it stands, in one line at the end of `out`. */
int card_dispute_say(struct ledger *l, const struct dispute *d, struct buf *out);

/* The numbers of the disputes that contest entry `seq` or that it corrects, separated by blanks; "" none. Holds until
 * the next use of `b`. */
const char *card_disputes_of(const struct card_disputes *c, int64_t seq, struct buf *b);

#endif
