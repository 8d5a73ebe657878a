#include "ledger/journal/fund.h"

#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"

SQL(FUND_ADD, "INSERT INTO funds (book, account, received, paid, goods) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (book, "
	      "account) DO UPDATE SET "
	      "received = funds.received + excluded.received, paid = funds.paid + excluded.paid, goods = funds.goods + "
	      "excluded.goods");
SQL(FUND_TAKE, "UPDATE funds SET paid = paid + $3 WHERE book = $1 AND account = $2 AND received - paid - $3 >= 0");
SQL(FUND_READ, "SELECT account, received, paid, goods FROM funds WHERE book = $1 AND account = $2");
SQL(FUND_WALK, "SELECT account, received, paid, goods FROM funds WHERE book = $1 ORDER BY account");
SQL(FUND_TOTAL, "SELECT CAST(COALESCE(SUM(received - paid), 0) AS BIGINT) FROM funds WHERE book = $1");

void fund_row(const struct rows *r, struct fund *out)
{
	snprintf(out->account, sizeof out->account, "%s", db_text(r, 0));
	out->received = db_int(r, 1);
	out->paid = db_int(r, 2);
	out->goods = db_int(r, 3);
}

int fund_read(struct ledger *l, int64_t book, const char *account, struct fund *out)
{
	struct rows r;

	*out = (struct fund){.received = 0};
	if (db_one(l->db, &r, &FUND_READ, "it", book, account))
		fund_row(&r, out);
	return db_end(&r);
}

void fund_walk(struct ledger *l, int64_t book, struct rows *r)
{
	db_query(l->db, r, &FUND_WALK, "i", book);
}

int fund_total(struct ledger *l, int64_t book, int64_t *money)
{
	return ledger_int(l, money, &FUND_TOTAL, "i", book);
}

static int add(struct ledger *l, const struct entry *e, const char *source, int64_t received, int64_t paid,
	       int64_t goods)
{
	return db_run(l->db, &FUND_ADD, NULL, "itiii", e->book_id, source, received, paid, goods);
}

/* A source that has not enough: refused, or paid with a warning. */
static int overdrawn(struct ledger *l, const struct entry *e, const char *source)
{
	char has[DEC_SIZE], needs[DEC_SIZE];
	struct fund f;
	int rc = fund_read(l, e->book_id, source, &f);

	if (rc)
		return rc;
	dec_human(f.received - f.paid, has);
	dec_human(-e->money, needs);
	if (strcmp(setting_get(l, e->book_id, "overdraw"), "warn") != 0)
		return diag_error(l->diag, EX_REFUSED,
				  _("the source %s of the fund has %s yuan, needs %s: enter what came in first"),
				  source, has, needs);
	diag_warn(l->diag,
		  _("the source %s of the fund has %s yuan, %s are paid from it all the same (setting overdraw)"),
		  source, has, needs);
	return add(l, e, source, 0, -e->money, 0);
}

int fund_room(struct ledger *l, const struct entry *e)
{
	const char *source = entry_is_donation(e) ? e->account : entry_source(e);
	struct fund f;
	int64_t sum;
	int rc = source ? fund_read(l, e->book_id, source, &f) : 0;

	if (rc || !source)
		return rc;
	if (entry_is_donation(e) ? dec_add(f.goods, e->value, &sum) : dec_add(f.received, e->money, &sum))
		return 0;
	return diag_error(l->diag, EX_DATAERR, _("the source %s of the fund would grow beyond what can be counted"),
			  source);
}

int fund_move(struct ledger *l, const struct entry *e)
{
	const char *source = entry_source(e);
	int64_t changed = 0;
	int rc;

	if (entry_is_donation(e))
		return add(l, e, e->account, 0, 0, e->value);
	if (!source)
		return 0;
	if (e->money > 0)
		return add(l, e, source, e->money, 0, 0);
	rc = db_run(l->db, &FUND_TAKE, &changed, "iti", e->book_id, source, -e->money);
	return rc || changed == 1 ? rc : overdrawn(l, e, source);
}
