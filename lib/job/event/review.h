/*
 * pts-review: approving and rejecting claims (审核).
 */
#ifndef PTS_JOB_EVENT_REVIEW_H
#define PTS_JOB_EVENT_REVIEW_H

#include "job/intake/job.h"

/* Claims in a state (NULL: pending) of job->book and the books below it, or of all. */
int job_review_list(struct job *job, const char *state);

/*
 * Approves, or with `reject` rejects, the claims named by the operands, or by a stream (`-`, or no operand) with a column claim or event. One call
 * scores by date, then id. All or none, unless `partial`. job->message is the reason of a rejection and must be given then.
 */
int job_review_decide(struct job *job, bool reject, bool partial);

#endif
