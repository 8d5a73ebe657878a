#include "ledger/records/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/journal/internal.h"

SQL(CLAIM_GET, "SELECT a, b, id_kind, state, date, household, member, rule, quantity, points, act, evidence, note, late, source, recorder, "
	       "reviewer, decider, reason FROM claims WHERE book = $1 AND claim = $2");
SQL(CLAIM_ANY, "SELECT 1 FROM claims WHERE book = $1 LIMIT 1");
SQL(CLAIM_BOOKS, "SELECT b.book FROM books b JOIN claims c ON c.book = b.book AND c.claim = $1 ORDER BY b.book /* scan: books are few */");
SQL(CLAIM_ADD, "INSERT INTO claims (book, claim, a, b, id_kind, state, date, household, member, rule, quantity, points, act, evidence, note, "
	       "late, source, recorder, at, reviewer, decider, decided, reason) VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, $10, "
	       "$11, $12, $13, $14, $15, $16, $17, $18, '', '', '', '')");
SQL(CLAIM_OTHER, "SELECT claim, b FROM claims WHERE book = $1 AND a = $2 AND state = 'pending'");
SQL(CLAIM_FIRST, "UPDATE claims SET reviewer = $3 WHERE book = $1 AND claim = $2 AND state = 'pending' AND reviewer = ''");
SQL(CLAIM_DECIDE, "UPDATE claims SET state = $3, decider = $4, decided = $5, reason = $6 WHERE book = $1 AND claim = $2 AND state = 'pending'");
SQL(CLAIMS_IN_STATE, "SELECT claim FROM claims WHERE book = $1 AND state = $2 ORDER BY date, claim");
SQL(CLAIMS_PENDING, "SELECT COUNT(*) FROM claims WHERE book = $1 AND state = 'pending' AND date <= $2");

void claim_row_free(struct claim_row *c)
{
	char *texts[] = {c->claim, c->state, c->date, c->member, c->rule, c->act, c->evidence,
			 c->note, c->source, c->recorder, c->reviewer, c->decider, c->reason};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	*c = (struct claim_row){0};
}

/* Whether a book has any claim at all: most have none, and then a bulk load need not ask for each event. */
static int find_claims(struct ledger *l, int64_t book, bool *any)
{
	struct held_head *h;
	int rc;

	*any = true;
	if (!l->journal)
		return 0;
	rc = journal_take(l, book, &h);
	if (rc == 0 && !h->claims_known) {
		rc = ledger_has(l, &h->claims, &CLAIM_ANY, "i", book);
		h->claims_known = rc == 0;
	}
	*any = rc == 0 && h->claims;
	return rc;
}

/* The texts are copied. */
static struct claim_row read_claim(const struct rows *r)
{
	return (struct claim_row){
		.key = {db_int(r, 0), db_int(r, 1)},
		.id_kind = (enum id_kind)db_int(r, 2),
		.state = xstrdup(db_text(r, 3)),
		.date = xstrdup(db_text(r, 4)),
		.household = db_int(r, 5),
		.member = xstrdup(db_text(r, 6)),
		.rule = xstrdup(db_text(r, 7)),
		.quantity = db_int(r, 8),
		.points = db_int(r, 9),
		.act = xstrdup(db_text(r, 10)),
		.evidence = xstrdup(db_text(r, 11)),
		.note = xstrdup(db_text(r, 12)),
		.late = db_int(r, 13) != 0,
		.source = xstrdup(db_text(r, 14)),
		.recorder = xstrdup(db_text(r, 15)),
		.reviewer = xstrdup(db_text(r, 16)),
		.decider = xstrdup(db_text(r, 17)),
		.reason = xstrdup(db_text(r, 18)),
	};
}

int claim_find(struct ledger *l, const struct book *book, const char *claim, struct claim_row *out, bool *found)
{
	struct rows r;
	int rc = find_claims(l, book->id, found);

	*out = (struct claim_row){0};
	if (rc || !*found)
		return rc;
	*found = db_one(l->db, &r, &CLAIM_GET, "it", book->id, claim);
	if (*found) {
		*out = read_claim(&r);
		out->book = book;
		out->claim = xstrdup(claim);
	}
	return db_end(&r);
}

