/*
 * Two copies of a document, line by line: what differs.
 */
#ifndef PTS_PAPER_VISIBLE_DIFF_H
#define PTS_PAPER_VISIBLE_DIFF_H

#include "paper/visible.h"

/* Line `a` of one copy, line `b` of the other; NULL where one has no such line. */
typedef void difference_f(void *ctx, const struct visible_line *a, const struct visible_line *b);

/* Calls f for each difference in order of the documents, with as few lines as can be told different. */
void visible_diff(const struct visible *a, const struct visible *b, difference_f *f, void *ctx);

#endif
