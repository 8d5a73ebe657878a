/*
 * pts-dispute: objections to a notice (异议) and their outcome.
 */
#ifndef PTS_JOB_DISPUTE_DISPUTE_H
#define PTS_JOB_DISPUTE_DISPUTE_H

#include "job/intake/batch.h"

/* What somebody objected to; texts are borrowed, "" when blank. */
struct objection {
	const char *id;
	const char *date; /* blank: today */
	const char *book;
	const char *notice;
	const char *household; /* whose figures are contested */
	const char *entry;     /* BOOK:SEQ; blank: the household's figures as a whole */
	const char *from;      /* who objects */
	const char *text;
	const char *source;
};

/* `late`: also after the last day for objections. */
int job_dispute_open(struct job *job, bool late, const struct batch_options *o);
int job_dispute_open_one(struct job *job, bool late, const struct objection *objection);

enum decision { DECIDE_ADJUST, DECIDE_REVERSE, DECIDE_REJECT };

/* Decides a dispute, once; `points`, as typed, is what to adjust by. job->message is the reason. */
int job_dispute_decide(struct job *job, const char *number, enum decision how, const char *points);

struct dispute_wanted {
	const char *household; /* NULL: all */
	const char *state;     /* pending, accepted or rejected; NULL: any */
	bool overdue;          /* only those that are pending after their term */
};

/* Lists the disputes of job->book and what lies below it, or of every book. */
int job_dispute_list(struct job *job, const struct dispute_wanted *w);

#endif
