/*
 * pts-rank: a stream in, the same rows with a rank in front and in its order out.
 */
#ifndef PTS_JOB_TALLY_RANK_H
#define PTS_JOB_TALLY_RANK_H

#include <stdint.h>

#include "domain/rank.h"
#include "job/intake/job.h"

struct rank_request {
	const char *path;   /* "-" is standard input */
	const char *within; /* rank inside each value of this column; NULL: the whole stream */
	int64_t count;	    /* keep every rank up to this one, and none without a rank; 0: all rows */
	enum rank_ties ties;
};

/*
 * Ranks by the columns of job->key (`COLUMN[:asc]`, separated by commas; NULL: score). Rows with a blank key or with a
 * veto get no rank and come last in their group. Nothing is printed unless the whole input was good. Memory holds the
 * stream; with a count only what can still be among the first.
 */
int job_rank(struct job *job, const struct rank_request *request);

#endif
