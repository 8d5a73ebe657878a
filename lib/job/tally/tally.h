/*
 * pts-tally: sums by household, member, book, … over a period, from the ledger or from a stream; who was not rated.
 * pts-rank: ranks added to a stream.
 */
#ifndef PTS_JOB_TALLY_TALLY_H
#define PTS_JOB_TALLY_TALLY_H

#include <stdint.h>

#include "domain/rank.h"
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

/*
 * Who was not rated (pts-tally --unrated), which is not the same as a score of 0: a row for each active household, each
 * rule with a rhythm and each window of that rhythm that ends within job->period, has begun, and has no event of the
 * rule dated in it; an event granted 0 is one, a reversed one is none. The version in force on the window's last day
 * counts, and where it is for certain roles, the households with an active member in one of them. Without a period:
 * from the first month with entries to today.
 */
int job_unrated(struct job *job);

struct rank_request {
	const char *path;   /* "-" is standard input */
	const char *within; /* rank inside each value of this column; NULL: the whole stream */
	int64_t count;      /* keep every rank up to this one, and none without a rank; 0: all rows */
	enum rank_ties ties;
};

/*
 * Ranks by the columns of job->key (`COLUMN[:asc]`, separated by commas; NULL: score). Rows with a blank key or with a
 * veto get no rank and come last in their group; rows with a blank `events` are ranked after those with some. Nothing
 * is printed unless the whole input was good. Memory holds the stream; with a count only what can still be among the
 * first.
 */
int job_rank(struct job *job, const struct rank_request *request);

#endif
