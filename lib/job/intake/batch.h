/*
 * One loop for everything that posts a stream of rows: all or nothing, --partial, --each, --rejects, --dry-run.
 *
 * All bad rows are reported; without --partial or --each nothing is then posted. The exit is 65 if any row was bad, else 1 if any was
 * refused, else 0.
 */
#ifndef PTS_JOB_INTAKE_BATCH_H
#define PTS_JOB_INTAKE_BATCH_H

#include "job/intake/job.h"
#include "ledger/ledger.h"
#include "stream/csvin.h"

/* How a row ended. */
enum outcome { ROW_POSTED, ROW_PENDING, ROW_DUPLICATE, ROW_NOT_RATED, ROW_BAD, ROW_REFUSED, ROW_FATAL };

/* What one tool does with a row. */
struct batch_def {
	const char *const *known; /* columns it takes, NULL-terminated */
	bool typed;		  /* the tool itself checks what its columns hold; else numbers of persons are refused as codes and figures */
	/* A new file begins; NULL: that makes no difference. Returns 0 or an exit code. */
	int (*file)(void *ctx, struct csvin *in);
	/* A heading was read, the first or a later one: columns are to be looked up. Returns 0 or an exit code. */
	int (*columns)(void *ctx, struct csvin *in);
	/* Works one row off; has reported what is bad or refused. *status is the exit code of ROW_FATAL. */
	enum outcome (*row)(void *ctx, const struct csvrow *row, int *status);
	/* A row with a fault of its own, reported already, so that it can be answered; may be NULL. */
	void (*faulty)(void *ctx, const struct csvrow *row);
	/* Before each commit: what only the whole stream can show is checked and done; NULL: nothing. Returns 0 or an exit code. */
	int (*whole)(void *ctx);
	/* After a commit with --each, so that rows appear at once; may be NULL. */
	void (*shown)(void *ctx);
};

struct batch_options {
	bool partial;
	bool each;
	const char *rejects; /* NULL: none */
};

/* Runs the job's files (none: standard input) through the ledger, transactions included. Sets job->keep when rows stand. */
int batch_run(struct job *job, struct ledger *l, const struct batch_def *def, void *ctx, const struct batch_options *o);

/* The outcome for a failed library call: EX_DATAERR is bad, EX_REFUSED refused, anything else fatal. */
enum outcome outcome_of(int rc, int *status);

/* The way back: what a run ends with whose only row ended like this. */
int outcome_status(enum outcome how, int status);

#endif
