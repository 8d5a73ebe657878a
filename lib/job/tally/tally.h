/*
 * pts-tally: sums by household, member, book, … over a period, from the ledger or from a stream.
 */
#ifndef PTS_JOB_TALLY_TALLY_H
#define PTS_JOB_TALLY_TALLY_H

#include "job/intake/job.h"
#include "ledger/ledger.h"

struct tally_request {
	bool all;      /* active households without entries too; goes with the keys household, group and book */
	bool happened; /* by the date of the deed; a period written as days means it too */
};

/*
 * From the ledger: book by book, by the keys of job->key (NULL: household) over job->period (NULL: everything). Reads
 * in one transaction that has ended when the first row is printed.
 */
int job_tally(struct job *job, const struct tally_request *request);

/* The same from a ledger that is open in a transaction. */
int job_tally_in(struct job *job, struct ledger *l, const struct tally_request *request);

/*
 * From a stream with the journal's columns ("-" is standard input), by any of its columns. Book by book too when the
 * stream has a column `book`. Every bad row is reported and nothing printed then.
 */
int job_tally_stream(struct job *job, const char *path);

#endif
