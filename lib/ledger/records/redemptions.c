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
SQL(REDEEMED_PIECES, "SELECT SUM(quantity) FROM redemptions WHERE book = $1 AND household = $2 AND date >= $4 AND date "
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

int redemption_find(struct ledger *l, const struct book *book, const char *receipt, struct redemption *out)
{
	return receipt_find(l, &REDEMPTION_FIND, book, receipt, read_row, out);
}

int redemption_add(struct ledger *l, const struct household *h, const struct redemption_new *r)
{
	return db_run(l->db, &REDEMPTION_ADD, NULL, "itiittiii", h->book->id, r->receipt, r->seq, h->id, r->date,
		      r->item, r->quantity, r->shop_book, r->shop_seq)
		       ? ledger_fault(l)
		       : 0;
}

int redemption_void(struct ledger *l, int64_t book, const char *receipt)
{
	int64_t changed = 0;

	if (db_run(l->db, &REDEMPTION_VOID, &changed, "it", book, receipt) != 0)
		return ledger_fault(l);
	return changed == 1 ? 0 : diag_error(l->diag, EX_REFUSED, _("receipt %s is void already"), receipt);
}

int redeemed_pieces(struct ledger *l, const struct household *h, const char *item, const char *from, const char *to,
		    int64_t *out)
{
	struct rows r;
	int got = db_one(l->db, &r, &REDEEMED_PIECES, "iittt", h->book->id, h->id, item, from, to);

	*out = 0;
	if (got == 1) {
		if (!db_null(&r, 0))
			*out = db_int(&r, 0);
		db_end(&r);
	}
	return got < 0 ? ledger_fault(l) : 0;
}

int redeeming_days(struct ledger *l, const struct household *h, const char *from, const char *to, const char *day,
		   int64_t *n, char last[static DATE_SIZE])
{
	struct rows r;
	int got = db_one(l->db, &r, &REDEEMING_DAYS, "iittt", h->book->id, h->id, from, to, day);

	*n = 0;
	last[0] = '\0';
	if (got == 1) {
		*n = db_int(&r, 0);
		snprintf(last, DATE_SIZE, "%s", db_text(&r, 1));
		db_end(&r);
	}
	return got < 0 ? ledger_fault(l) : 0;
}
