/* Households found by a person's name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "ledger/roster/internal.h"

SQL(HOUSEHOLDS_BY_HEAD,
    "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE head IN ($1, $2, $3, $4) AND status = 'active'");
SQL(HOUSEHOLDS_BY_MEMBER, "SELECT h.book, h.household, h.code, h.grp, h.head, h.status FROM members m "
			  "JOIN households h ON h.book = m.book AND h.household = m.household "
			  "WHERE m.name IN ($1, $2, $3, $4) AND m.status = 'active' AND h.status = 'active'");
SQL(NAME_IN_HOUSEHOLD, "SELECT 1 FROM members WHERE book = $1 AND household = $2 AND name IN ($3, $4, $5, $6) "
			   "LIMIT 1");

/*
 * A name as it may stand on the roster: one of two ideographs without blanks, or with one to three of them between, any
 * other only as it is.
 */
struct spellings {
	char text[4][16];
	const char *form[4];
};

static void spell(const char *name, struct spellings *out)
{
	const char *second;
	size_t first;
	bool is_short = text_is_short_name(name, &first, &second);

	for (int i = 0; i < 4; i++) {
		snprintf(out->text[i], sizeof out->text[i], "%.*s%.*s%s", is_short ? (int)first : 0, name, i, "   ",
			 is_short ? second : "");
		out->form[i] = is_short ? out->text[i] : name;
	}
}

static bool is_spelling(const struct spellings *s, const char *name)
{
	for (int i = 0; i < 4; i++)
		if (strcmp(s->form[i], name) == 0)
			return true;
	return false;
}

/* Households that a name fits, each once. */
struct candidates {
	struct household *h[16];
	size_t n;
};

static int collect(struct ledger *l, const struct sql *sql, const struct book *book, const char *name, const char *group,
		   struct candidates *c)
{
	struct spellings s;
	struct rows r;

	spell(name, &s);
	db_query(l->db, &r, sql, "tttt", s.form[0], s.form[1], s.form[2], s.form[3]);
	while (db_next(&r)) {
		bool known = book && db_int(&r, 0) != book->id;
		if (known || (*group && strcmp(db_text(&r, 3), group) != 0))
			continue;
		struct household *h = roster_remember(l, &r);
		for (size_t i = 0; i < c->n; i++)
			known |= c->h[i] == h;
		if (!known && c->n < sizeof c->h / sizeof *c->h)
			c->h[c->n++] = h;
	}
	return db_end(&r);
}

static int by_address(const void *a, const void *b)
{
	const struct household *x = *(struct household *const *)a, *y = *(struct household *const *)b;
	int order = strcmp(x->book->code, y->book->code);

	return order ? order : strcmp(x->code, y->code);
}

static int ambiguous(struct ledger *l, const char *name, const char *group, struct candidates *c)
{
	struct buf list = {0};
	int rc;

	qsort(c->h, c->n, sizeof *c->h, by_address);
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
	struct spellings s;

	spell(name, &s);
	*out = is_spelling(&s, h->head);
	if (*out)
		return 0;
	return ledger_has(l, out, &NAME_IN_HOUSEHOLD, "iitttt", h->book->id, h->id, s.form[0], s.form[1], s.form[2], s.form[3]);
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
