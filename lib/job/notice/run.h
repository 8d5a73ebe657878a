/*
 * The rows of a stream that are to be one notice.
 */
#ifndef PTS_JOB_NOTICE_RUN_H
#define PTS_JOB_NOTICE_RUN_H

#include "job/notice/internal.h"

struct notice_run {
	const struct notice_stream *stream;
	size_t first, last;      /* rows first..last-1 */
	const struct book *book; /* whose notice it is */
	bool above;              /* the rows are of several books below it */
	enum sheet_kind kind;
	bool kind_given; /* by --kind: rows cut by -n may still be scores */
	struct period period;
};

/*
 * The book: that of the rows; for rows of several books, or without one, -b, else the only one, else the nearest above
 * them all.
 */
int notice_run_book(struct job *job, struct ledger *l, struct notice_run *run);

/* The period: what the rows say of it, or -p; where both do they must agree. Sums have one, other rows lie in it. */
int notice_run_period(struct job *job, struct ledger *l, struct notice_run *run);

/* What was handed in, and the number of the notice it corrects (""), so that the same is issued once. */
void notice_run_digest(const struct notice_run *run, const char *corrects, char hex[static HASH_SIZE]);

/* The first and last whole month of a period, into n: a period without one releases nothing. */
void notice_run_months(const struct period *p, struct notice *n);

/* EX_REFUSED unless every month of the period is closed in every book that the rows are of. */
int notice_run_closed(struct ledger *l, const struct notice_run *run);

/*
 * validate.c: holds every row against the ledger: EX_REFUSED when it has no such row, or another figure or name, all of
 * them reported by line; or when a column is none that it can prove, or when it has rows and we none. Rows that are
 * left out are a warning, but for those at the end of a ranking. Scores that were cut by `pts-rank -n` become a
 * ranking. Ranks may have been counted inside each book, inside each group or over all rows, by the columns of job->key
 * (NULL: score), ties in any of the three ways.
 */
int notice_validate(struct job *job, struct ledger *l, struct notice_run *run);

#endif
