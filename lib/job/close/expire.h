/*
 * Posting what has expired.
 */
#ifndef PTS_JOB_CLOSE_EXPIRE_H
#define PTS_JOB_CLOSE_EXPIRE_H

#include "job/intake/job.h"
#include "ledger/journal/journal.h"

/*
 * Posts, in the running transaction, an `expire` entry for every household of the book whose points or debt died before `until` (a day,
 * exclusive: last day < until): dated the day after their last day. Their rows are printed on `out`
 * (NULL: not). *posted counts the entries. `quiet` is for who asks for one month after the other and posts nothing for a household in
 * between: the first day on which anything that is left can be past its last day, "" at first; what is known to be for nothing is not done.
 */
int expire_book(struct job *job, struct ledger *l, const struct book *book, const char *until, struct printer *out,
		size_t *posted, char quiet[static DATE_SIZE]);

#endif
