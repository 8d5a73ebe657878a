/*
 * The sheet: what a stream becomes before it hangs on a wall.
 *
 * A sheet holds only text, as it is to be shown, stored and hashed: names already masked, figures as in CSV. The
 * renderers know nothing else, so that a sheet read back from where it was stored looks the same again, byte for byte.
 */
#ifndef PTS_JOB_SHEET_SHEET_H
#define PTS_JOB_SHEET_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "job/sheet/texts.h"
#include "ledger/ledger.h"
#include "stream/column.h"
#include "stream/rows.h"

/* What a sheet is about (the words of --kind, in this order). */
enum sheet_kind {
	SHEET_SCORES,
	SHEET_RANKING,
	SHEET_DEDUCTIONS,
	SHEET_REDEMPTIONS,
	SHEET_HONORS,
	SHEET_OUTCOMES,
	SHEET_FUND,
	SHEET_STOCK,
	SHEET_OTHER /* a stream that is none of them; can be drafted, not issued */
};

const char *sheet_kind_name(enum sheet_kind kind);

/* False for a word that --kind does not take (`other` is none). */
bool sheet_kind_parse(const char *word, enum sheet_kind *out);

/* A line above the table. */
struct sheet_line {
	char *name; /* of the stream's column; "" for the count of households */
	char *cell; /* as in the stream */
	char *label;
	char *value; /* as shown */
};

struct sheet_column {
	char *name;  /* of the stream */
	char *label; /* as shown */
	enum cell_kind kind;
	bool summed;
	int64_t total; /* hundredths */
};

/*
 * What makes a sheet an issued one and lets anybody prove it. Without a number the sheet is a draft: it is marked so
 * and shows none of the others. Texts are owned by the sheet; NULL or "" where there is none.
 */
struct sheet_proof {
	char *number;	/* LX-2025-03 */
	char *digest;	/* of the record, 64 hex digits */
	char *entry;	/* hash of the notice entry, 64 hex digits */
	char *issued;	/* day, YYYY-MM-DD */
	char *until;	/* last day for objections, YYYY-MM-DD */
	char *term;	/* how it was found: `7 calendar`, `5 working` */
	char *corrects; /* number of the notice that this one replaces */
};

struct sheet {
	struct sheet_texts texts;
	enum sheet_kind kind;
	char *title;  /* with placeholders, see sheet_words() */
	char *book;   /* code; "" when the sheet is of several or none */
	char *period; /* as in the stream; "" when the sheet has several or none */
	char *split;  /* the column each value of which is a sheet of its own, its rows together; NULL: none */
	struct sheet_line *head;
	size_t nhead;
	struct sheet_column *columns;
	size_t ncolumns;
	char **cells; /* nrows × ncolumns */
	size_t nrows;
	struct sheet_proof proof;
};

struct sheet_spec {
	const char *title; /* NULL: by the texts and the kind */
	const char *mask;  /* name, surname, code or none; NULL: as the scheme says */
	const char *split; /* column; NULL: none. Ignored when the stream has it not */
	const enum sheet_kind *kind; /* NULL: sheet_recognise() */
	const char *book; /* of rows that do not say; NULL: none */
	const struct ledger *ledger; /* for the names of villages; NULL: their codes */
	/*
	 * BOOK:HOUSEHOLD of those whose figures are disputed and #BOOK:SEQ of contested entries, for a mark
	 * beside them; NULL: none
	 */
	const struct map *disputed;
};

/* What rows first..last-1 of a stream with these column names are about. A ranking is recognised as scores. */
enum sheet_kind sheet_recognise(const struct rowset *rows, size_t first, size_t last, const char *const *names);

/*
 * Fills a sheet, a draft, with the rows first..last-1 of a stream with these column names; takes over `texts`. What is
 * the same in all rows goes into the head, what is personal is left out, names are masked, amounts summed. 0, or
 * EX_DATAERR when a sum does not fit or the title has an unknown placeholder. Ends with sheet_free() in both cases.
 */
int sheet_build(struct sheet *s, struct sheet_texts *texts, const struct sheet_spec *spec, const struct rowset *rows,
		size_t first, size_t last, const char *const *names, struct diag *d);

/*
 * Works out the totals from the cells, as for a sheet read back, or that of one column; false when a sum does
 * not fit.
 */
bool sheet_add_up(struct sheet *s);
bool sheet_add_column(struct sheet *s, size_t column);

/* Brings the rows of each value of a column together and sets s->split; nothing changes when the table has it not. */
void sheet_split(struct sheet *s, const char *column);

void sheet_free(struct sheet *s);

/* True for a sheet without number. */
bool sheet_is_draft(const struct sheet *s);

/* True for a column whose cells are added up, so that every cell must be an amount. */
bool sheet_sums(const char *column);

/* A cell as people read it: amounts without .00, periods and codes in words. Holds until the next use of `b`. */
const char *sheet_show(const struct sheet *s, const struct sheet_column *c, const char *cell, struct buf *b);

/* The same for a cell of the line of sums: the word for it in the first column, blank where nothing is summed. */
const char *sheet_show_total(const struct sheet *s, size_t column, struct buf *b);

/* A day or a period in words. */
const char *sheet_show_period(const struct sheet *s, const char *period, struct buf *b);

/* A column's name for people, on a sheet of that kind. Owned by the caller. */
char *sheet_label(const struct sheet_texts *t, enum sheet_kind kind, const char *column);

/* True when the sheet has a line of sums. */
bool sheet_has_totals(const struct sheet *s);

/* `text` with each {placeholder} replaced by what this sheet says for it. Holds until the next use of `b`. */
const char *sheet_words(const struct sheet *s, const char *text, struct buf *b);

/* The same for one of its fixed texts. */
const char *sheet_text(const struct sheet *s, enum sheet_text text, struct buf *b);

/*
 * The i-th line above the table, with the number and the days of an issued sheet before its own, and the i-th
 * line of its proof at the foot (digest and entry in groups; none on a draft): false behind the last. The value
 * holds until the next use of `b`.
 */
bool sheet_head_line(const struct sheet *s, size_t i, const char **label, struct buf *b);
bool sheet_proof_line(const struct sheet *s, size_t i, const char **label, struct buf *b);

/*
 * What the QR code of an issued sheet says: `pts NUMBER DIGEST HASH`, a line feed, and in words what to compare.
 * pts-notice verify takes the first line, with or without the rest.
 */
const char *sheet_qr(const struct sheet *s, struct buf *b);

/*
 * Calls `print` for each sheet that hangs, numbered from 1: for each one given, or for each part of it where it
 * is split. A part has the value among its head lines, the column nowhere, and households and sums of its own.
 */
typedef void sheet_view_f(FILE *f, const struct sheet *view, size_t number);
void sheet_each_view(FILE *f, const struct sheet *sheets, size_t n, sheet_view_f *print);

/* One document of all sheets; `format` is text, html, wechat or csv. */
void sheet_print(FILE *f, const char *format, const struct sheet *sheets, size_t n);

void sheet_print_text(FILE *f, const struct sheet *sheets, size_t n);
void sheet_print_html(FILE *f, const struct sheet *sheets, size_t n);
void sheet_print_wechat(FILE *f, const struct sheet *sheets, size_t n);

/*
 * The visible cells as a stream: what stands in the head as columns too, names as masked, amounts with two decimals.
 * Issued sheets have notice,digest,hash before. All sheets must have the same columns; missing ones stay blank.
 */
void sheet_print_csv(FILE *f, const struct sheet *sheets, size_t n);

#endif
