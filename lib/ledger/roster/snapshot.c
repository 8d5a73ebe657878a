#include "ledger/roster/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

SQL(ROLL_HOUSEHOLDS,
    "SELECT household, code, head, grp, '', status FROM households WHERE book = $1 ORDER BY household");
SQL(ROLL_MEMBERS,
    "SELECT 0, m.member, m.name, h.grp, h.code, m.status FROM members m "
    "JOIN households h ON h.book = m.book AND h.household = m.household WHERE m.book = $1 ORDER BY m.member");

enum { TEXTS = 4 };

/* All texts of a row in one piece: there are tens of thousands of rows. The piece is freed by its first text. */
static void copy_texts(const struct rows *r, char *out[TEXTS])
{
	size_t len[TEXTS], total = 0;

	for (int i = 0; i < TEXTS; i++)
		total += len[i] = strlen(db_text(r, i + 1)) + 1;
	out[0] = xrealloc(NULL, total, 1);
	for (int i = 0; i < TEXTS; i++) {
		memcpy(out[i], db_text(r, i + 1), len[i]);
		if (i + 1 < TEXTS)
			out[i + 1] = out[i] + len[i];
	}
}

static void add(struct roll *s, const struct rows *r)
{
	char *text[TEXTS];

	if ((s->n & (s->n - 1)) == 0)
		s->all = xrealloc(s->all, s->n ? 2 * s->n : 1, sizeof *s->all);
	copy_texts(r, text);
	s->all[s->n] =
		(struct roll_line){db_int(r, 0), text[0], text[1], text[2], text[3], strcmp(db_text(r, 5), "active") == 0};
	map_put(&s->by_code, text[0], strlen(text[0]), (int64_t)s->n++, NULL);
}

static int read_all(struct ledger *l, const struct sql *sql, const struct book *book, struct roll *out)
{
	struct rows r;

	*out = (struct roll){0};
	db_query(l->db, &r, sql, "i", book->id);
	while (db_next(&r))
		add(out, &r);
	return db_end(&r);
}

int roll_households(struct ledger *l, const struct book *book, struct roll *out)
{
	return read_all(l, &ROLL_HOUSEHOLDS, book, out);
}

int roll_members(struct ledger *l, const struct book *book, struct roll *out)
{
	return read_all(l, &ROLL_MEMBERS, book, out);
}

const struct roll_line *roll_find(const struct roll *s, const char *code)
{
	const int64_t *at = map_get(&s->by_code, code, strlen(code));

	return at ? &s->all[*at] : NULL;
}

const struct roll_line *roll_by_id(struct roll *s, int64_t id)
{
	if (s->near >= s->n || s->all[s->near].id > id)
		s->near = 0;
	while (s->near < s->n && s->all[s->near].id < id)
		s->near++;
	return s->near < s->n && s->all[s->near].id == id ? &s->all[s->near] : NULL;
}

void roll_free(struct roll *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->all[i].code);
	free(s->all);
	map_free(&s->by_code);
	*s = (struct roll){0};
}
