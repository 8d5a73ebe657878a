/*
 * pts-notice: streams as sheets for the board.
 */
#ifndef PTS_JOB_NOTICE_H
#define PTS_JOB_NOTICE_H

#include "job/job.h"

struct notice_request {
	const char *path;   /* "-" is standard input */
	const char *format; /* text, html or wechat */
	const char *title;  /* NULL: by the scheme and the stream */
	const char *mask;   /* NULL: by name */
};

/* True for a word that --mask takes. */
bool notice_mask_known(const char *word);

/*
 * Renders a stream as draft sheets, one for each run of rows of a book; a stream that comes back to a book it has
 * left is one sheet. Nothing is printed unless every row can stand on a wall: summed cells are amounts, and no cell
 * looks like an ID or telephone number.
 */
int job_notice_render(struct job *job, const struct notice_request *request);

#endif
