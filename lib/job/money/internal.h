/*
 * What stands on a bill: shared by bill.c (issuing, lists), bill_lines.c (reading it), bill_html.c (the sheet),
 * bill_pay.c.
 */
#ifndef PTS_JOB_MONEY_INTERNAL_H
#define PTS_JOB_MONEY_INTERNAL_H

#include "job/money/bill.h"
#include "ledger/scheme/shops.h"

/* One entry of a bill; amounts are as the merchant sees them: what is owed is positive, what comes back negative. */
struct bill_line {
	struct entry e;
	const char *title; /* of the item */
	int64_t pieces;    /* hundredths */
	int64_t points;
	int64_t value; /* fen */
	int64_t cash;
	bool coupon; /* a coupon was used */
	bool credit; /* takes back what an earlier bill had */
};

/* A bill added up; owed = value − cash − credit. */
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

/* unpaid, part or paid */
const char *bill_state(const struct bill *b);

/* Bills as sheets for print, one to a page, with lines for signatures; a document of them ends with html_end(). */
void bill_html_start(FILE *f, const char *title);
int bill_html(struct ledger *l, FILE *f, const struct bill *b);

#endif
