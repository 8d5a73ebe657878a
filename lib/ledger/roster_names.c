/* Households found by a person's name. */
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "ledger/roster_state.h"

SQL(HOUSEHOLDS_BY_HEAD, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE head = $1 AND status = 'active'");
SQL(HOUSEHOLDS_BY_MEMBER, "SELECT h.book, h.household, h.code, h.grp, h.head, h.status FROM members m "
			  "JOIN households h ON h.book = m.book AND h.household = m.household "
			  "WHERE m.name = $1 AND m.status = 'active' AND h.status = 'active'");
SQL(NAME_IN_HOUSEHOLD, "SELECT 1 FROM members WHERE book = $1 AND household = $2 AND name = $3 LIMIT 1");

/* Households that a name fits, each once. */
struct candidates {
	struct household *h[16];
	size_t n;
};

static int collect(struct ledger *l, const struct sql *sql, const struct book *book, const char *name, const char *group,
		   struct candidates *c)
{
	struct rows r;
	int got = -1;

	if (db_query(l->db, &r, sql, "t", name) == 0)
		while ((got = db_next(&r)) == 1) {
			bool known = book && db_int(&r, 0) != book->id;
			if (known || (*group && strcmp(db_text(&r, 3), group) != 0))
				continue;
			struct household *h = roster_remember(l, &r);
			for (size_t i = 0; i < c->n; i++)
				known |= c->h[i] == h;
			if (!known && c->n < sizeof c->h / sizeof *c->h)
				c->h[c->n++] = h;
		}
	db_end(&r);
	return got == 0 ? 0 : ledger_fault(l);
}

static int ambiguous(struct ledger *l, const char *name, const char *group, const struct candidates *c)
{
	struct buf list = {0};
	int rc;

	for (size_t i = 0; i < c->n; i++)
		buf_printf(&list, "%s%s:%s %s", i ? ", " : "", c->h[i]->book->code, c->h[i]->code, c->h[i]->group);
	if (c->n == 0)
		rc = *group ? diag_error(l->diag, EX_DATAERR, _("nobody named %s in group %s is in an active household: give the household code"), name,
				       group)
			    : diag_error(l->diag, EX_DATAERR, _("nobody named %s is in an active household: give the household code"), name);
	else
		rc = diag_error(l->diag, EX_DATAERR, _("the name %s fits %zu households (%s): give the household code"), name, c->n,
				buf_str(&list));
	buf_free(&list);
	return rc;
}

int roster_has_name(struct ledger *l, const struct household *h, const char *name, bool *out)
{
	struct rows r;
	int got = strcmp(h->head, name) == 0 ? 1 : db_one(l->db, &r, &NAME_IN_HOUSEHOLD, "iit", h->book->id, h->id, name);

	if (got < 0)
		return ledger_fault(l);
	if (got == 1 && strcmp(h->head, name) != 0)
		db_end(&r);
	*out = got == 1;
	return 0;
}

int roster_by_name(struct ledger *l, const struct book *book, const char *name, const char *group, struct household **out)
{
	struct candidates c = {0};
	int rc = collect(l, &HOUSEHOLDS_BY_HEAD, book, name, group, &c);

	if (rc == 0)
		rc = collect(l, &HOUSEHOLDS_BY_MEMBER, book, name, group, &c);
	if (rc)
		return rc;
	if (c.n != 1)
		return ambiguous(l, name, group, &c);
	*out = c.h[0];
	return 0;
}
