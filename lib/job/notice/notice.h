/*
 * pts-notice: rows as sheets for the board: drafted, issued, shown again, verified (semantics, section 6).
 */
#ifndef PTS_JOB_NOTICE_NOTICE_H
#define PTS_JOB_NOTICE_NOTICE_H

#include "job/intake/job.h"
#include "job/sheet/sheet.h"
#include "ledger/records/notices.h"

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

/*
 * Renders a stream as draft sheets, one for each run of rows of a book; a stream that comes back to a book it has
 * left is one sheet. Nothing is printed unless every row can stand on a wall: summed cells are amounts, and no cell
 * looks like an ID or telephone number.
 */
int job_notice_render(struct job *job, const struct notice_request *request);

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

/* What follows is for pts-check, which derives from the record of a notice what issuing stored beside it. */

/*
 * Reads a record back: the sheet with its proof but for the hash of the entry, and what *n had when it was made (book
 * and seq are not touched). EX_DATAERR when it is no record: the sheet is empty then. Ends with sheet_free() in both cases.
 */
int notice_text_read(const char *record, struct sheet *s, struct notice *n, struct diag *d);

/*
 * Fills in household and entry of a row as the sheet shows them, of the notice's book. Rows of several books and lists
 * of deductions have no household; the entry of an outcome is the correcting one.
 */
int notice_about(struct ledger *l, const struct book *book, const struct sheet *s, size_t row, struct notice_row *out);

/*
 * Whether the row releases something: of a scores notice its household's entries of its whole months, of an outcomes
 * notice the correction that it lists.
 */
bool notice_releases_row(const struct notice *n, const struct notice_row *row, struct notice_release *out);

#endif
