/*
 * Cells of a row by the tool's own column numbers, and what may stand in a cell.
 */
#ifndef PTS_JOB_INTAKE_CELLS_H
#define PTS_JOB_INTAKE_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/personal.h"
#include "stream/csvin.h"

enum { CELLS_MAX = 32, CELL_CODE_SIZE = 256 };

struct cells {
	int at[CELLS_MAX]; /* the column in the stream of each known one, -1: absent */
	const struct csvrow *row;
	char folded[CELLS_MAX][CELL_CODE_SIZE];
};

/* Looks the known columns (NULL-terminated, at most CELLS_MAX) up in a stream's header. */
void cells_open(struct cells *c, const struct csvin *in, const char *const *known);

/* The cell's text, "" when blank or absent. */
const char *cell_text(const struct cells *c, int column);

/* The same for codes, numbers and dates: full-width forms folded. Valid until the next row. */
const char *cell_code(struct cells *c, int column);

/* A figure as filters meet it, in plain or in full-width digits, as hundredths; false when it is none. */
bool cell_figure(const char *cell, int64_t *out);

/* Whether a cell, in plain or in full-width characters, is the number of a telephone or an identity card. */
enum personal cell_personal(const char *cell);

/* EX_DATAERR: the stream has no column of this name, reported with those it has. */
int cells_no_column(const struct csvin *in, const char *name, struct diag *d);

#endif
