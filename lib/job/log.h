/*
 * pts-log: recording events, reversing entries.
 */
#ifndef PTS_JOB_LOG_H
#define PTS_JOB_LOG_H

#include "job/batch.h"
#include "job/deed.h"

/* Posts the deeds of the job's files; `late`: those of closed months count in the earliest open month after. */
int job_log(struct job *job, bool late, const struct batch_options *o);

/* Posts one deed given by options; a blank date is today, a blank event id a new one. */
int job_log_one(struct job *job, bool late, const struct claim *c);

/*
 * Reverses the entries named by the operands (BOOK:SEQ) or by the streams among them (columns book and seq, as pts-list journal
 * prints them). What is reversed already stays so. job->message is the reason and must be given.
 */
int job_reverse(struct job *job, const struct batch_options *o);

#endif
