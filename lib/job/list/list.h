/*
 * What a ledger holds, as CSV (pts-list): the tables, so that pts-load takes them back unchanged, and views of the
 * journal and of what derives from it.
 */
#ifndef PTS_JOB_LIST_LIST_H
#define PTS_JOB_LIST_LIST_H

#include "job/intake/job.h"

struct list_request {
	const char *name;      /* table or view; NULL: all of them with their columns */
	const char *household; /* -H */
	const char *source;    /* --source */
	const char *until;     /* --until */
	bool raw;
};

int job_list(struct job *job, const struct list_request *r);

#endif
