/*
 * Issued notices (公示): what hangs on a wall, kept for ever.
 *
 * A notice is an entry of kind `notice` and a record: lines of canonical CSV, whose SHA-256 stands in the entry. The
 * tables of the record refuse UPDATE and DELETE, and nothing else is needed to show the notice again.
 */
#ifndef PTS_LEDGER_RECORDS_NOTICES_H
#define PTS_LEDGER_RECORDS_NOTICES_H

#include "ledger/journal/journal.h"

enum { NOTICE_NUMBER_SIZE = 96, NOTICE_KIND_SIZE = 16, NOTICE_PERIOD_SIZE = 32 };

/* A notice, without its record. */
struct notice {
	const struct book *book;
	char number[NOTICE_NUMBER_SIZE]; /* LX-2025-03 */
	int64_t seq;                     /* of its entry in the book's journal */
	char kind[NOTICE_KIND_SIZE];     /* scores, ranking, deductions, redemptions, honors, outcomes, fund, stock */
	char period[NOTICE_PERIOD_SIZE]; /* 2025Q3 */
	char first[MONTH_SIZE];          /* its first and last month */
	char last[MONTH_SIZE];
	char issued[DATE_SIZE];
	char until[DATE_SIZE]; /* the last day for objections */
	int64_t rows;
	char digest[HASH_SIZE];             /* of the record */
	char stream[HASH_SIZE];             /* of what was issued, so that the same is issued once */
	char corrects[NOTICE_NUMBER_SIZE];  /* the notice that this one corrects; "" none */
	char corrected[NOTICE_NUMBER_SIZE]; /* the notice that corrects this one; "" none */
};

/* By number, in whatever book. */
int notice_find(struct ledger *l, const char *number, struct notice *out, bool *found);

/* The same, where it must be there: EX_DATAERR when the ledger has none of that number. */
int notice_get(struct ledger *l, const char *number, struct notice *out);

/* The notice of a book with this `stream`. */
int notice_same(struct ledger *l, const struct book *book, const char *stream, struct notice *out, bool *found);

/* Those of a book in order of seq; f returns 0 to go on, and may read whatever else it wants. */
int notices_each(struct ledger *l, const struct book *book, int (*f)(void *ctx, const struct notice *n), void *ctx);

/* One row of the sheet as stored. */
struct notice_row {
	int64_t household; /* the number inside of whose figures it shows, of the notice's book; 0 nobody's */
	int64_t entry;     /* seq of the entry that it shows, of the notice's book; 0 none */
	const char *text;  /* its line of the record, without LF */
};

/* Writes a notice whose entry has been posted: the lines of the record, then its rows. */
int notice_add(struct ledger *l, const struct notice *n, const char *const *lines, size_t nlines,
	       const struct notice_row *rows, size_t nrows);

/* The record: every line with its LF. */
int notice_record(struct ledger *l, const struct notice *n, struct buf *out);

/* Rows in order, `text` valid during the call; f returns 0 to go on. */
int notice_rows_each(struct ledger *l, const struct notice *n, int (*f)(void *ctx, const struct notice_row *row),
		     void *ctx);

/* Does a row show this household, or an entry of it? Of a ranking that was cut, only those it shows. */
int notice_lists(struct ledger *l, const struct notice *n, const struct household *h, bool *listed);

/* How many entries after the notice correct entries of its months that were posted before it. */
int notice_corrected_since(struct ledger *l, const struct notice *n, int64_t *count);

/*
 * What a notice released for a household under `spendable noticed`, or will release: entries of the months first..last,
 * posted before `seq`, can be spent from the day after `until`; with `entry` set, that one entry alone (a correction
 * that an outcomes notice lists).
 */
struct notice_release {
	int64_t seq; /* of the notice */
	int64_t entry;
	char first[MONTH_SIZE];
	char last[MONTH_SIZE];
	char until[DATE_SIZE];
};

/* All of a household, in order of the notices; *out is the caller's to free. */
struct notice_releases {
	struct notice_release *all;
	size_t n;
};
int notice_releases_read(struct ledger *l, int64_t book, int64_t household, struct notice_releases *out);

int notice_release_add(struct ledger *l, int64_t book, int64_t household, const struct notice_release *r);

/* The first of them, among notices before entry `before`, that releases entry `seq`, which counts in `period`; NULL:
 * none. */
const struct notice_release *notice_release_of(const struct notice_releases *r, int64_t before, int64_t seq,
					       const char *period);

#endif
