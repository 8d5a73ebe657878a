/*
 * Inside pts-settle: what stands on a bill, bills as sheets, and what money in and money out share.
 */
#ifndef PTS_JOB_MONEY_INTERNAL_H
#define PTS_JOB_MONEY_INTERNAL_H

#include <stdio.h>

#include "ledger/journal/bills.h"
#include "ledger/journal/journal.h"
#include "ledger/scheme/shops.h"

/* One entry of a bill; amounts are as the merchant sees them: what is owed is positive, what comes back negative. */
struct bill_line {
	struct entry e;
	const char *title; /* of the item */
	int64_t pieces;    /* hundredths */
	int64_t points;
	int64_t value; /* fen */
	int64_t cash;
	int64_t owed;
	bool coupon; /* a coupon was used */
	bool credit; /* takes back what an earlier bill had */
};

/* A bill added up, without what it credits for earlier ones. */
struct bill_sums {
	int64_t redemptions; /* that gave something and were not voided before they were billed */
	int64_t points;
	int64_t value;
	int64_t cash;
	int64_t coupons;
	int64_t credit;
};

/* Calls f for every entry of the bill in order, until it returns not 0. */
int bill_each(struct ledger *l, const struct bill *b, int (*f)(void *ctx, const struct bill_line *line), void *ctx);

int bill_add_up(struct ledger *l, const struct bill *b, struct bill_sums *out);

/* Bills as sheets for print, one to a page, with lines for signatures; a document of them ends with html_end(). */
void bill_html_start(FILE *f, const char *title);
int bill_html(struct ledger *l, FILE *f, const struct bill *b);

/* The source given, else the only one the book has; EX_DATAERR names those it has. `out` of 80 bytes. */
int fund_account(struct ledger *l, const struct book *book, const char *given, char out[static 80]);

/* An amount of yuan above 0 as fen. */
int fund_amount(struct ledger *l, const char *text, int64_t *out);

#endif
