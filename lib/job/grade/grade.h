/*
 * pts-grade: credit and star grades of a period, stored, listed, and handed to a bank.
 */
#ifndef PTS_JOB_GRADE_GRADE_H
#define PTS_JOB_GRADE_GRADE_H

#include "job/intake/job.h"

/*
 * Grades everybody over job->period by the scales in force (`scale` NULL: all) and stores it where it changed; prints
 * every grade with the one before. EX_REFUSED with nothing stored while a month of the period is open, unless
 * job->dry_run.
 */
int job_grade_run(struct job *job, const char *scale);

/* What is stored; with `bank` only households that consented, and only the columns of the setting bank_fields. */
int job_grade_list(struct job *job, const char *scale, bool bank);

/* The share of each book's active households that have a grade, and whether it makes a credit village. */
int job_grade_share(struct job *job, const char *scale);

#endif
