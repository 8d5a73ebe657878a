/*
 * What a spreadsheet, or --excel, puts around the text of a cell, and the text itself.
 */
#ifndef PTS_STREAM_CELL_H
#define PTS_STREAM_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/*
 * The text of a cell of n bytes without ="…" around it and, in a stream with a BOM, without the apostrophe that keeps
 * spreadsheets from running it. A part of `s`, or *owned, which the caller frees.
 */
const char *cell_bare(const char *s, size_t n, bool bom, char **owned);

/* The same as the ledger keeps text (text_clean); NULL with *fault. */
const char *cell_clean(const char *s, size_t n, bool bom, char **owned, enum text_fault *fault);

/* Whether printer.c puts an apostrophe before a text that begins like this. */
bool cell_is_formula(const char *s);

#endif
