/*
 * pts-close: freezing months.
 */
#ifndef PTS_JOB_CLOSE_CLOSE_H
#define PTS_JOB_CLOSE_CLOSE_H

#include "job/intake/job.h"

/*
 * Closes every month of a period, in job->book or in all books: one transaction for all, or with `partial` one a book for those that can be.
 */
int job_close(struct job *job, const char *period, bool partial);

/* Posts what has expired up to today, without closing anything. */
int job_expire(struct job *job);

#endif
