/* Households and members of a book, all at once: what a tally shows beside its keys. */
#include <stdlib.h>
#include <string.h>

#include "ledger/tallies.h"

SQL(LIST_HOUSEHOLDS, "SELECT household, code, head, grp, '', status FROM households WHERE book = $1 ORDER BY household");
SQL(LIST_MEMBERS, "SELECT 0, m.member, m.name, h.grp, h.code, m.status FROM members m "
		  "JOIN households h ON h.book = m.book AND h.household = m.household WHERE m.book = $1 ORDER BY m.member");

static void add(struct listing *s, const struct rows *r)
{
	struct listed *x;

	if ((s->n & (s->n - 1)) == 0)
		s->all = xrealloc(s->all, s->n ? 2 * s->n : 1, sizeof *s->all);
	x = &s->all[s->n];
	*x = (struct listed){
		.id = db_int(r, 0),
		.code = xstrdup(db_text(r, 1)),
		.name = xstrdup(db_text(r, 2)),
		.group = xstrdup(db_text(r, 3)),
		.household = xstrdup(db_text(r, 4)),
		.active = strcmp(db_text(r, 5), "active") == 0,
	};
	map_put(&s->by_code, x->code, strlen(x->code), (int64_t)s->n++, NULL);
}

static int read_all(struct ledger *l, const struct sql *sql, const struct book *book, struct listing *out)
{
	struct rows r;
	int got = -1;

	*out = (struct listing){0};
	if (db_query(l->db, &r, sql, "i", book->id) == 0)
		while ((got = db_next(&r)) == 1)
			add(out, &r);
	db_end(&r);
	return got < 0 ? ledger_fault(l) : 0;
}

int listing_households(struct ledger *l, const struct book *book, struct listing *out)
{
	return read_all(l, &LIST_HOUSEHOLDS, book, out);
}

int listing_members(struct ledger *l, const struct book *book, struct listing *out)
{
	return read_all(l, &LIST_MEMBERS, book, out);
}

const struct listed *listing_find(const struct listing *s, const char *code)
{
	const int64_t *at = map_get(&s->by_code, code, strlen(code));

	return at ? &s->all[*at] : NULL;
}

const struct listed *listing_by_id(struct listing *s, int64_t id)
{
	if (s->near >= s->n || s->all[s->near].id > id)
		s->near = 0;
	while (s->near < s->n && s->all[s->near].id < id)
		s->near++;
	return s->near < s->n && s->all[s->near].id == id ? &s->all[s->near] : NULL;
}

void listing_free(struct listing *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->all[i].code);
		free(s->all[i].name);
		free(s->all[i].group);
		free(s->all[i].household);
	}
	free(s->all);
	map_free(&s->by_code);
	*s = (struct listing){0};
}
