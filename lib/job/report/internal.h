/*
 * Inside pts-report: the figures of one book over one period, and of several added up.
 */
#ifndef PTS_JOB_REPORT_INTERNAL_H
#define PTS_JOB_REPORT_INTERNAL_H

#include "base/buf.h"
#include "base/map.h"
#include "domain/period.h"
#include "domain/sums.h"
#include "job/report/report.h"
#include "ledger/ledger.h"
#include "ledger/roster/snapshot.h"
#include "ledger/scheme/scheme.h"

/* What was earned and deducted in a category; hundredths. */
struct report_category {
	char *code;
	char *title; /* "" when the scheme has none */
	int64_t events;
	int64_t earned;
	int64_t deducted; /* positive */
};

struct report_item {
	char *code;
	char *title;
	int64_t pieces; /* hundredths */
	int64_t points;
	int64_t value; /* fen */
};

struct report_month {
	char month[MONTH_SIZE];
	int64_t households; /* that took part */
	int64_t events;
	int64_t earned;
	int64_t deducted;
	int64_t redeemed;
};

/* What is counted in every book; the order is that of the lines of a report. */
enum report_figure {
	FIGURE_HOUSEHOLDS,        /* active today, or took part in the period */
	FIGURE_MEMBERS,           /* active today */
	FIGURE_ACTIVE_HOUSEHOLDS, /* that took part: with an addition that stands, base scores aside */
	FIGURE_PARTICIPANTS,      /* members with such an addition; a household where none is named is one */
	FIGURE_ACTIVITIES,        /* different days and rules of events with hours */
	FIGURE_PARTICIPATIONS,    /* events with hours */
	FIGURE_HOURS,
	FIGURE_EVENTS,
	FIGURE_EARNED,
	FIGURE_DEDUCTED,
	FIGURE_POINTS,
	FIGURE_REDEEMED,
	FIGURE_EXPIRED,
	FIGURE_OUTSTANDING, /* balance at the end of the period */
	FIGURE_REDEMPTIONS, /* less those given back */
	FIGURE_PIECES,      /* in the book of the shop that gave them */
	FIGURE_VALUE,       /* of what was redeemed */
	FIGURE_FUND_IN,
	FIGURE_FUND_OUT,
	FIGURE_CASH,      /* taken at own shops, less what was given back */
	FIGURE_FUND_LEFT, /* at the end of the period */
	FIGURE_DISPUTES,
	FIGURE_ACCEPTED,
	FIGURE_REJECTED,
	FIGURE_REVIEWED,     /* claims that were decided */
	FIGURE_REVIEW_HOURS, /* from hand-in to decision, added up */
	FIGURES
};

/* Name of a figure in the column `figure`, and whether it is hundredths (else a plain count). */
struct report_figure_def {
	const char *name;
	bool hundredths;
};
extern const struct report_figure_def report_figures[FIGURES];

/* All-zero is empty. */
struct report_book {
	size_t ledger; /* which of the ledgers it comes from, from 0 */
	char *code;    /* "" for all books together */
	char *name;
	int64_t figure[FIGURES];
	struct map category_index, item_index, month_index; /* categories and items by code TAB title: schemes differ */
	struct report_category *categories;                 /* in order of their index */
	struct report_item *items;
	struct report_month *months; /* in order of the months once collected */
};

/* The figures of all books asked for over one period. */
struct report {
	struct period period; /* text "" for everything */
	struct report_book *books;
	size_t n;
	size_t ledgers;
	struct report_book all;
};

/* A book while its figures are collected. */
struct collecting {
	struct ledger *l;
	struct rulebook *rules;
	struct report *report;
	const struct book *book;
	struct report_book *out;
	bool whole; /* every period */
	char from[DATE_SIZE], to[DATE_SIZE];
	struct roll households, members;
	struct map tally; /* how often whom or what was met: a letter for what it is, then its words */
	struct buf key;
};

/* collect.c: adds the books of an open ledger; journal.c: walks along one's journal. */
int report_collect(struct ledger *l, const struct job *job, struct report *r);
int report_journal(struct collecting *c);
int report_too_much(const struct collecting *c); /* EX_DATAERR: a figure of the book does not fit */

/* total.c: adds the books up into r->all; frees. */
int report_total(struct report *r, struct diag *d);
void report_free(struct report *r);

/* The share of households that took part, in hundredths of a percent, rounded half away from zero. */
int64_t report_participation(int64_t active, int64_t households);

/* Hours from hand-in to decision of a claim, on average; hundredths. */
int64_t report_review_hours(const struct report_book *b);

/* One line of a report: which figure, of what, its value (hundredths, or a plain count). */
typedef void report_line_f(void *ctx, const char *figure, const char *key, const char *title, int64_t value,
			   bool hundredths);

/* lines.c: every figure of a book in their order, shares worked out. */
void report_lines(const struct report_book *b, report_line_f *f, void *ctx);

/* book.c: places in the growing arrays of a book, the category, item or month of that key. */
struct report_category *report_category_at(struct report_book *b, const char *code, const char *title);
struct report_item *report_item_at(struct report_book *b, const char *code, const char *title);
struct report_month *report_month_at(struct report_book *b, const char *month);

/* The same without adding them; NULL: none. A month only once the books are added up. */
const struct report_category *report_category_find(const struct report_book *b, const char *code, const char *title);
const struct report_month *report_month_find(const struct report_book *b, const char *month);

void report_book_free(struct report_book *b);

/* print.c: as rows; `against` may be NULL. */
int report_print(struct job *job, const struct report *r, const struct report *against);

/* What a page needs to know beside the figures. */
struct report_page {
	bool zh;
	const char *title; /* "" for none */
};

/* html.c; `against` may be NULL. */
void report_html(FILE *f, const struct report *r, const struct report *against, const struct report_page *page);

#endif
