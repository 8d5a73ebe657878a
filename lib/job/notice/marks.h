/*
 * Which rows of a sheet are disputed.
 */
#ifndef PTS_JOB_NOTICE_MARKS_H
#define PTS_JOB_NOTICE_MARKS_H

#include "job/notice/internal.h"

/*
 * Fills a map for struct sheet_spec with the pending disputes of the books that rows first..last-1 are of; rows
 * that do not say are of `book` (NULL: none).
 */
int notice_marks(struct ledger *l, const struct notice_stream *s, const char *book, size_t first, size_t last,
		 struct map *out);

#endif
