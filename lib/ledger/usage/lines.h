/*
 * The lines of a row of the table uses: `RULE events times quantity granted deducted`, LF at the end.
 */
#ifndef PTS_LEDGER_USAGE_LINES_H
#define PTS_LEDGER_USAGE_LINES_H

#include "base/buf.h"
#include "domain/score.h"

/* Reads the line at *s and moves behind it; *rule (`len` bytes) lies in it. False when it is none. */
bool use_line_take(const char **s, const char **rule, size_t *len, struct usage *out);

/* What the lines `s` say of a rule, all 0 when they do not name it; false when any of them is none. */
bool use_line_find(const char *s, const char *rule, struct usage *out);

/* The line at `s` without taking it apart: its rule is *len bytes long; returns where the next line begins, NULL when it is none. */
const char *use_line_next(const char *s, size_t *len);

/* Appends a line. */
void use_line_put(struct buf *out, const char *rule, const struct usage *u);

#endif
