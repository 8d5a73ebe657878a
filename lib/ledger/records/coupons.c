#include "ledger/records/coupons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "domain/blank.h"

#define COUPON "book, code, seq, state, shop, until, use_book, use_seq"

SQL(COUPON_ADD, "INSERT INTO coupons (book, code, seq, state, shop, until, use_book, use_seq) VALUES ($1, $2, "
		"$3, 'valid', $4, $5, 0, 0)");
SQL(COUPON_FIND, "SELECT " COUPON " FROM coupons WHERE code = $1");
SQL(COUPON_NEXT,
    "SELECT " COUPON " FROM coupons WHERE book = $1 AND seq = $2 AND code > $3 ORDER BY code LIMIT 1");
SQL(COUPON_USE, "UPDATE coupons SET state = 'used', use_book = $3, use_seq = $4 WHERE book = $1 AND code = $2 AND state "
		"= 'valid'");
SQL(COUPONS_COUNT, "SELECT COUNT(*) FROM coupons WHERE book = $1 AND seq = $2 AND state = $3");
SQL(COUPONS_END, "UPDATE coupons SET state = $3 WHERE book = $1 AND seq = $2 AND state = 'valid'");
SQL(COUPONS_DUE,
    "SELECT seq, COUNT(*) FROM coupons WHERE book = $1 AND state = 'valid' AND until <> '' AND until < $2 AND seq > $3 "
    "GROUP BY seq ORDER BY seq LIMIT 1");

SQL(COUPONS_OF_BOOK, "SELECT seq, state, shop, until, COUNT(*) FROM coupons WHERE book = $1 GROUP BY seq, state, shop, "
		     "until ORDER BY seq, state");

/* Numbers 0–30, each as likely as the others. */
static void draw(unsigned char v[static COUPON_RANDOM])
{
	char hex[2 * COUPON_RANDOM + 1], byte[3] = "";
	size_t n = 0;

	while (n < COUPON_RANDOM) {
		random_hex(COUPON_RANDOM, hex);
		for (size_t i = 0; i < COUPON_RANDOM && n < COUPON_RANDOM; i++) {
			memcpy(byte, hex + 2 * i, 2);
			unsigned long b = strtoul(byte, NULL, 16);
			if (b < 248)
				v[n++] = (unsigned char)(b % 31);
		}
	}
}

int coupons_issue(struct ledger *l, int64_t book, int64_t seq, int64_t n, const char *shop, const char *until,
		  struct buf *codes)
{
	unsigned char v[COUPON_RANDOM];
	char code[COUPON_CODE_SIZE], hash[HASH_SIZE];
	int rc = 0;

	for (int64_t i = 0; i < n && rc == 0; i++) {
		draw(v);
		coupon_code_format(v, code);
		hash_hex(code, strlen(code), hash);
		rc = db_run(l->db, &COUPON_ADD, NULL, "ititt", book, hash, seq, shop, until);
		buf_printf(codes, "%s%s", i ? " " : "", code);
	}
	return rc;
}

void coupons_walk(struct ledger *l, const struct book *book, struct rows *r)
{
	db_query(l->db, r, &COUPONS_OF_BOOK, "i", book->id);
}

/* Reads the only row of a query, if there is one, and ends the query. */
static int read_one(struct ledger *l, struct rows *r, struct coupon *out, bool *found)
{
	*found = db_next(r);
	if (!*found)
		return db_end(r);
	*out = (struct coupon){.book = book_by_id(l, db_int(r, 0)),
			       .seq = db_int(r, 2),
			       .use_book = book_by_id(l, db_int(r, 6)),
			       .use_seq = db_int(r, 7)};
	snprintf(out->hash, sizeof out->hash, "%s", db_text(r, 1));
	snprintf(out->state, sizeof out->state, "%s", db_text(r, 3));
	snprintf(out->shop, sizeof out->shop, "%s", db_text(r, 4));
	snprintf(out->until, sizeof out->until, "%s", db_text(r, 5));
	return db_end(r);
}

int coupon_find(struct ledger *l, const char *code, struct coupon *out, bool *found)
{
	char hash[HASH_SIZE];
	struct rows r;

	db_query(l->db, &r, &COUPON_FIND, "t", hash_hex(code, strlen(code), hash));
	return read_one(l, &r, out, found);
}

int coupon_next(struct ledger *l, int64_t book, int64_t seq, const char *after, struct coupon *out, bool *found)
{
	struct rows r;

	db_query(l->db, &r, &COUPON_NEXT, "iit", book, seq, after);
	return read_one(l, &r, out, found);
}

int coupons_any(struct ledger *l, int64_t book, int64_t seq, struct coupon *out, bool *found)
{
	return coupon_next(l, book, seq, "", out, found);
}

int coupon_use(struct ledger *l, const struct coupon *c, int64_t shop_book, int64_t seq)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &COUPON_USE, &changed, "itii", c->book->id, c->hash, shop_book, seq);

	return rc || changed == 1 ? rc : diag_error(l->diag, EX_REFUSED, _("this coupon is not valid any more"));
}

int coupons_count(struct ledger *l, int64_t book, int64_t seq, const char *state, int64_t *n)
{
	return ledger_int(l, n, &COUPONS_COUNT, "iit", book, seq, state);
}

int coupons_end(struct ledger *l, int64_t book, int64_t seq, const char *state, int64_t n)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &COUPONS_END, &changed, "iit", book, seq, state);

	return rc || changed == n ? rc : diag_error(l->diag, EX_REFUSED, _("these coupons are not valid any more"));
}

int coupons_due(struct ledger *l, int64_t book, const char *day, int64_t seq, int64_t *out, int64_t *n)
{
	struct rows r;

	*out = *n = 0;
	if (db_one(l->db, &r, &COUPONS_DUE, "iti", book, day, seq)) {
		*out = db_int(&r, 0);
		*n = db_int(&r, 1);
	}
	return db_end(&r);
}
