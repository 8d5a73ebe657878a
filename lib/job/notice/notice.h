/*
 * pts-notice: streams as sheets for the board.
 */
#ifndef PTS_JOB_NOTICE_NOTICE_H
#define PTS_JOB_NOTICE_NOTICE_H

#include "job/intake/job.h"
#include "job/notice/internal.h"

/* What render and issue share. */
struct notice_request {
	const char *path;     /* "-" is standard input; NULL: make the rows, for which kind must be given */
	const char *format;   /* text, html, wechat or csv */
	const char *title;    /* NULL: by the scheme and the stream */
	const char *mask;     /* NULL: by name */
	const char *kind;     /* a word of sheet_kind_parse(), NULL: by the stream */
	const char *split;    /* column, NULL: none */
	const char *template; /* file, NULL: by the scheme */
	int64_t count;        /* of a ranking that is made; 0: the usual */
};

/* True for a word that --mask takes. */
bool notice_mask_known(const char *word);

/* The words that a user gives for it, or EX_USAGE: title, mask, kind; a path or a kind. Prints nothing. */
int notice_request_check(const struct notice_request *request, struct diag *d);

/* The rows of the request: read, or made for job->period. `l` may be NULL when they are read. */
int notice_rows(struct job *job, struct ledger *l, const struct notice_request *request, struct notice_stream *out);

/*
 * One sheet, a draft, of rows first..last-1, under the words of `book` (NULL: of no single book). `l` may be
 * NULL. 0 or an exit code; ends with sheet_free() in both cases.
 */
int notice_sheet(struct job *job, struct ledger *l, const struct notice_request *request,
		 const struct notice_stream *stream, const char *book, size_t first, size_t last, struct sheet *out);

/*
 * Renders a stream as draft sheets, one for each run of rows of a book; a stream that comes back to a book it has
 * left is one sheet. Nothing is printed unless every row can stand on a wall: summed cells are amounts, and no cell
 * looks like an ID or telephone number.
 */
int job_notice_render(struct job *job, const struct notice_request *request);

#endif
