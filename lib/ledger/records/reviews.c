#include "ledger/records/reviews.h"

#include "base/date.h"

SQL(REVIEWS_DECIDED, "SELECT at, decided FROM claims WHERE book = $1 AND state = $2 AND date >= $3 AND date <= $4");

static int add(struct ledger *l, const struct book *book, const char *state, const char *from, const char *to,
	       int64_t *claims, int64_t *seconds)
{
	struct rows r;
	int64_t at, decided;

	db_query(l->db, &r, &REVIEWS_DECIDED, "ittt", book->id, state, from, to);
	while (db_next(&r)) {
		if (!stamp_parse(db_text(&r, 0), &at) || !stamp_parse(db_text(&r, 1), &decided))
			continue;
		++*claims;
		*seconds += decided - at;
	}
	return db_end(&r);
}

int reviews_took(struct ledger *l, const struct book *book, const char *from, const char *to, int64_t *claims,
		 int64_t *seconds)
{
	int rc = add(l, book, "approved", from, to, claims, seconds);

	return rc ? rc : add(l, book, "rejected", from, to, claims, seconds);
}
