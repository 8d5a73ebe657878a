/*
 * Grades as they were found, per scale and period.
 */
#ifndef PTS_LEDGER_RECORDS_GRADES_H
#define PTS_LEDGER_RECORDS_GRADES_H

#include "base/hash.h"
#include "ledger/core/core.h"

/* One who was graded. Texts are valid until the next step of the walk. */
struct graded {
	const char *scale;
	const char *period;
	const char *household;
	const char *member; /* "" for the household */
	const char *grade;  /* "" for none */
	int64_t figure;     /* hundredths; BLANK: nothing was rated */
	bool earned;        /* the grade has a limit that was reached */
};

/* Of a book in order of scale, period, household, member; `scale` and `period` "" are all. f returns 0 to go on. */
int grades_each(struct ledger *l, const struct book *book, const char *scale, const char *period,
		int (*f)(void *ctx, const struct graded *g), void *ctx);

/* The grades of one household, newest period first within each scale. */
int grades_of(struct ledger *l, const struct book *book, const char *household,
	      int (*f)(void *ctx, const struct graded *g), void *ctx);

/* Takes the rows of a scale and period away; puts one there. */
int grades_clear(struct ledger *l, const struct book *book, const char *scale, const char *period);
int grades_put(struct ledger *l, const struct book *book, const struct graded *g);

/*
 * SHA-256 of the rows of a scale and period as lines `household TAB member TAB grade TAB figure TAB earned LF`: the
 * figure with two decimals, earned 1 or 0.
 */
int grades_digest(struct ledger *l, const struct book *book, const char *scale, const char *period,
		  char hex[static HASH_SIZE]);

#endif
