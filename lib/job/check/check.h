/*
 * pts-check: is the ledger what its journal says?
 */
#ifndef PTS_JOB_CHECK_CHECK_H
#define PTS_JOB_CHECK_CHECK_H

#include "job/intake/job.h"

/*
 * Checks every book (or job->book and those below it) and prints a line for each. EX_REFUSED when something is off: the
 * first differing place of each book has been reported, and the printed rows stand.
 */
int job_check(struct job *job);

#endif
