#include "ledger/records/reservations.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "ledger/journal/numbered.h"
#include "ledger/journal/stock.h"

#define RESERVATION                                                                                                    \
	"book, receipt, order_id, state, household, member, date, until, item, shop_book, shop, own, quantity, "       \
	"points, value, cash, source, actor"

SQL(RESERVATION_FIND, "SELECT " RESERVATION " FROM reservations WHERE receipt = $1 ORDER BY book");
SQL(RESERVATION_BY_ORDER, "SELECT " RESERVATION " FROM reservations WHERE book = $1 AND order_id = $2");
SQL(RESERVATION_DUE,
    "SELECT " RESERVATION " FROM reservations WHERE book = $1 AND receipt > $3 AND state = 'reserved' AND until < $2 "
    "ORDER BY receipt LIMIT 1");
SQL(RESERVATION_NEXT,
    "SELECT " RESERVATION " FROM reservations WHERE book = $1 AND receipt > $2 ORDER BY receipt LIMIT 1");
SQL(RESERVATION_NEXT_OF, "SELECT " RESERVATION " FROM reservations WHERE book = $1 AND household = $2 AND receipt > $3 "
			 "ORDER BY receipt LIMIT 1");
SQL(RESERVATION_ADD, "INSERT INTO reservations (book, receipt, order_id, state, household, member, date, until, item, "
		     "shop_book, shop, own, "
		     "quantity, points, value, cash, source, actor, at) VALUES ($1, $2, $3, 'reserved', $4, $5, $6, "
		     "$7, $8, $9, $10, $11, $12, "
		     "$13, $14, $15, $16, $17, $18)");
SQL(RESERVATION_END, "UPDATE reservations SET state = $3 WHERE book = $1 AND receipt = $2 AND state = 'reserved'");
SQL(RESERVED_POINTS, "SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) FROM reservations WHERE book = $1 AND household = $2 AND state = 'reserved'");
SQL(RESERVED_PIECES,
    "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM reservations WHERE book = $1 AND household = $2 AND state = 'reserved' AND item = $3 "
    "AND date >= $4 AND date <= $5");

static void read_row(struct ledger *l, const struct rows *r, void *to)
{
	struct reservation *out = to;

	*out = (struct reservation){.book = book_by_id(l, db_int(r, 0)),
				    .household = db_int(r, 4),
				    .shop_book = book_by_id(l, db_int(r, 9))};
	text_copy(out->receipt, sizeof out->receipt, db_text(r, 1));
	text_copy(out->order_id, sizeof out->order_id, db_text(r, 2));
	text_copy(out->state, sizeof out->state, db_text(r, 3));
	text_copy(out->member, sizeof out->member, db_text(r, 5));
	text_copy(out->date, sizeof out->date, db_text(r, 6));
	text_copy(out->until, sizeof out->until, db_text(r, 7));
	text_copy(out->item, sizeof out->item, db_text(r, 8));
	text_copy(out->shop, sizeof out->shop, db_text(r, 10));
	out->own = db_int(r, 11) != 0;
	out->quantity = db_int(r, 12);
	out->points = db_int(r, 13);
	out->value = db_int(r, 14);
	out->cash = db_int(r, 15);
	text_copy(out->source, sizeof out->source, db_text(r, 16));
	text_copy(out->actor, sizeof out->actor, db_text(r, 17));
}

int reservation_find(struct ledger *l, const struct book *book, const char *receipt, struct reservation *out, bool *found)
{
	return receipt_find(l, &RESERVATION_FIND, book, receipt, read_row, out, found);
}

/* Reads the only row of a query, if there is one, and ends the query. */
static int read_one(struct ledger *l, struct rows *r, struct reservation *out, bool *found)
{
	*found = db_next(r);
	if (*found)
		read_row(l, r, out);
	return db_end(r);
}

int reservation_by_order(struct ledger *l, const struct book *book, const char *order_id, struct reservation *out, bool *found)
{
	struct rows r;

	db_query(l->db, &r, &RESERVATION_BY_ORDER, "it", book->id, order_id);
	return read_one(l, &r, out, found);
}

int reservation_due(struct ledger *l, const struct book *book, const char *day, const char *after, struct reservation *out,
		    bool *found)
{
	struct rows r;

	db_query(l->db, &r, &RESERVATION_DUE, "itt", book->id, day, after);
	return read_one(l, &r, out, found);
}

int reservation_next(struct ledger *l, const struct book *book, const char *after, struct reservation *out, bool *found)
{
	struct rows r;

	db_query(l->db, &r, &RESERVATION_NEXT, "it", book->id, after);
	return read_one(l, &r, out, found);
}

int reservation_next_of(struct ledger *l, const struct household *h, const char *after, struct reservation *out, bool *found)
{
	struct rows r;

	db_query(l->db, &r, &RESERVATION_NEXT_OF, "iit", h->book->id, h->id, after);
	return read_one(l, &r, out, found);
}

/* Takes the goods of an own shop out of what others can have, or (sign -1) lets them go. */
static int hold(struct ledger *l, const struct reservation *r, int sign)
{
	return r->own ? stock_hold(l, r->shop_book->id, r->shop, r->item, sign * r->quantity) : 0;
}

int reservation_add(struct ledger *l, const struct reservation *r)
{
	char at[STAMP_SIZE];
	int rc = hold(l, r, 1);

	if (rc)
		return rc;
	return db_run(l->db, &RESERVATION_ADD, NULL,
		      "ittitttti"
		      "tiiiiittt",
		      r->book->id, r->receipt, r->order_id, r->household, r->member, r->date, r->until, r->item,
		      r->shop_book->id, r->shop, (int64_t)r->own, r->quantity, r->points, r->value, r->cash, r->source,
		      r->actor, stamp_format(l->now, at));
}

int reservation_end(struct ledger *l, const struct reservation *r, const char *state)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &RESERVATION_END, &changed, "itt", r->book->id, r->receipt, state);

	if (rc)
		return rc;
	if (changed != 1)
		return diag_error(l->diag, EX_REFUSED, _("receipt %s is no open reservation any more"), r->receipt);
	return hold(l, r, -1);
}

int reserved_points(struct ledger *l, const struct household *h, int64_t *out)
{
	return ledger_int(l, out, &RESERVED_POINTS, "ii", h->book->id, h->id);
}

int reserved_pieces(struct ledger *l, const struct household *h, const char *item, const char *from, const char *to,
		    int64_t *out)
{
	return ledger_int(l, out, &RESERVED_PIECES, "iittt", h->book->id, h->id, item, from, to);
}
