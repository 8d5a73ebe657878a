#include "ledger/records/redemptions.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "ledger/journal/numbered.h"

SQL(REDEMPTION_FIND, "SELECT book, seq, state, shop_book, shop_seq FROM redemptions WHERE receipt = $1 ORDER BY book");
SQL(REDEMPTION_ADD,
    "INSERT INTO redemptions (book, receipt, seq, state, household, date, item, quantity, shop_book, shop_seq) "
    "VALUES ($1, $2, $3, 'posted', $4, $5, $6, $7, $8, $9)");
SQL(REDEMPTION_VOID, "UPDATE redemptions SET state = 'void' WHERE book = $1 AND receipt = $2 AND state = 'posted'");
SQL(REDEEMED_PIECES, "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM redemptions WHERE book = $1 AND household = $2 AND date >= $4 AND date "
		     "<= $5 AND item = $3 "
		     "AND state = 'posted'");
SQL(REDEEMING_DAYS, "SELECT COUNT(*), MAX(date) FROM (SELECT date FROM redemptions WHERE book = $1 AND household = $2 "
		    "AND date >= $3 AND date <= $4 "
		    "AND date <> $5 AND state = 'posted' AND quantity > 0 UNION SELECT date FROM reservations WHERE "
		    "book = $1 AND household = $2 AND "
		    "date >= $3 AND date <= $4 AND date <> $5 AND state = 'reserved') AS days /* scan: the few rows of "
		    "the subquery */");

static void read_row(struct ledger *l, const struct rows *r, void *out)
{
	*(struct redemption *)out = (struct redemption){book_by_id(l, db_int(r, 0)), db_int(r, 1),
							strcmp(db_text(r, 2), "void") == 0,
							book_by_id(l, db_int(r, 3)), db_int(r, 4)};
}

int redemption_find(struct ledger *l, const struct book *book, const char *receipt, struct redemption *out, bool *found)
{
	return receipt_find(l, &REDEMPTION_FIND, book, receipt, read_row, out, found);
}

int redemption_add(struct ledger *l, const struct household *h, const struct redemption_new *r)
{
	return db_run(l->db, &REDEMPTION_ADD, NULL, "itiittiii", h->book->id, r->receipt, r->seq, h->id, r->date,
		      r->item, r->quantity, r->shop_book, r->shop_seq);
}

int redemption_void(struct ledger *l, int64_t book, const char *receipt)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &REDEMPTION_VOID, &changed, "it", book, receipt);

	return rc || changed == 1 ? rc : diag_error(l->diag, EX_REFUSED, _("receipt %s is void already"), receipt);
}

int redeemed_pieces(struct ledger *l, const struct household *h, const char *item, const char *from, const char *to,
		    int64_t *out)
{
	return ledger_int(l, out, &REDEEMED_PIECES, "iittt", h->book->id, h->id, item, from, to);
}

int redeeming_days(struct ledger *l, const struct household *h, const char *from, const char *to, const char *day,
		   int64_t *n, char last[static DATE_SIZE])
{
	struct rows r;

	*n = 0;
	last[0] = '\0';
	if (db_one(l->db, &r, &REDEEMING_DAYS, "iittt", h->book->id, h->id, from, to, day)) {
		*n = db_int(&r, 0);
		snprintf(last, DATE_SIZE, "%s", db_text(&r, 1));
	}
	return db_end(&r);
}
