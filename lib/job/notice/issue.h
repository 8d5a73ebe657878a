/*
 * pts-notice issue, list, show, verify: notices that are facts of the ledger (semantics, section 6).
 */
#ifndef PTS_JOB_NOTICE_ISSUE_H
#define PTS_JOB_NOTICE_ISSUE_H

#include "job/notice/notice.h"

struct notice_issue_request {
	struct notice_request sheet; /* path NULL: rows made from the ledger, of its kind and job->period */
	const char *corrects;        /* number of the notice that is replaced; NULL: none */
	int64_t days;                /* for objections; 0: as the scheme says */
};

/*
 * Issues one notice for each run of rows of a book, all or none, and prints their sheets once that is committed. Every
 * row that the ledger does not support is reported by line (EX_REFUSED). What was issued before is printed again and
 * issued once.
 */
int job_notice_issue(struct job *job, const struct notice_issue_request *request);

/* Notices of job->book and the books below it, or of all; of job->period when it is given. */
int job_notice_list(struct job *job);

/* Renders the notices of these numbers (job->files) again, from their records alone. */
int job_notice_show(struct job *job, const char *format);

/*
 * Says whether the ledger still proves a published sheet: `what` is a file (HTML, CSV, or the text of a QR code; "-" is
 * standard input) or a number, `digest` then what stands on the paper (NULL: nothing to compare). EX_REFUSED with each
 * difference when it does not.
 */
int job_notice_verify(struct job *job, const char *what, const char *digest);

#endif
