/*
 * Rows as they stand in the file: libcsv fed line by line, so that every row knows the line it begins on. Lines in which
 * no cell is quoted are cut without it.
 */
#ifndef PTS_STREAM_RAWCSV_H
#define PTS_STREAM_RAWCSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "stream/csvin.h"

enum {
	CELL_LIMIT = TEXT_LIMIT,
	LINE_LIMIT = 64 * 1024 /* of a row with all its lines */
};

struct rawrow {
	size_t line;
	size_t n;
	const struct rawcell *cell; /* valid until the next row */
	bool plain;		    /* all cells are printable ASCII without blanks at their ends; else unknown */
};

struct rawcsv;

/* Opens the stream and settles the separator. The errors are those of csvin_open(); on error *raw is NULL. */
int rawcsv_open(struct rawcsv **raw, const char *path, const struct csvin_options *o, struct diag *d);

/* 1 and the next row that is no blank line, 0 at the end, -1 on an error that was reported. */
int rawcsv_next(struct rawcsv *raw, struct rawrow *row);

int rawcsv_status(const struct rawcsv *raw);
bool rawcsv_bom(const struct rawcsv *raw);
const char *rawcsv_source(const struct rawcsv *raw);
const char *rawcsv_encoding(const struct rawcsv *raw);
void rawcsv_close(struct rawcsv *raw);

#endif
