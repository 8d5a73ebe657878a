/*
 * Numbers of documents: they count per book and year, from 1, without gaps.
 */
#ifndef PTS_JOB_CHECK_NUMBERS_H
#define PTS_JOB_CHECK_NUMBERS_H

#include "job/check/internal.h"

enum { NUMBERS_FIRST_YEAR = 2000, NUMBERS_YEARS = 100 };

struct numbers {
	const char *kind;             /* of counter: notice, dispute */
	int64_t given[NUMBERS_YEARS]; /* of each year, as the journal says */
};

/* Counts a document of this day (YYYY-MM-DD), gives its year and the number due to it; false when the day is none. */
bool numbers_next(struct numbers *x, const char *date, int *year, int64_t *due);

/* Holds the counters of the book against what was given; EX_REFUSED with the fault. */
int numbers_check(struct checking *c, const struct numbers *x);

#endif
