/*
 * What is to be seen of a document, line by line, so that a published sheet can be compared with another copy of it.
 *
 * A row of a table is a line with its cells; any other piece of text that stands by itself is a line of one cell.
 * Blanks are collapsed, and so is what browsers and spreadsheets leave when they save a page again: `tbody`, the way to
 * name UTF-8; zeros that say nothing, the way to write a day. What no reader sees as text but what may change what he
 * sees (elements, what they say of themselves, styles, drawings, scripts) is kept beside the line as `marks`.
 */
#ifndef PTS_PAPER_VISIBLE_H
#define PTS_PAPER_VISIBLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct visible_line {
	char **cells;
	size_t n;
	bool row;  /* of a table */
	bool head; /* of a table: its column names */
	char *marks;
};

struct visible {
	struct visible_line *lines;
	size_t n;
};

/*
 * Reads an HTML document of n bytes. EX_DATAERR when nothing can be made of it, EX_REFUSED when it is no plain mark-up
 * (markup.h), so that browsers may show something else.
 */
int visible_html(struct visible *v, const char *data, size_t n, struct diag *d);

/* Reads CSV from a file as csvin.h does; the header is the first row. */
int visible_csv(struct visible *v, const char *path, const char *encoding, struct diag *d);

void visible_free(struct visible *v);

bool visible_same(const struct visible_line *a, const struct visible_line *b);

#endif
