/*
 * Charts as inline SVG of class `chart`, for a page that sets CHART_STYLE: bars, a line over time, a map of shades.
 * Black on white and without script; the figures stand in the picture, so that it can be read in print and without
 * colour. A chart of many rows is several pictures, one below the other on one scale, none of them higher than a page.
 * Nothing here knows what the figures mean.
 */
#ifndef PTS_PAPER_CHART_H
#define PTS_PAPER_CHART_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The rules of a page's style sheet that charts need. */
#define CHART_STYLE                                                                                                    \
	".chart{display:block;width:100%;height:auto;font-family:inherit;font-size:12px;break-inside:avoid}\n"

/* A figure: how long its bar is, and how it is written. Texts are borrowed. */
struct chart_value {
	int64_t value; /* negative ones are drawn as nothing */
	const char *text;
};

/* Bars one below the other, each with its label before and its figure behind it. `title` is for those who cannot see
 * it. */
void chart_bars(FILE *f, const char *title, const char *const *labels, const struct chart_value *values, size_t n);

/* One line over `n` points from left to right; with many points only some of the labels and figures are written. */
void chart_line(FILE *f, const char *title, const char *const *labels, const struct chart_value *values, size_t n);

/*
 * rows × columns cells, row by row, the highest darkest; columns that do not fit side by side come in further pictures.
 */
void chart_map(FILE *f, const char *title, const char *const *rows, size_t nrows, const char *const *columns,
	       size_t ncolumns, const struct chart_value *cells);

#endif
