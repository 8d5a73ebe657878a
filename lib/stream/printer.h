/*
 * Rows out: as CSV, TSV or an aligned table.
 */
#ifndef PTS_STREAM_PRINTER_H
#define PTS_STREAM_PRINTER_H

#include <stdbool.h>
#include <stdio.h>

#include "stream/column.h"

enum print_format { PRINT_CSV, PRINT_TSV, PRINT_TABLE };

struct printer;

/* Takes rows in place of a file, the header as the first; blanks come as "", nothing is formatted. */
struct printer_sink {
	void (*row)(void *ctx, const char *const *cells, size_t n);
	void *ctx;
};

struct printer_options {
	enum print_format format;
	const struct column *dictionary; /* kinds and Chinese names; may be NULL */
	bool excel;			 /* BOM, CRLF, formulas defused, codes and dates kept as text (="001") */
	bool header_zh;			 /* Chinese column names */
	bool continued;			 /* further rows of a file that has begun: no BOM */
	const struct printer_sink *sink; /* NULL: rows go to the file */
};

/* Starts a stream with these columns (names copied) and writes the header. CSV is RFC 4180: quoted where needed, LF. */
struct printer *printer_new(FILE *f, const struct printer_options *o, const char *const *names, size_t n);

/* One row of n cells; NULL is blank. Amounts come with two decimals; a table shows them as dec_human does. */
void printer_row(struct printer *p, const char *const *cells);

/*
 * The quick way for rows by the million: the same row as a first cell and the others back to back, each with its NUL, in
 * n bytes. False, with nothing printed, when more than copying is called for: the row then goes to printer_row().
 */
bool printer_packed(struct printer *p, const char *first, const char *others, size_t n);

/* Prints at once what rows there are: for line protocols. */
void printer_flush(struct printer *p);

/* Ends the stream (a table is laid out now) and frees p. Writing errors show on the FILE. */
void printer_end(struct printer *p);

#endif
