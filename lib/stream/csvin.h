/*
 * CSV in: RFC 4180 with a header row, from a file or standard input, in whatever encoding a spreadsheet left it.
 *
 * Encoding: a BOM decides; else the first line with bytes that are invalid in UTF-8 makes the stream GB18030, or a valid
 * three- or four-byte sequence makes it UTF-8; up to 1 MiB is held back for that. From then on a wrong byte is an error
 * with its line. Limits: a field 4 KiB, a line 64 KiB. NUL, control and bidirectional characters make a bad row.
 * Cells arrive cleaned (text_clean) and, in a stream with a BOM, without what --excel added; `="001"` is taken off always.
 */
#ifndef PTS_STREAM_CSVIN_H
#define PTS_STREAM_CSVIN_H

#include <stdbool.h>

#include "base/diag.h"
#include "stream/column.h"

struct csvin;

struct csvin_options {
	const struct column *dictionary; /* names by which the header is understood; may be NULL */
	const char *encoding;		 /* NULL: decide as above; else a name iconv knows */
	char separator;			 /* 0: ',' — or TAB when the header line has a TAB and no comma */
};

struct rawcell {
	const char *s; /* NUL-terminated, and may hold a NUL before its end */
	size_t n;
};

struct csvrow {
	size_t line;		 /* where the row begins, from 1 */
	size_t n;		 /* always the number of columns of the header; missing cells are "" */
	const char *const *cell; /* cleaned, UTF-8 */
	const struct rawcell *raw; /* as they came and in that order, decoded to UTF-8: as many as there were */
	size_t nraw;
	size_t packed;		 /* bytes from cell[0] on that hold all cells, each with its NUL; 0: they lie apart */
	const char *fault;	 /* what makes the row bad before anyone looked at it (translated), or NULL */
};

/*
 * Opens `path` ("-" is standard input) and reads the header. Errors: EX_NOINPUT when it cannot be opened, EX_DATAERR for 0 bytes
 * (`no input: did the program before fail?`), a broken first line, a blank or repeated column name. On error *in is NULL.
 * `d` must outlive the reader; its place is kept at the current line (base name of the file, or `standard input`).
 */
int csvin_open(struct csvin **in, const char *path, const struct csvin_options *o, struct diag *d);

/*
 * The next row: 1 and *row (valid until the next call), 0 at the end, -1 when the stream cannot be read on (reported;
 * csvin_status() has the exit code). Rows whose cells are all blank are skipped.
 *
 * A line that repeats the heading, in whatever order, is no row: streams may be put one behind the other. A heading with
 * other columns is EX_DATAERR, but after csvin_only() it begins the next block of rows when all its columns are known;
 * csvin_headings() then grows, and columns must be looked up again.
 */
int csvin_next(struct csvin *in, const struct csvrow **row);
int csvin_status(const struct csvin *in);

/* Number of columns; the i-th name (English when the dictionary knows it, else as it came) and as it came, but clean. */
size_t csvin_columns(const struct csvin *in);
const char *csvin_name(const struct csvin *in, size_t i);
const char *csvin_raw_name(const struct csvin *in, size_t i);

/* The index of a column by its English name, or -1. */
int csvin_find(const struct csvin *in, const char *name);

/*
 * EX_DATAERR, with the known ones listed, when the header has a column not in `known` (NULL-terminated, in place until the
 * reader is closed). A column `error`, as files of rejected rows have it, is passed over.
 */
int csvin_only(struct csvin *in, const char *const *known);

/* How many headings were taken so far, the first included, and the line of the last one. */
size_t csvin_headings(const struct csvin *in);
size_t csvin_heading_line(const struct csvin *in);

/* Whether the stream began with a BOM, so that apostrophes before formulas are a spreadsheet's. */
bool csvin_bom(const struct csvin *in);

/* Base name of the file, "standard input" for "-"; what `source` and messages show. */
const char *csvin_source(const struct csvin *in);

/* "UTF-8", "GB18030" …: what was decided so far. */
const char *csvin_encoding(const struct csvin *in);

void csvin_close(struct csvin *in);

#endif
