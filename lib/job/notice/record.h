/*
 * The record of a notice: everything that its sheet shows, as lines of canonical CSV (RFC 4180, quoted where needed,
 * LF). Its digest stands in the notice's entry, and from it alone the sheet is rendered again. pts-ledger(5) describes
 * the lines; notice.h has notice_text_read().
 */
#ifndef PTS_JOB_NOTICE_RECORD_H
#define PTS_JOB_NOTICE_RECORD_H

#include "base/hash.h"
#include "job/notice/notice.h"

struct notice_text {
	char **lines; /* before the rows */
	size_t nlines;
	char **rows; /* one each */
	size_t nrows;
};

/*
 * Writes a sheet and what n says of number, book, kind, period, days and corrections; `term` is how the last day was
 * found, such as `7 calendar`. Ends with notice_text_free().
 */
void notice_text_make(struct notice_text *t, const struct sheet *s, const struct notice *n, const char *term);
void notice_text_digest(const struct notice_text *t, char hex[static HASH_SIZE]);
void notice_text_free(struct notice_text *t);

/*
 * The sheet of a stored notice, ready to be printed. The record must be the one that its entry names: else EX_DATAERR
 * or, with `sound`, false in *sound and the sheet as it is stored. Ends with sheet_free() in any case.
 */
int notice_stored_sheet(struct ledger *l, const struct notice *n, struct sheet *s, bool *sound);

#endif
