/*
 * pts-log: recording events, reversing entries.
 */
#ifndef PTS_JOB_EVENT_EVENT_H
#define PTS_JOB_EVENT_EVENT_H

#include "job/event/internal.h"
#include "job/intake/batch.h"

/* Posts the deeds of the job's files; `late`: those of closed months count in the earliest open month after. */
int job_log(struct job *job, bool late, const struct batch_options *o);

/* Posts one deed given by options; a blank date is today, a blank event id a new one. */
int job_log_one(struct job *job, bool late, const struct claim *c);

/* Grants the base score of a rule for a period, once to every active household of job->book, or of every book that has the rule. */
int job_base(struct job *job, bool late, const char *rule, const char *period);

/* Lifts the veto at an address by an ordinary entry of c->rule, which may cost points. */
int job_repair(struct job *job, bool late, const char *address, const struct claim *c);

/* Moves all points of a household, with their last days and its debt, to another: FROM and TO as BOOK:HOUSEHOLD. job->message is the reason. */
int job_move(struct job *job, const char *from, const char *to);

/*
 * Reverses the entries named by the operands (BOOK:SEQ) or by the streams among them (columns book and seq, as pts-list journal
 * prints them). What is reversed already stays so. job->message is the reason and must be given.
 */
int job_reverse(struct job *job, const struct batch_options *o);

/*
 * Erases the texts behind the notes of the entries named in the same way, and of rejected claims named by the columns book and claim, as
 * pts-review list prints them. What has no text, or none any more, stays so.
 */
int job_erase(struct job *job, const struct batch_options *o);

#endif
