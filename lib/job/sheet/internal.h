/*
 * How a sheet is worded and drawn: shared by the files of this room.
 */
#ifndef PTS_JOB_SHEET_INTERNAL_H
#define PTS_JOB_SHEET_INTERNAL_H

#include "job/sheet/sheet.h"

/* True for a sheet without number. */
bool sheet_is_draft(const struct sheet *s);

/* True when the sheet has a line of sums. */
bool sheet_has_totals(const struct sheet *s);

/* The number of a column; -1: the table has no such column. */
int sheet_find_column(const struct sheet *s, const char *name);

/* True for a column of amounts or counts. */
bool sheet_is_figure(const struct sheet_column *c);

/* Works out the total of one column; false when it does not fit. */
bool sheet_add_column(struct sheet *s, size_t column);

/*
 * show.c: a cell as people read it, amounts without .00, periods and codes in words. Holds until the next use of `b`.
 */
const char *sheet_show(const struct sheet *s, const struct sheet_column *c, const char *cell, struct buf *b);

/* The same for a cell of the line of sums: the word for it in the first column, blank where nothing is summed. */
const char *sheet_show_total(const struct sheet *s, size_t column, struct buf *b);

/* A day or a period in words. */
const char *sheet_show_period(const struct sheet *s, const char *period, struct buf *b);

/* A column's name for people, on a sheet of that kind. Owned by the caller. */
char *sheet_label(const struct sheet_texts *t, enum sheet_kind kind, const char *column);

/* words.c: `text` with each {placeholder} replaced by what this sheet says for it. Holds until the next use of `b`. */
const char *sheet_words(const struct sheet *s, const char *text, struct buf *b);

/*
 * The first `{…}` in a text that is no placeholder, as a copy for the caller; NULL: there is none. {page} and
 * {pages} are known in the text `page` only.
 */
char *sheet_unknown_placeholder(const char *text, bool page);

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

/* template.c: reads a template into t: lines `key: text`, `#` begins a comment. */
int sheet_template_read(struct sheet_texts *t, const char *path, struct diag *d);

/*
 * split.c: brings the rows of each value of a column together and sets s->split; nothing changes when the table does
 * not have it.
 */
void sheet_split(struct sheet *s, const char *column);

/*
 * Calls `print` for each sheet that hangs, numbered from 1: for each one given, or for each part of it where it
 * is split. A part has the value among its head lines, the column nowhere, and households and sums of its own.
 */
typedef void sheet_view_f(FILE *f, const struct sheet *view, size_t number);
void sheet_each_view(FILE *f, const struct sheet *sheets, size_t n, sheet_view_f *print);

/* csv.c, html.c, text.c, wechat.c: one document of all sheets. */
void sheet_print_text(FILE *f, const struct sheet *sheets, size_t n);
void sheet_print_html(FILE *f, const struct sheet *sheets, size_t n);
void sheet_print_wechat(FILE *f, const struct sheet *sheets, size_t n);

/*
 * The visible cells as a stream: what stands in the head as columns too, names as masked, amounts with two decimals.
 * Issued sheets have notice,digest,hash before. All sheets must have the same columns; missing ones stay blank.
 */
void sheet_print_csv(FILE *f, const struct sheet *sheets, size_t n);

#endif
