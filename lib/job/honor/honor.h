/*
 * pts-honor: who should get an honour, who got it, on paper.
 */
#ifndef PTS_JOB_HONOR_HONOR_H
#define PTS_JOB_HONOR_HONOR_H

#include "job/intake/job.h"

/*
 * Candidates of every honour in force for job->period, and who was passed over and why. job->files may name a stream of
 * nominations (book, honor, household, member, name, reason) for honours whose basis is nomination. An open month is a
 * note.
 */
int job_honor_propose(struct job *job, const char *honor);

/*
 * Awards what a stream like the proposal says, checked against a proposal made anew. Prints each row with what became
 * of it. EX_REFUSED while a month of the period is open.
 */
int job_honor_award(struct job *job);

/*
 * Takes an award back by the address of its entry; job->message is the reason. The address of a revocation gives the
 * award back. Doing either again is a note.
 */
int job_honor_revoke(struct job *job, const char *address);

/* What was awarded; `certificates` prints them as HTML, a page each, instead of rows. */
int job_honor_list(struct job *job, const char *honor, bool certificates);

#endif
