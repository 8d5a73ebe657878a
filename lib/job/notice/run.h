/*
 * The rows of a stream that are to be one notice.
 */
#ifndef PTS_JOB_NOTICE_RUN_H
#define PTS_JOB_NOTICE_RUN_H

#include "job/notice/internal.h"
#include "ledger/records/notices.h"

struct notice_run {
	const struct notice_stream *stream;
	size_t first, last;      /* rows first..last-1 */
	const struct book *book; /* whose notice it is */
	bool above;              /* the rows are of several books below it */
	enum sheet_kind kind;
	bool kind_given; /* by --kind: rows cut by -n may still be scores */
	struct period period;
};

/* The book: that of the rows; for rows of several books, or without one, -b, else the only one, else the nearest above
 * them all. */
int notice_run_book(struct job *job, struct ledger *l, struct notice_run *run);

/* The period: what the rows say of it, or -p; where both do they must agree. Sums have one, other rows lie in it. */
int notice_run_period(struct job *job, struct ledger *l, struct notice_run *run);

/* What was handed in, and the number of the notice it corrects (""), so that the same is issued once. */
void notice_run_digest(const struct notice_run *run, const char *corrects, char hex[static HASH_SIZE]);

/* The first and last whole month of a period, into n: a period without one releases nothing. */
void notice_run_months(const struct period *p, struct notice *n);

#endif
