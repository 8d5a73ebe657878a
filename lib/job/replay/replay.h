/*
 * pts-replay: the recorded deeds scored again under another scheme. Never writes.
 */
#ifndef PTS_JOB_REPLAY_REPLAY_H
#define PTS_JOB_REPLAY_REPLAY_H

#include "job/intake/job.h"

enum replay_form {
	REPLAY_HOUSEHOLDS, /* a row for each household with entries in the period: figures and ranks under both schemes
			    */
	REPLAY_ENTRIES,    /* a row for each entry of the period that comes out differently */
	REPLAY_SUMMARY /* sums, who gains and loses most, grades and honours that change hands, what does not meet */
};

/* Scores job->ledger's deeds under the scheme in `folder` and prints what that makes of job->period (NULL: everything).
 */
int job_replay(struct job *job, const char *folder, enum replay_form form);

#endif
