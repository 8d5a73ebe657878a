/*
 * The sheet: what a stream becomes before it hangs on a wall.
 *
 * A sheet holds only text, as it is to be shown, stored and hashed: names already masked, figures as in CSV. The
 * renderers know nothing else, so that a sheet read back from where it was stored looks the same again, byte for byte.
 */
#ifndef PTS_JOB_SHEET_H
#define PTS_JOB_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "job/job.h"
#include "job/rows.h"
#include "ledger/ledger.h"
#include "stream/column.h"

/* The fixed words of a sheet; each has a key by which a scheme replaces it (sheet_texts.c has keys and defaults). */
enum sheet_text {
	SHEET_HEAD,  /* a line above the title, such as the name of the scheme; blank: none */
	SHEET_FOOT,  /* a line at the end; blank: none */
	SHEET_PLACE, /* the name of the village; blank when unknown */
	SHEET_TITLE, /* replaces the titles below */
	SHEET_TITLE_SCORES,
	SHEET_TITLE_DEDUCTIONS,
	SHEET_TITLE_REDEMPTIONS,
	SHEET_TITLE_OTHER,
	SHEET_DRAFT,
	SHEET_DRAFT_NOTE,
	SHEET_HOUSEHOLDS,
	SHEET_TOTAL,
	SHEET_EMPTY,
	SHEET_OBJECTION, /* how to object */
	SHEET_CONTACT,
	SHEET_SEAL,
	SHEET_DATE,
	SHEET_PAGE, /* before the page number */
	SHEET_PAGES, /* between it and the number of pages */
	SHEET_PAGES_END,
	SHEET_COLON,
	SHEET_TEXTS
};

struct sheet_texts {
	bool zh; /* column names and code words in Chinese, else in English */
	char *mask; /* how the scheme masks names */
	char *text[SHEET_TEXTS];
};

struct sheet_line {
	char *label;
	char *value;
};

struct sheet_column {
	char *name;  /* of the stream */
	char *label; /* as shown */
	enum cell_kind kind;
	bool summed;
	int64_t total; /* hundredths */
};

struct sheet {
	struct sheet_texts texts;
	char *title;
	char *period; /* as shown; blank when the sheet has several or none */
	bool draft;
	struct sheet_line *head;
	size_t nhead;
	struct sheet_column *columns;
	size_t ncolumns;
	char **cells; /* nrows × ncolumns */
	size_t nrows;
};

/* The defaults of `zh` or anything else (English). Ends with sheet_texts_free(). */
void sheet_texts_defaults(struct sheet_texts *t, const char *lang);

/* Replaces one text; false when no text has that key. */
bool sheet_texts_set(struct sheet_texts *t, const char *key, const char *value);

void sheet_texts_free(struct sheet_texts *t);

/* The texts of the scheme in force for the book (NULL: of no single book); without a ledger (l NULL) the defaults. */
void sheet_texts_from_ledger(struct sheet_texts *t, const struct ledger *l, const char *book);

struct sheet_spec {
	const char *title; /* NULL: by the texts and the columns */
	const char *mask;  /* name, surname, code or none; NULL: as the scheme says */
	const struct ledger *ledger; /* for the names of villages; NULL: their codes */
};

/*
 * Fills a sheet, a draft, with the rows first..last-1 of a stream with these column names; takes over `texts`. What is
 * the same in all rows goes into the head, what is personal is left out, names are masked, amounts summed. 0, or
 * EX_DATAERR when a sum does not fit. Ends with sheet_free() in both cases.
 */
int sheet_build(struct sheet *s, struct sheet_texts *texts, const struct sheet_spec *spec, const struct rowset *rows,
		size_t first, size_t last, const char *const *names, struct diag *d);

void sheet_free(struct sheet *s);

/* True for a column whose cells are added up, so that every cell must be an amount. */
bool sheet_sums(const char *column);

/* A cell as people read it: amounts without .00, periods and codes in words. Holds until the next use of `b`. */
const char *sheet_show(const struct sheet *s, const struct sheet_column *c, const char *cell, struct buf *b);

/* The same for a cell of the line of sums: the word for it in the first column, blank where nothing is summed. */
const char *sheet_show_total(const struct sheet *s, size_t column, struct buf *b);

/* A column's name for people. Owned by the caller. */
char *sheet_label(const struct sheet_texts *t, const char *column);

/* True when the sheet has a line of sums. */
bool sheet_has_totals(const struct sheet *s);

/* One document of all sheets. */
void sheet_print_text(FILE *f, const struct sheet *sheets, size_t n);
void sheet_print_html(FILE *f, const struct sheet *sheets, size_t n);
void sheet_print_wechat(FILE *f, const struct sheet *sheets, size_t n);

#endif
