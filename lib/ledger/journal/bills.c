#include "ledger/journal/bills.h"

#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "ledger/journal/numbered.h"

#define BILL_COLUMNS "book, bill, seq, shop, period, owed, paid"

SQL(PAYABLE_ADD, "INSERT INTO payables (book, shop, seq, period, corrects) VALUES ($1, $2, $3, $4, $5)");
SQL(PAYABLE_WAITING,
    "SELECT seq FROM payables WHERE book = $1 AND shop = $2 AND bill = '' AND (period <= $3 OR corrects IN "
    "(SELECT seq FROM payables WHERE book = $1 AND shop = $2 AND bill = '' AND period <= $3)) ORDER BY seq");
SQL(PAYABLE_SHOPS, "SELECT DISTINCT shop FROM payables WHERE book = $1 AND bill = '' AND period <= $2 ORDER BY shop");
SQL(PAYABLE_BILLED, "SELECT seq FROM payables WHERE book = $1 AND bill = $2 ORDER BY seq");
SQL(PAYABLE_BILL, "UPDATE payables SET bill = $4 WHERE book = $1 AND shop = $2 AND bill = '' AND period <= $3");
SQL(PAYABLE_VOID, "UPDATE payables SET bill = $3 WHERE book = $1 AND shop = $2 AND bill = '' AND corrects IN "
		  "(SELECT seq FROM payables WHERE book = $1 AND shop = $2 AND bill = $3)");
SQL(PAYABLE_OF, "SELECT bill FROM payables WHERE book = $1 AND shop = $2 AND seq = $3");
SQL(BILL_ADD, "INSERT INTO bills (book, bill, seq, shop, period, owed) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(BILL_PAY, "UPDATE bills SET paid = paid + $3 WHERE book = $1 AND bill = $2 AND paid + $3 <= owed");
SQL(BILL_FIND, "SELECT " BILL_COLUMNS " FROM bills WHERE bill = $1 ORDER BY book");
SQL(BILL_WALK, "SELECT " BILL_COLUMNS " FROM bills WHERE book = $1 ORDER BY seq");
SQL(BILL_DUE, "SELECT CAST(COALESCE(SUM(owed - paid), 0) AS BIGINT) FROM bills WHERE book = $1");
SQL(PAYABLE_DUE,
    "SELECT CAST(COALESCE(SUM(journal.owed), 0) AS BIGINT) FROM payables "
    "JOIN journal ON journal.book = payables.book AND journal.seq = payables.seq WHERE payables.book = $1 AND "
    "payables.bill = ''");

SQL(COUPONS_VALID, "SELECT journal.value, journal.quantity FROM coupons JOIN journal ON journal.book = coupons.book "
		   "AND journal.seq = coupons.seq "
		   "WHERE coupons.book = $1 AND coupons.state = 'valid'");

int bill_payable(struct ledger *l, const struct entry *e)
{
	int64_t corrects = 0;
	char book[128];

	if (!entry_is_payable(e))
		return 0;
	if (e->kind == KIND_REFUND)
		address_parse(e->corrects, book, sizeof book, &corrects);
	return db_run(l->db, &PAYABLE_ADD, NULL, "ititi", e->book_id, e->shop, e->seq, e->period, corrects);
}

void bill_waiting(struct ledger *l, int64_t book, const char *shop, const char *month, struct rows *r)
{
	db_query(l->db, r, &PAYABLE_WAITING, "itt", book, shop, month);
}

void bill_entries(struct ledger *l, int64_t book, const char *number, struct rows *r)
{
	db_query(l->db, r, &PAYABLE_BILLED, "it", book, number);
}

void bill_shops(struct ledger *l, int64_t book, const char *month, struct rows *r)
{
	db_query(l->db, r, &PAYABLE_SHOPS, "it", book, month);
}

int bill_issue(struct ledger *l, const struct bill *b, const char *month)
{
	int rc = db_run(l->db, &BILL_ADD, NULL, "ititti", b->book->id, b->number, b->seq, b->shop, b->period, b->owed);

	if (rc == 0)
		rc = db_run(l->db, &PAYABLE_BILL, NULL, "ittt", b->book->id, b->shop, month, b->number);
	if (rc == 0)
		rc = db_run(l->db, &PAYABLE_VOID, NULL, "itt", b->book->id, b->shop, b->number);
	return rc;
}

int bill_pay(struct ledger *l, const struct bill *b, int64_t amount)
{
	char due[DEC_SIZE], text[DEC_SIZE];
	int64_t changed = 0;
	int rc = db_run(l->db, &BILL_PAY, &changed, "iti", b->book->id, b->number, amount);

	if (rc || changed == 1)
		return rc;
	return diag_error(l->diag, EX_REFUSED, _("of bill %s %s yuan are still to be paid, not %s"), b->number,
			  dec_human(b->owed - b->paid, due), dec_human(amount, text));
}

void bill_row(const struct rows *r, const struct book *book, struct bill *out)
{
	out->book = book;
	snprintf(out->number, sizeof out->number, "%s", db_text(r, 1));
	out->seq = db_int(r, 2);
	snprintf(out->shop, sizeof out->shop, "%s", db_text(r, 3));
	snprintf(out->period, sizeof out->period, "%s", db_text(r, 4));
	out->owed = db_int(r, 5);
	out->paid = db_int(r, 6);
}

static void read_row(struct ledger *l, const struct rows *r, void *out)
{
	bill_row(r, book_by_id(l, db_int(r, 0)), out);
}

int bill_find(struct ledger *l, const struct book *book, const char *number, struct bill *out)
{
	size_t found;
	int rc = numbered_find(l, &BILL_FIND, book, number, read_row, out, &found);

	if (rc)
		return rc;
	if (found == 0)
		return diag_error(l->diag, EX_DATAERR, _("there is no bill %s; `pts-settle list` shows them"), number);
	if (found > 1)
		return diag_error(l->diag, EX_DATAERR, _("bill %s is in %zu books: name one with -b"), number, found);
	return 0;
}

void bill_walk(struct ledger *l, int64_t book, struct rows *r)
{
	db_query(l->db, r, &BILL_WALK, "i", book);
}

int bill_of(struct ledger *l, int64_t book, const char *shop, int64_t seq, char number[static BILL_SIZE])
{
	return ledger_text(l, number, BILL_SIZE, &PAYABLE_OF, "iti", book, shop, seq);
}

int bill_unpaid(struct ledger *l, int64_t book, int64_t *owed)
{
	int64_t billed = 0, waiting = 0;
	int rc = ledger_int(l, &billed, &BILL_DUE, "i", book);

	if (rc == 0)
		rc = ledger_int(l, &waiting, &PAYABLE_DUE, "i", book);
	*owed = billed + waiting;
	return rc;
}

int bill_coupons(struct ledger *l, int64_t book, int64_t *value)
{
	struct rows r;

	*value = 0;
	db_query(l->db, &r, &COUPONS_VALID, "i", book);
	while (db_next(&r)) {
		int64_t order = db_int(&r, 0), pieces = db_int(&r, 1), each = 0;
		if (order != BLANK && pieces != BLANK && dec_muldiv(order, 100, pieces < 0 ? -pieces : pieces, &each))
			*value += each;
	}
	return db_end(&r);
}
