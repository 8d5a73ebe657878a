/* The accounts of households: their balances, and where their entries end. */
#include <stdlib.h>

#include "base/mem.h"
#include "ledger/roster/internal.h"

SQL(ACCOUNT_READ, "SELECT balance, last, lots_upto FROM accounts WHERE book = $1 AND household = $2");
SQL(ACCOUNTS_OF_BOOK, "SELECT household, balance, last, lots_upto FROM accounts WHERE book = $1");
SQL(ACCOUNT_WRITE, "INSERT INTO accounts (book, household, balance, last, lots_upto) VALUES ($1, $2, $3, $4, $5) "
		   "ON CONFLICT (book, household) DO UPDATE SET balance = excluded.balance, last = excluded.last, "
		   "lots_upto = excluded.lots_upto");

/* The accounts of a book's households that are remembered and were not asked for yet. */
static int read_accounts(struct ledger *l, const struct book *book)
{
	struct rows r;

	db_query(l->db, &r, &ACCOUNTS_OF_BOOK, "i", book->id);
	while (db_next(&r)) {
		int64_t id = db_int(&r, 0);
		struct household *h = roster_known(roster_state(l), book, roster_id_hash(book->id, id), id);
		if (!h || h->account_known)
			continue;
		h->balance = db_int(&r, 1);
		h->last = db_int(&r, 2);
		h->lots_upto = db_int(&r, 3);
		h->account_known = true;
	}
	return db_end(&r);
}

/* Whoever has no account by now has none. */
static int read_all_accounts(struct ledger *l, const struct book *book)
{
	struct roster_state *s = roster_state(l);
	int rc = roster_read_households(l, book);

	if (rc == 0)
		rc = read_accounts(l, book);
	for (size_t i = 0; rc == 0 && i < s->nhouseholds; i++)
		if (s->households[i]->book == book)
			s->households[i]->account_known = true;
	return rc;
}

int roster_account(struct ledger *l, struct household *h)
{
	struct rows r;
	int rc;

	if (h->account_known)
		return 0;
	if (db_one(l->db, &r, &ACCOUNT_READ, "ii", h->book->id, h->id)) {
		h->balance = db_int(&r, 0);
		h->last = db_int(&r, 1);
		h->lots_upto = db_int(&r, 2);
	}
	rc = db_end(&r);
	h->account_known = rc == 0;
	return rc == 0 && roster_asked_often(l, h->book, ASKED_ACCOUNT) ? read_all_accounts(l, h->book) : rc;
}

static int in_order(const void *a, const void *b)
{
	const struct household *x = *(struct household *const *)a, *y = *(struct household *const *)b;

	if (x->book->id != y->book->id)
		return x->book->id < y->book->id ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

int roster_flush(struct ledger *l)
{
	struct roster_state *s = l->roster;
	struct household **dirty;
	size_t n = 0;
	int rc = 0;

	if (!s)
		return 0;
	dirty = xcalloc(s->nhouseholds + 1, sizeof(struct household *));
	for (size_t i = 0; i < s->nhouseholds; i++)
		if (s->households[i]->account_dirty)
			dirty[n++] = s->households[i];
	qsort(dirty, n, sizeof(struct household *), in_order);
	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct household *h = dirty[i];
		rc = db_later(l->db, &ACCOUNT_WRITE, "iiiii", h->book->id, h->id, h->balance, h->last, h->lots_upto);
		dirty[i]->account_dirty = false;
	}
	free(dirty);
	return rc;
}
