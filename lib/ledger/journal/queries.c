#include "ledger/journal/queries.h"

#include <string.h>

SQL(SCORED, "SELECT DISTINCT book, rule, date FROM journal WHERE kind IN ('earn', 'deduct', 'veto') "
	    "/* scan: asked only when the figures of a rule are to change */");
SQL(ANY_ACCOUNT, "SELECT 1 FROM accounts LIMIT 1 /* scan: one row at most */");
SQL(STANDING, "SELECT household, member, rule, category, act, kind, date, quantity, score FROM journal WHERE book = $1 "
	      "AND kind IN ('earn', 'deduct', 'veto') AND NOT EXISTS (SELECT 1 FROM corrections WHERE corrections.book = journal.book AND "
	      "corrections.seq = journal.seq AND corrections.kind = 'reverse') ORDER BY journal.seq");
SQL(TWINS, "SELECT book FROM households WHERE code = $1 AND book <> $2 AND head = $3 AND address = $4 ORDER BY book");
SQL(HEAD_OF_BOOK, "SELECT seq, hash, at FROM heads WHERE book = $1");
SQL(MONTHS_OF_BOOK, "SELECT period, first, last, closed FROM months WHERE book = $1 ORDER BY period");
SQL(MONTHS_SPAN, "SELECT MIN(first), MAX(last) FROM months WHERE book = $1 AND period >= $2 AND period <= $3");
SQL(STOCK_OF_BOOK, "SELECT shop, item, quantity, held, value FROM stock WHERE book = $1 ORDER BY shop, item");
SQL(REDEMPTIONS_OF_BOOK, "SELECT receipt, seq, state, quantity FROM redemptions WHERE book = $1 ORDER BY receipt");

void query_scored(struct ledger *l, struct rows *r)
{
	db_query(l->db, r, &SCORED, "");
}

void query_standing(struct ledger *l, const struct book *book, struct rows *r)
{
	db_query(l->db, r, &STANDING, "i", book->id);
}

int query_twin(struct ledger *l, const struct book *book, const char *code, const char *head, const char *address,
	       const struct book **other)
{
	int64_t id = BLANK;
	int rc = 0;

	if (*head && *address)
		rc = ledger_int(l, &id, &TWINS, "titt", code, book->id, head, address);
	*other = id == BLANK ? NULL : book_by_id(l, id);
	return rc;
}

void query_head(struct ledger *l, const struct book *book, struct rows *r)
{
	db_query(l->db, r, &HEAD_OF_BOOK, "i", book->id);
}

void query_months(struct ledger *l, const struct book *book, struct rows *r)
{
	db_query(l->db, r, &MONTHS_OF_BOOK, "i", book->id);
}

int query_span(struct ledger *l, const struct book *book, const char *from, const char *to, int64_t *first,
	       int64_t *last)
{
	struct rows r;

	*first = *last = 0;
	if (db_one(l->db, &r, &MONTHS_SPAN, "itt", book->id, from, to) && !db_null(&r, 0)) {
		*first = db_int(&r, 0);
		*last = db_int(&r, 1);
	}
	return db_end(&r);
}

void query_stock(struct ledger *l, const struct book *book, struct rows *r)
{
	db_query(l->db, r, &STOCK_OF_BOOK, "i", book->id);
}

void query_redemptions(struct ledger *l, const struct book *book, struct rows *r)
{
	db_query(l->db, r, &REDEMPTIONS_OF_BOOK, "i", book->id);
}

int query_any_account(struct ledger *l, bool *any)
{
	return ledger_has(l, any, &ANY_ACCOUNT, "");
}
