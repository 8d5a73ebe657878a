/*
 * pts-report: what a period was, in figures and in charts.
 */
#ifndef PTS_JOB_REPORT_REPORT_H
#define PTS_JOB_REPORT_REPORT_H

#include "job/intake/job.h"

struct report_request {
	const char *against; /* a period to compare with, as typed; NULL: none */
	const char *title;   /* of the page; NULL: the name of the scheme */
	bool html;           /* one page with charts, instead of rows */
};

/*
 * Reports job->period (NULL: everything) from job->ledger or, where job->files names some, from those ledgers together:
 * figure by figure for each book, then for all of them.
 */
int job_report(struct job *job, const struct report_request *request);

#endif
