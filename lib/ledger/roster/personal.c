#include "ledger/roster/personal.h"

#include <stdlib.h>

#include "base/mem.h"

SQL(MEMBERS_OF_HOUSEHOLD, "SELECT member FROM members WHERE book = $1 AND household = $2 ORDER BY member");
SQL(CLAIMS_OF_HOUSEHOLD, "SELECT claim FROM claims WHERE book = $1 AND household = $2 ORDER BY date, claim");
SQL(NOTE_ERASE, "DELETE FROM notes WHERE book = $1 AND seq = $2");
SQL(CLAIM_ERASE, "UPDATE claims SET note = '', evidence = '', reason = '' WHERE book = $1 AND claim = $2 AND "
		 "state <> 'pending' AND (note <> '' OR evidence <> '' OR reason <> '')");

/* All first, so that f may ask what it likes. */
static int each(struct ledger *l, const struct sql *sql, const struct household *h,
		int (*f)(void *ctx, const char *code), void *ctx)
{
	char **all = NULL;
	size_t n = 0;
	struct rows r;
	int rc;

	db_query(l->db, &r, sql, "ii", h->book->id, h->id);
	while (db_next(&r)) {
		all = xrealloc(all, n + 1, sizeof *all);
		all[n++] = xstrdup(db_text(&r, 0));
	}
	rc = db_end(&r);
	for (size_t i = 0; i < n; i++) {
		if (rc == 0)
			rc = f(ctx, all[i]);
		free(all[i]);
	}
	free(all);
	return rc;
}

int personal_members(struct ledger *l, const struct household *h, int (*f)(void *ctx, const char *member), void *ctx)
{
	return each(l, &MEMBERS_OF_HOUSEHOLD, h, f, ctx);
}

int personal_claims(struct ledger *l, const struct household *h, int (*f)(void *ctx, const char *claim), void *ctx)
{
	return each(l, &CLAIMS_OF_HOUSEHOLD, h, f, ctx);
}

int personal_erase_claim(struct ledger *l, int64_t book, const char *claim, bool *had)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &CLAIM_ERASE, &changed, "it", book, claim);

	*had = changed > 0;
	return rc;
}

int personal_erase(struct ledger *l, int64_t book, int64_t seq, const char *id, bool *had)
{
	int64_t changed = 0;
	bool claim = false;
	int rc = db_run(l->db, &NOTE_ERASE, &changed, "ii", book, seq);

	if (rc == 0 && *id)
		rc = personal_erase_claim(l, book, id, &claim);
	*had = changed > 0 || claim;
	return rc;
}
