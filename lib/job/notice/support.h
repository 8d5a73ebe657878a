/*
 * Whether the ledger supports what somebody wants to hang on a wall: every row is made again from the ledger and every
 * cell compared.
 */
#ifndef PTS_JOB_NOTICE_SUPPORT_H
#define PTS_JOB_NOTICE_SUPPORT_H

#include "job/notice/run.h"

/*
 * Holds every row against the ledger: EX_REFUSED when it has no such row, or another figure or name, all of them
 * reported by line; or when a column is none that it can prove, or when it has rows and we none. Rows that are left out
 * are a warning, but for those at the end of a ranking. Scores that were cut by `pts-rank -n` become a ranking.
 * Ranks may have been counted inside each book, inside each group or over all rows, by the columns of job->key (NULL:
 * score), ties in any of the three ways.
 */
int notice_support(struct job *job, struct ledger *l, struct notice_run *run);

/* EX_REFUSED unless every month of the period is closed in every book that the rows are of. */
int notice_months_closed(struct ledger *l, const struct notice_run *run);

#endif
