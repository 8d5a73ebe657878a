/*
 * Who was not rated (pts-tally --unrated): not rated is not zero.
 */
#ifndef PTS_JOB_TALLY_UNRATED_H
#define PTS_JOB_TALLY_UNRATED_H

#include "job/intake/job.h"

/*
 * A row for each active household, each rule with a rhythm and each window of that rhythm that ends within job->period,
 * has begun, and has no event of the rule dated in it; an event granted 0 is one, a reversed one is none. The version
 * in force on the window's last day counts, and where it is for certain roles, the households with an active member in
 * one of them. Without a period: from the first month with entries to today.
 */
int job_unrated(struct job *job);

#endif
