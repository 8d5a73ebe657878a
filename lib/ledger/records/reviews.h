/*
 * How long reviewing took.
 */
#ifndef PTS_LEDGER_RECORDS_REVIEWS_H
#define PTS_LEDGER_RECORDS_REVIEWS_H

#include "ledger/core/core.h"

/* Claims of deeds dated from..to that were decided, and the seconds from hand-in to decision, added up. */
int reviews_took(struct ledger *l, const struct book *book, const char *from, const char *to, int64_t *claims,
		 int64_t *seconds);

#endif