int claim_get(struct ledger *l, const struct book *book, const char *claim, struct claim_row *out)
{
	bool found;
	int rc = claim_find(l, book, claim, out, &found);

	return rc || found ? rc : diag_error(l->diag, EX_DATAERR, _("there is no claim %s; `pts-review list` shows them"), claim);
}

int claim_find_book(struct ledger *l, const char *claim, const struct book **out)
{
	size_t found = 0;
	struct rows r;
	int rc;

	db_query(l->db, &r, &CLAIM_BOOKS, "t", claim);
	while (db_next(&r)) {
		*out = book_by_id(l, db_int(&r, 0));
		found++;
	}
	rc = db_end(&r);
	if (rc)
		return rc;
	if (found == 0)
		return diag_error(l->diag, EX_DATAERR, _("there is no claim %s; `pts-review list` shows them"), claim);
	if (found > 1)
		return diag_error(l->diag, EX_DATAERR, _("claim %s is in %zu books: name one with -b"), claim, found);
	return 0;
}

int claim_add(struct ledger *l, const struct claim_new *c)
{
	char at[STAMP_SIZE];
	struct held_head *h;
	int rc = journal_take(l, c->book->id, &h);

	if (rc)
		return rc;
	h->claims_known = h->claims = true;
	return db_run(l->db, &CLAIM_ADD, NULL, "itiiititt" "iitttittt", c->book->id, c->claim, c->key.a, c->key.b, (int64_t)c->id_kind,
			c->date, c->household, c->member, c->rule, c->quantity, c->points, c->act, c->evidence, c->note, (int64_t)c->late,
			c->source, c->recorder, stamp_format(l->now, at));
}

int claim_other(struct ledger *l, int64_t book, struct id key, char claim[static 128])
{
	struct rows r;
	bool any;
	int rc = find_claims(l, book, &any);

	claim[0] = '\0';
	if (rc || !any)
		return rc;
	db_query(l->db, &r, &CLAIM_OTHER, "ii", book, key.a);
	while (!*claim && db_next(&r))
		if (!id_same_content(db_int(&r, 1), key.b))
			snprintf(claim, 128, "%s", db_text(&r, 0));
	return db_end(&r);
}

static int changed_once(struct ledger *l, const struct claim_row *c, int rc, int64_t changed)
{
	return rc || changed == 1 ? rc : diag_error(l->diag, EX_REFUSED, _("claim %s was decided by somebody else meanwhile"), c->claim);
}

int claim_approve_first(struct ledger *l, const struct claim_row *c, const char *reviewer)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &CLAIM_FIRST, &changed, "itt", c->book->id, c->claim, reviewer);

	return changed_once(l, c, rc, changed);
}

int claim_decide(struct ledger *l, const struct claim_row *c, const char *state, const char *decider, const char *reason)
{
	char at[STAMP_SIZE];
	int64_t changed = 0;
	int rc = db_run(l->db, &CLAIM_DECIDE, &changed, "itttt" "t", c->book->id, c->claim, state, decider, stamp_format(l->now, at), reason);

	return changed_once(l, c, rc, changed);
}

int claims_each(struct ledger *l, const struct book *book, const char *state, int (*f)(void *ctx, const char *claim), void *ctx)
{
	char **ids = NULL;
	size_t n = 0;
	struct rows r;
	int rc;

	db_query(l->db, &r, &CLAIMS_IN_STATE, "it", book->id, state);
	while (db_next(&r)) {
		if ((n & (n - 1)) == 0)
			ids = xrealloc(ids, n ? 2 * n : 1, sizeof *ids);
		ids[n++] = xstrdup(db_text(&r, 0));
	}
	rc = db_end(&r);
	for (size_t i = 0; i < n; i++) {
		if (rc == 0)
			rc = f(ctx, ids[i]);
		free(ids[i]);
	}
	free(ids);
	return rc;
}

int claims_pending_until(struct ledger *l, int64_t book, const char *date, int64_t *n)
{
	return ledger_int(l, n, &CLAIMS_PENDING, "it", book, date);
}
