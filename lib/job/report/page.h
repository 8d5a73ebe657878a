/*
 * What the parts of a report's page are made of.
 */
#ifndef PTS_JOB_REPORT_PAGE_H
#define PTS_JOB_REPORT_PAGE_H

#include "base/dec.h"
#include "job/report/internal.h"
#include "job/report/words.h"
#include "paper/chart.h"

struct page {
	FILE *f;
	const struct report *r;
	const struct report *against;
	const char *title;
	const struct report_book *main;    /* the whole, or the only book */
	const struct report_book *before;  /* the same in the other period; NULL: none */
	const struct report_book **listed; /* books with households */
	size_t nlisted;
	bool zh;
};

/* Labels and figures side by side, for a chart and its table. */
struct series {
	const char **labels; /* borrowed */
	struct chart_value *values;
	size_t n;
};

/* Adds one; `text` becomes the series'. */
void series_add(struct series *s, const char *name, int64_t value, char *text);
void series_free(struct series *s);

/* Figures as they are written; the first two are the caller's to free. */
char *page_percent(int64_t percent);
char *page_amount(int64_t v);
const char *page_figure(const struct report_book *b, enum report_figure i, char buf[static DEC_SIZE]);

/* The share of a book's households that took part. */
int64_t page_participation(const struct report_book *b);

const char *page_word(const struct page *p, enum report_word w);
void page_heading(const struct page *p, enum report_word w);

/* A table of n columns, of which the first `texts` are no figures. */
void page_table(const struct page *p, const char *const *names, size_t n, size_t texts);
void page_row(const struct page *p, const char *const *cells, size_t n, size_t texts, bool head);
void page_table_end(const struct page *p);

/* villages.c: the villages side by side, by month and by category; nothing where there is only one. */
void page_villages(const struct page *p);

#endif
