/*
 * Coupons (优惠券): found by the SHA-256 of their code, used once.
 */
#ifndef PTS_LEDGER_RECORDS_COUPONS_H
#define PTS_LEDGER_RECORDS_COUPONS_H

#include "base/buf.h"
#include "base/hash.h"
#include "domain/coupon_code.h"
#include "ledger/core/core.h"

struct coupon {
	const struct book *book; /* the household's */
	char hash[HASH_SIZE];
	int64_t seq;           /* the redemption it was issued for */
	char state[16];        /* valid, used, cancelled, lapsed */
	char shop[160];        /* BOOK:SHOP where it can be used, "" anywhere */
	char until[DATE_SIZE]; /* the last day, "" without end */
	const struct book *use_book; /* the entry of its use, NULL: not used */
	int64_t use_seq;
};

/* Issues `n` coupons for a redemption; their codes go to `codes`, divided by blanks, and are known nowhere else. */
int coupons_issue(struct ledger *l, int64_t book, int64_t seq, int64_t n, const char *shop, const char *until,
		  struct buf *codes);

/* By code (as coupon_code_read writes it). */
int coupon_find(struct ledger *l, const char *code, struct coupon *out, bool *found);

/* Marks one used by the entry shop_book:seq; EX_REFUSED when somebody was faster. */
int coupon_use(struct ledger *l, const struct coupon *c, int64_t shop_book, int64_t seq);

/* How many of a redemption are in a state; and one of them, as they can all be used at the same shop and until the same day. */
int coupons_count(struct ledger *l, int64_t book, int64_t seq, const char *state, int64_t *n);
int coupons_any(struct ledger *l, int64_t book, int64_t seq, struct coupon *out, bool *found);

/* The next coupon of a redemption by hash after `after` ("": the first). */
int coupon_next(struct ledger *l, int64_t book, int64_t seq, const char *after, struct coupon *out, bool *found);

/* Ends the valid ones of a redemption: exactly `n`, else EX_REFUSED. */
int coupons_end(struct ledger *l, int64_t book, int64_t seq, const char *state, int64_t n);

/* seq, state, shop, until, number of coupons, in order of seq and state. */
void coupons_walk(struct ledger *l, const struct book *book, struct rows *r);

/* The first redemption after `seq` with valid coupons whose last day is before `day` (0: there is none), and their number. */
int coupons_due(struct ledger *l, int64_t book, const char *day, int64_t seq, int64_t *out, int64_t *n);

#endif
