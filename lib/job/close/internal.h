/*
 * Inside pts-close.
 */
#ifndef PTS_JOB_CLOSE_INTERNAL_H
#define PTS_JOB_CLOSE_INTERNAL_H

#include "job/intake/job.h"
#include "ledger/journal/journal.h"

/*
 * The codes of all books, or only this one (`only`), NULL-terminated; ends with close_free_codes(). Codes, because a transaction loads the books
 * anew.
 */
char **close_codes(struct ledger *l, const char *only);
void close_free_codes(char **codes);

/*
 * Posts, in the running transaction, an `expire` entry for every household of the book whose points or debt expired before `until` (exclusive), dated
 * the day after their last day. Prints them on `out` unless it is NULL; *posted counts them. `quiet` serves callers that ask for one month after the
 * other and post nothing in between: "" at first, then the first day on which anything left can expire, so that a call for an earlier day returns at
 * once.
 */
int expire_book(struct job *job, struct ledger *l, const struct book *book, const char *until, struct printer *out,
		size_t *posted, char quiet[static DATE_SIZE]);

#endif
