/*
 * Whether ranks are what pts-rank gives the rows of the ledger.
 */
#ifndef PTS_JOB_NOTICE_RANKS_H
#define PTS_JOB_NOTICE_RANKS_H

#include "job/notice/internal.h"

struct rank_check {
	const struct notice_stream *made;   /* every row there is to rank */
	const struct notice_stream *stream; /* the rows with ranks */
	size_t first, last;
	const int64_t *match; /* of each of these, its row in `made` */
	size_t left_out;      /* set: rows of `made` that are not there although they rank before some that are */
};

/*
 * The ranks in column `rank` must be those by job->key, inside each book, inside each group or over all rows, with one
 * way of numbering ties for all of them. EX_REFUSED with the rows that differ from the way that fits best; EX_USAGE for
 * a key that is no column.
 */
int ranks_check(struct job *job, struct rank_check *r, int rank);

#endif
