/*
 * Honours awarded (荣誉).
 */
#ifndef PTS_LEDGER_RECORDS_AWARDS_H
#define PTS_LEDGER_RECORDS_AWARDS_H

#include "ledger/core/core.h"

/* One award. Texts are valid until the next step of the walk. */
struct award {
	const char *period;
	const char *honor;
	const char *household; /* "" for the book itself */
	const char *member;    /* "" for the household */
	int64_t seq;           /* its entry */
	int64_t revoked;       /* the entry that took it back, 0: it stands */
};

/* All of a book, the revoked ones too, in order of period, honor, household, member; f returns 0 to go on. */
int awards_each(struct ledger *l, const struct book *book, int (*f)(void *ctx, const struct award *a), void *ctx);

/* Fills in seq (0: it was never awarded) and revoked of the award with the texts given; a member's is found whatever the household. */
int award_find(struct ledger *l, const struct book *book, struct award *a);

/* Whether an honour was awarded to anybody of the book for a period. */
int awards_begun(struct ledger *l, const struct book *book, const char *period, const char *honor, bool *begun);

int award_add(struct ledger *l, const struct book *book, const struct award *a);

/* The award whose entry is `seq` was taken back by the entry `by`; 0: it stands again. */
int award_revoke(struct ledger *l, const struct book *book, int64_t seq, int64_t by);

#endif
