/*
 * Columns by name: what a header may call them and how their cells look.
 *
 * The dictionary itself is data of the caller (lib/job/intake/columns.c); the stream layer knows only its shape.
 */
#ifndef PTS_STREAM_COLUMN_H
#define PTS_STREAM_COLUMN_H

#include <stddef.h>

enum cell_kind {
	CELL_TEXT,
	CELL_CODE,   /* stays text in a spreadsheet: 001, LX-2025-03 */
	CELL_DATE,   /* likewise: a date or a period */
	CELL_AMOUNT, /* two decimals in CSV; right-aligned and without .00 for people */
	CELL_COUNT   /* a whole number, right-aligned */
};

struct column {
	const char *name; /* English, as on every output */
	const char *zh;	  /* Chinese aliases, the first used by --header zh, separated by '|' */
	enum cell_kind kind;
};

/* The column that `header` names in English or Chinese, or NULL. The table ends with a NULL name. */
const struct column *column_find(const struct column *dictionary, const char *header);

/* The first Chinese alias into buf (cut to size), or the name where there is none. Returns buf. */
const char *column_zh(const struct column *c, char *buf, size_t size);

#endif
