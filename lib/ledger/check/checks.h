/*
 * What pts-check asks a ledger beside the journal: the tables that derive from it, a book at a time, in order of their
 * keys.
 *
 * Walks: step with db_next, finish with db_end, which returns what failed. A table can be walked once at a time.
 */
#ifndef PTS_LEDGER_CHECK_CHECKS_H
#define PTS_LEDGER_CHECK_CHECKS_H

#include "domain/entry.h"
#include "ledger/core/core.h"

/* With the columns of each. */
enum checked {
	CHECKED_ROSTER,      /* household, code */
	CHECKED_ACCOUNTS,    /* household, balance, last, lots_upto */
	CHECKED_SUMS,        /* period, household, events, earned, deducted, points, redeemed, expired, other, balance */
	CHECKED_MONTHS,      /* period, first, last, binding, closed */
	CHECKED_STOCK,       /* shop, item, quantity, held, value */
	CHECKED_ALLOTMENTS,  /* seq, lot, part, last_day, points */
	CHECKED_IDS,         /* kind, a, b, seq, run */
	CHECKED_NOTES,       /* seq, salt, text */
	CHECKED_CORRECTIONS, /* seq, by_book, by_seq, kind */
	CHECKED_REDEMPTIONS, /* receipt, seq, state, household, date, item, quantity, shop_book, shop_seq */
	CHECKED_RESERVATIONS, /* receipt, state, date */
	CHECKED_HELD,	     /* shop, item, quantity that open reservations hold at its shops */
	CHECKED_COUPONS,     /* seq, state, use_book, use_seq */
	CHECKED_COUNTERS,    /* kind, year, n */
	CHECKED_VETOES,	     /* seq, household, lifted, date, until */
	CHECKED_SETTINGS_PAST, /* key, seq, value in order of seq */
	CHECKED_DISPUTES,    /* dispute, seq, notice, notice_seq, household, entry, late, state, outcome, correction */
	CHECKED_RELEASES,    /* household, seq, entry, first_month, last_month, until */
	CHECKED_STOCK_COSTS, /* seq, cost */
	CHECKED_FUNDS,       /* account, received, paid, goods */
	CHECKED_PAYABLES,    /* seq, shop, period, bill, corrects */
	CHECKED_BILLS	     /* bill, seq, shop, period, owed, paid */
};
void checks_walk(struct ledger *l, enum checked what, const struct book *book, struct rows *r);

/* A household's lots: seq, part, last_day, points in order of last day, then seq, then part. */
void checks_lots(struct ledger *l, const struct book *book, int64_t household, struct rows *r);
int checks_lots_count(struct ledger *l, const struct book *book, int64_t *n);

/* Kind (as it stands there) and points of an entry; the kind is "" when there is no such entry. */
int checks_entry(struct ledger *l, int64_t book, int64_t seq, char kind[static 16], int64_t *points);

/* How many coupons were used at shops of a book. */
int checks_coupons_used(struct ledger *l, const struct book *book, int64_t *n);

/* Whether the table of corrections says that the entry `by` corrects the other, and of what kind it is. */
int checks_correction(struct ledger *l, int64_t book, int64_t seq, const struct entry *by, bool *known);

/* The number of a book that has a journal but is not among the books; BLANK when there is none. */
int checks_stray_book(struct ledger *l, int64_t *book);

/*
 * The tables of which pts-check reads every row, in order of their keys, and holds each cell against its column's type: the storage's own
 * check need not do it again.
 */
enum checks_read { READ_JOURNAL, READ_IDS, READ_SUMS, READ_NOTES, READ_TABLES };

/* Rows of such a table in all books, also in those that are not among the books. */
int checks_count(struct ledger *l, enum checks_read table, int64_t *n);

/* ledger_sound without those rows, and silent. False when something may be wrong: ledger_sound tells. */
bool checks_sound_but_read(struct ledger *l);

#endif
