#include "ledger/records/awards.h"

#include "base/mem.h"

#define COLUMNS "period, honor, household, member, seq, revoked"
SQL(AWARDS_OF_BOOK, "SELECT " COLUMNS " FROM awards WHERE book = $1 ORDER BY period, honor, household, member");
/* A member who changed household keeps what was awarded. */
SQL(AWARD_FIND, "SELECT seq, revoked FROM awards WHERE book = $1 AND period = $2 AND honor = $3 AND member = $4 "
		"AND ($4 <> '' OR household = $5)");
SQL(AWARDS_BEGUN, "SELECT 1 FROM awards WHERE book = $1 AND period = $2 AND honor = $3 LIMIT 1");
SQL(AWARD_ADD, "INSERT INTO awards (book, " COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, 0)");
SQL(AWARD_REVOKE, "UPDATE awards SET revoked = $3 WHERE book = $1 AND seq = $2");

int awards_each(struct ledger *l, const struct book *book, int (*f)(void *ctx, const struct award *a), void *ctx)
{
	struct rows r;

	db_query(l->db, &r, &AWARDS_OF_BOOK, "i", book->id);
	while (db_next(&r)) {
		const struct award a = {db_text(&r, 0), db_text(&r, 1), db_text(&r, 2),
					db_text(&r, 3), db_int(&r, 4),  db_int(&r, 5)};
		r.rc = f(ctx, &a);
	}
	return db_end(&r);
}

int award_find(struct ledger *l, const struct book *book, struct award *a)
{
	struct rows r;

	a->seq = a->revoked = 0;
	if (db_one(l->db, &r, &AWARD_FIND, "itttt", book->id, a->period, a->honor, a->member, a->household)) {
		a->seq = db_int(&r, 0);
		a->revoked = db_int(&r, 1);
	}
	return db_end(&r);
}

int awards_begun(struct ledger *l, const struct book *book, const char *period, const char *honor, bool *begun)
{
	return ledger_has(l, begun, &AWARDS_BEGUN, "itt", book->id, period, honor);
}

int award_add(struct ledger *l, const struct book *book, const struct award *a)
{
	return db_run(l->db, &AWARD_ADD, NULL, "itttti", book->id, a->period, a->honor, a->household, a->member, a->seq);
}

int award_revoke(struct ledger *l, const struct book *book, int64_t seq, int64_t by)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &AWARD_REVOKE, &changed, "iii", book->id, seq, by);

	if (rc == 0 && changed != 1)
		bug("entry %s:%lld awarded nothing that is kept", book->code, (long long)seq);
	return rc;
}
