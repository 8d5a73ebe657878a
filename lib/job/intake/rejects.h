/*
 * The file of --rejects: bad rows as they came, each below its own heading, with what is wrong in a column `error`.
 *
 * Rows of files with other columns, and rows with more cells than headings, begin a block with a heading of their own;
 * csvin.h reads such a file again.
 */
#ifndef PTS_JOB_INTAKE_REJECTS_H
#define PTS_JOB_INTAKE_REJECTS_H

#include "stream/csvin.h"
#include "stream/out.h"
#include "stream/printer.h"

/* All-zero takes rows and keeps none. */
struct rejects {
	struct out out;
	struct printer_options print;
	struct printer *rows; /* of the block being written */
	char *heading;	      /* of that block, as a line */
	char *first;	      /* the heading of the first input, for a file without rows */
};

/* `path` NULL: no rejects are wanted. With `print.excel` the file is one for spreadsheets, else plain CSV. */
int rejects_open(struct rejects *r, const char *path, const struct printer_options *print, struct diag *d);

/* An input was opened. */
void rejects_input(struct rejects *r, const struct csvin *in);

void rejects_row(struct rejects *r, const struct csvin *in, const struct csvrow *row, const char *error);

/* Puts the file in its place: a heading alone when no row was bad. */
int rejects_close(struct rejects *r, struct diag *d);

#endif
