/*
 * The line that names the columns, at the head of a stream and wherever streams were put one behind the other.
 */
#ifndef PTS_STREAM_HEADING_H
#define PTS_STREAM_HEADING_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/map.h"
#include "stream/column.h"
#include "stream/rawcsv.h"

/* The column of a rejects file that says what is wrong with a row. Whoever reads the file passes it over. */
#define HEADING_ERROR "error"

/* All-zero is empty and valid. */
struct heading {
	size_t n;
	char **name; /* English when the dictionary knows it, else as it came */
	char **raw;  /* as it came, but clean */
	size_t line;
};

/*
 * Takes the names from a line. EX_DATAERR when one is blank, stands there twice or has characters that no text may have.
 * Beside a column `error` a name may be blank: cells for which a rejected row had no heading stand below it.
 */
int heading_read(struct heading *h, const struct rawrow *r, bool bom, const struct column *dictionary, struct diag *d);

/* The index of a column, or -1. */
int heading_find(const struct heading *h, const char *name);

void heading_free(struct heading *h);

/* Cells up to the last that is not blank: spreadsheets leave ,,, behind the last column. */
size_t heading_width(const struct rawrow *r);

/* All names by which a column of the dictionary or of one heading may be called. */
struct spellings {
	struct map at;
	const char **name;
	uint64_t lengths[256]; /* by first byte, a bit for each length: what tells most rows from a heading */
};

void spellings_take(struct spellings *s, const struct column *dictionary, const struct heading *own);
void spellings_free(struct spellings *s);

/* What a line may be that is not the first. */
enum heading_kind {
	HEADING_NONE,  /* a row */
	HEADING_SAME,  /* the columns of `own`, in whatever order */
	HEADING_OTHER, /* other columns */
};

/*
 * A line is a heading when each of its cells names a column and none twice. One cell alone must be the only one of `own`
 * as well; blank cells are taken as heading_read() takes them.
 */
enum heading_kind heading_kind(const struct heading *own, const struct spellings *s, const struct rawrow *r, bool bom);

#endif
