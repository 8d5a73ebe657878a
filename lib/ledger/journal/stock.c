#include "ledger/journal/stock.h"

#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/cost.h"

SQL(STOCK_ADD, "INSERT INTO stock (book, shop, item, quantity) VALUES ($1, $2, $3, $4) "
	       "ON CONFLICT (book, shop, item) DO UPDATE SET quantity = stock.quantity + excluded.quantity");
SQL(STOCK_TAKE, "UPDATE stock SET quantity = quantity + $4 WHERE book = $1 AND shop = $2 AND item = $3 "
		"AND quantity - held + $4 >= 0");
SQL(STOCK_LESS,
    "UPDATE stock SET quantity = quantity + $4 WHERE book = $1 AND shop = $2 AND item = $3 AND quantity + $4 >= 0");
SQL(STOCK_HOLD, "UPDATE stock SET held = held + $4 WHERE book = $1 AND shop = $2 AND item = $3 AND held + $4 >= 0 AND "
		"quantity - held - $4 >= 0");
SQL(STOCK_READ, "SELECT quantity, held, value FROM stock WHERE book = $1 AND shop = $2 AND item = $3");
SQL(STOCK_VALUE, "UPDATE stock SET value = value + $4 WHERE book = $1 AND shop = $2 AND item = $3");
SQL(STOCK_WORTH, "SELECT CAST(COALESCE(SUM(value), 0) AS BIGINT) FROM stock WHERE book = $1");
SQL(STOCK_SINCE, "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM journal WHERE book = $1 AND shop = $2 AND "
		 "item = $3 AND date > $4 AND "
		 "(kind = 'stock' OR (kind IN ('redeem', 'refund') AND act = ''))");
SQL(COST_ADD, "INSERT INTO stock_costs (book, seq, cost) VALUES ($1, $2, $3)");
SQL(COST_READ, "SELECT cost FROM stock_costs WHERE book = $1 AND seq = $2");

int stock_read(struct ledger *l, int64_t book, const char *shop, const char *item, struct shelf *out)
{
	struct rows r;

	*out = (struct shelf){0};
	if (db_one(l->db, &r, &STOCK_READ, "itt", book, shop, item))
		*out = (struct shelf){db_int(&r, 0), db_int(&r, 1), db_int(&r, 2)};
	return db_end(&r);
}

static int short_of(struct ledger *l, int64_t book, const char *shop, const char *item, int64_t quantity)
{
	char has[DEC_SIZE], held[DEC_SIZE], needs[DEC_SIZE];
	struct shelf there;
	int rc = stock_read(l, book, shop, item, &there);

	if (rc)
		return rc;
	if (there.held > 0)
		return diag_error(l->diag, EX_REFUSED,
				  _("item %s at shop %s: stock %s, %s of them held for others, needs %s"), item, shop,
				  dec_human(there.quantity, has), dec_human(there.held, held),
				  dec_human(quantity, needs));
	return diag_error(l->diag, EX_REFUSED, _("item %s at shop %s: stock %s, needs %s"), item, shop,
			  dec_human(there.quantity, has), dec_human(quantity, needs));
}

int stock_has(struct ledger *l, int64_t book, const char *shop, const char *item, int64_t quantity)
{
	struct shelf there;
	int rc = stock_read(l, book, shop, item, &there);

	if (rc || there.quantity - there.held >= quantity)
		return rc;
	return short_of(l, book, shop, item, quantity);
}

int stock_hold(struct ledger *l, int64_t book, const char *shop, const char *item, int64_t quantity)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &STOCK_HOLD, &changed, "itti", book, shop, item, quantity);

	if (rc)
		return rc;
	if (changed != 1 && quantity < 0)
		return diag_error(l->diag, EX_DATAERR,
				  _("item %s at shop %s: fewer are held than are let go of; pts-check tells more"),
				  item, shop);
	return changed == 1 ? 0 : short_of(l, book, shop, item, quantity);
}

int stock_since(struct ledger *l, int64_t book, const char *shop, const char *item, const char *date, int64_t *quantity)
{
	return ledger_int(l, quantity, &STOCK_SINCE, "ittt", book, shop, item, date);
}

int stock_worth(struct ledger *l, int64_t book, int64_t *value)
{
	return ledger_int(l, value, &STOCK_WORTH, "i", book);
}

int stock_cost(struct ledger *l, int64_t book, int64_t seq, int64_t *cost)
{
	int rc = ledger_int(l, cost, &COST_READ, "ii", book, seq);

	if (*cost == BLANK)
		*cost = 0;
	return rc;
}

int stock_room(struct ledger *l, int64_t book, const char *shop, const char *item, int64_t quantity, int64_t value)
{
	struct shelf there;
	int64_t sum;
	int rc = stock_read(l, book, shop, item, &there);

	if (rc || (dec_add(there.quantity, quantity, &sum) && dec_add(there.value, value, &sum)))
		return rc;
	return diag_error(l->diag, EX_DATAERR, _("the stock of %s would grow beyond what can be counted"), item);
}

static int add(struct ledger *l, const struct entry *e)
{
	int64_t value = e->kind == KIND_STOCK && e->value != BLANK ? e->value : 0;
	int rc = stock_room(l, e->book_id, e->shop, e->item, e->quantity, value);

	return rc ? rc : db_run(l->db, &STOCK_ADD, NULL, "itti", e->book_id, e->shop, e->item, e->quantity);
}

int stock_move(struct ledger *l, const struct entry *e)
{
	int64_t changed = 0;
	int rc;

	if (!entry_moves_goods(e))
		return 0;
	if (e->quantity > 0)
		return add(l, e);
	/* What a count finds missing or what has gone bad is gone, also when somebody had it put aside. */
	rc = db_run(l->db, e->kind == KIND_STOCK ? &STOCK_LESS : &STOCK_TAKE, &changed, "itti", e->book_id, e->shop, e->item,
		    e->quantity);
	return rc || changed == 1 ? rc : short_of(l, e->book_id, e->shop, e->item, -e->quantity);
}

/* What redeemed goods take along (below 0) or bring back. */
static int redeemed_value(struct ledger *l, const struct entry *e, int64_t *change)
{
	struct shelf after;
	char code[128];
	int64_t seq, cost;
	int rc;

	if (e->kind == KIND_REFUND) {
		rc = address_parse(e->corrects, code, sizeof code, &seq) ? stock_cost(l, e->book_id, seq, change) : 0;
		return rc;
	}
	rc = stock_read(l, e->book_id, e->shop, e->item, &after);
	if (rc == 0 && !cost_of(after.quantity - e->quantity, after.value, -e->quantity, &cost))
		rc = diag_error(l->diag, EX_DATAERR, _("the stock of %s is worth more than can be counted"), e->item);
	if (rc == 0)
		*change = -cost;
	return rc;
}

int stock_settle(struct ledger *l, const struct entry *e)
{
	int64_t change = e->value == BLANK ? 0 : e->value;
	int rc = 0;

	if (!entry_moves_goods(e))
		return 0;
	if (e->kind != KIND_STOCK) {
		change = 0;
		rc = redeemed_value(l, e, &change);
		if (rc == 0)
			rc = db_run(l->db, &COST_ADD, NULL, "iii", e->book_id, e->seq, -change);
	}
	if (rc == 0 && change != 0)
		rc = db_run(l->db, &STOCK_VALUE, NULL, "itti", e->book_id, e->shop, e->item, change);
	return rc;
}
