#include "ledger/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "ledger/roster_state.h"

#define HOUSEHOLD_COLUMNS "book, household, code, grp, head, status"

SQL(HOUSEHOLD_BY_CODE, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE book = $1 AND code = $2");
SQL(HOUSEHOLD_BY_ID, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE book = $1 AND household = $2");
SQL(HOUSEHOLD_ANYWHERE, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE code = $1 ORDER BY book");
SQL(HOUSEHOLDS_OF_BOOK, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE book = $1 ORDER BY code");
SQL(HOUSEHOLDS_BY_HEAD, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE head = $1 AND status = 'active'");
SQL(HOUSEHOLDS_BY_MEMBER, "SELECT h.book, h.household, h.code, h.grp, h.head, h.status FROM members m "
			  "JOIN households h ON h.book = m.book AND h.household = m.household "
			  "WHERE m.name = $1 AND m.status = 'active' AND h.status = 'active'");
SQL(NAME_IN_HOUSEHOLD, "SELECT 1 FROM members WHERE book = $1 AND household = $2 AND name = $3 LIMIT 1");
SQL(MEMBER_BY_CODE, "SELECT household, name, role, status FROM members WHERE book = $1 AND member = $2");
SQL(ACCOUNT_READ, "SELECT balance, last, lots_upto FROM accounts WHERE book = $1 AND household = $2");
SQL(ACCOUNT_WRITE, "INSERT INTO accounts (book, household, balance, last, lots_upto) VALUES ($1, $2, $3, $4, $5) "
		   "ON CONFLICT (book, household) DO UPDATE SET balance = excluded.balance, last = excluded.last, "
		   "lots_upto = excluded.lots_upto");

static struct roster_state *state(struct ledger *l)
{
	if (!l->roster)
		l->roster = xcalloc(1, sizeof *l->roster);
	return l->roster;
}

static void free_household(struct household *h)
{
	free(h->code);
	free(h->group);
	free(h->head);
	free(h);
}

void roster_free(struct ledger *l)
{
	struct roster_state *s = l->roster;

	if (!s)
		return;
	for (size_t i = 0; i < s->nhouseholds; i++)
		free_household(s->households[i]);
	for (size_t i = 0; i < s->nmembers; i++) {
		free(s->members[i]->code);
		free(s->members[i]->name);
		free(s->members[i]->role);
		free(s->members[i]);
	}
	free(s->households);
	free(s->members);
	map_free(&s->by_code);
	map_free(&s->by_id);
	map_free(&s->by_member);
	free(s);
	l->roster = NULL;
}

/* The key of a code within a book: the book's number, then the code. */
static size_t code_key(char key[static 96], int64_t book, const char *code)
{
	size_t n = strnlen(code, 80);

	memcpy(key, &book, sizeof book);
	memcpy(key + sizeof book, code, n);
	return sizeof book + n;
}

struct id_key {
	int64_t book, id;
};

static struct household *remember(struct ledger *l, const struct rows *r)
{
	struct roster_state *s = state(l);
	struct id_key id = {db_int(r, 0), db_int(r, 1)};
	struct household *h;
	char key[96];
	bool added;
	int64_t *place = map_put(&s->by_id, &id, sizeof id, (int64_t)s->nhouseholds, &added);

	if (!added)
		return s->households[*place];
	h = xcalloc(1, sizeof *h);
	h->book = book_by_id(l, id.book);
	h->id = id.id;
	h->code = xstrdup(db_text(r, 2));
	h->group = xstrdup(db_text(r, 3));
	h->head = xstrdup(db_text(r, 4));
	h->active = strcmp(db_text(r, 5), "active") == 0;
	if (s->nhouseholds == s->rhouseholds) {
		s->rhouseholds = s->rhouseholds ? 2 * s->rhouseholds : 64;
		s->households = xrealloc(s->households, s->rhouseholds, sizeof(struct household *));
	}
	s->households[s->nhouseholds] = h;
	map_put(&s->by_code, key, code_key(key, id.book, h->code), (int64_t)s->nhouseholds, NULL);
	s->nhouseholds++;
	return h;
}

static int not_on_roster(struct ledger *l, const char *code)
{
	return diag_error(l->diag, EX_DATAERR, _("household %s is not on the roster"), code);
}

static int household_anywhere(struct ledger *l, const char *code, struct household **out)
{
	struct buf books = {0};
	size_t found = 0;
	struct rows r;
	int got = -1, rc = 0;

	if (db_query(l->db, &r, &HOUSEHOLD_ANYWHERE, "t", code) == 0)
		while ((got = db_next(&r)) == 1) {
			*out = remember(l, &r);
			buf_printf(&books, "%s%s", found++ ? ", " : "", (*out)->book ? (*out)->book->code : "?");
		}
	db_end(&r);
	if (got < 0)
		rc = ledger_fault(l);
	else if (found == 0)
		rc = not_on_roster(l, code);
	else if (found > 1)
		rc = diag_error(l->diag, EX_DATAERR, _("household %s is in several books (%s): give the book"), code, buf_str(&books));
	buf_free(&books);
	return rc;
}

int roster_household(struct ledger *l, const struct book *book, const char *code, struct household **out)
{
	char key[96];
	int64_t *place;
	struct rows r;
	int got;

	if (!book)
		return household_anywhere(l, code, out);
	place = map_get(&state(l)->by_code, key, code_key(key, book->id, code));
	if (place) {
		*out = state(l)->households[*place];
		return 0;
	}
	got = db_one(l->db, &r, &HOUSEHOLD_BY_CODE, "it", book->id, code);
	if (got < 0)
		return ledger_fault(l);
	if (got == 0)
		return not_on_roster(l, code);
	*out = remember(l, &r);
	db_end(&r);
	return 0;
}

int roster_by_id(struct ledger *l, const struct book *book, int64_t id, struct household **out)
{
	struct id_key key = {book->id, id};
	int64_t *place = map_get(&state(l)->by_id, &key, sizeof key);
	struct rows r;
	int got;

	if (place) {
		*out = state(l)->households[*place];
		return 0;
	}
	got = db_one(l->db, &r, &HOUSEHOLD_BY_ID, "ii", book->id, id);
	if (got < 0)
		return ledger_fault(l);
	if (got == 0)
		return diag_error(l->diag, EX_DATAERR, _("the roster of %s has lost a household that the journal knows"), book->code);
	*out = remember(l, &r);
	db_end(&r);
	return 0;
}

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
			struct household *h = remember(l, &r);
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

/* Reads a member into the roster; *out stays NULL when there is none. */
static int read_member(struct ledger *l, const struct book *book, const char *code, struct member **out)
{
	struct roster_state *s = state(l);
	struct household *h = NULL;
	struct member *m;
	struct rows r;
	char key[96];
	int64_t id;
	int rc, got = db_one(l->db, &r, &MEMBER_BY_CODE, "it", book->id, code);

	if (got < 0)
		return ledger_fault(l);
	if (got == 0)
		return 0;
	id = db_int(&r, 0);
	m = xcalloc(1, sizeof *m);
	*m = (struct member){.book = book, .code = xstrdup(code), .name = xstrdup(db_text(&r, 1)), .role = xstrdup(db_text(&r, 2)),
			     .active = strcmp(db_text(&r, 3), "active") == 0};
	db_end(&r);
	s->members = xrealloc(s->members, s->nmembers + 1, sizeof(struct member *));
	map_put(&s->by_member, key, code_key(key, book->id, code), (int64_t)s->nmembers, NULL);
	s->members[s->nmembers++] = m;
	rc = roster_by_id(l, book, id, &h);
	m->household = h;
	*out = m;
	return rc;
}

static int find_member(struct ledger *l, const struct book *book, const char *code, struct member **out)
{
	char key[96];
	const int64_t *place = map_get(&state(l)->by_member, key, code_key(key, book->id, code));

	*out = place ? state(l)->members[*place] : NULL;
	return place ? 0 : read_member(l, book, code, out);
}

bool roster_has_member(struct ledger *l, const struct book *book, const char *code, struct member **out)
{
	return find_member(l, book, code, out) == 0 && *out;
}

int roster_member(struct ledger *l, const struct book *book, const char *code, const struct household *h, struct member **out)
{
	int rc = find_member(l, book, code, out);

	if (rc)
		return rc;
	if (!*out)
		return diag_error(l->diag, EX_DATAERR, _("member %s is not on the roster of %s"), code, book->code);
	if (h && (*out)->household != h)
		return diag_error(l->diag, EX_DATAERR, _("member %s belongs to household %s, not to %s"), code, (*out)->household->code,
				  h->code);
	return 0;
}

int roster_account(struct ledger *l, struct household *h)
{
	struct rows r;
	int got;

	if (h->account_known)
		return 0;
	got = db_one(l->db, &r, &ACCOUNT_READ, "ii", h->book->id, h->id);
	if (got < 0)
		return ledger_fault(l);
	if (got == 1) {
		h->balance = db_int(&r, 0);
		h->last = db_int(&r, 1);
		h->lots_upto = db_int(&r, 2);
		db_end(&r);
	}
	h->account_known = true;
	return 0;
}

static int by_key(const void *a, const void *b)
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
	qsort(dirty, n, sizeof(struct household *), by_key);
	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct household *h = dirty[i];
		if (db_run(l->db, &ACCOUNT_WRITE, NULL, "iiiii", h->book->id, h->id, h->balance, h->last, h->lots_upto) != 0)
			rc = ledger_fault(l);
		dirty[i]->account_dirty = false;
	}
	free(dirty);
	return rc;
}

int roster_each(struct ledger *l, const struct book *book, int (*f)(void *ctx, struct household *h), void *ctx)
{
	struct household **all = NULL;
	size_t n = 0;
	struct rows r;
	int got = -1, rc = 0;

	if (db_query(l->db, &r, &HOUSEHOLDS_OF_BOOK, "i", book->id) == 0)
		while ((got = db_next(&r)) == 1) {
			if ((n & (n - 1)) == 0)
				all = xrealloc(all, n ? 2 * n : 1, sizeof(struct household *));
			all[n++] = remember(l, &r);
		}
	db_end(&r);
	if (got < 0)
		rc = ledger_fault(l);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = f(ctx, all[i]);
	free(all);
	return rc;
}
