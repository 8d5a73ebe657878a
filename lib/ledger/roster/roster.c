#include "ledger/roster/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ledger/roster/internal.h"

#define MEMBER_COLUMNS "household, name, role, status"

enum { ASKED_MOST = 64 /* after so many of a book the others are read as well, in one go */ };

SQL(HOUSEHOLD_ENDED, "SELECT 1 FROM households WHERE book = $1 AND code = $2 AND status <> 'active'");
SQL(HOUSEHOLD_BY_CODE, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE book = $1 AND code = $2");
SQL(HOUSEHOLD_BY_ID, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE book = $1 AND household = $2");
SQL(HOUSEHOLD_ANYWHERE, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE code = $1 ORDER BY book");
SQL(HOUSEHOLDS_OF_BOOK, "SELECT " HOUSEHOLD_COLUMNS " FROM households WHERE book = $1 ORDER BY code");
SQL(MEMBER_BY_CODE, "SELECT " MEMBER_COLUMNS " FROM members WHERE book = $1 AND member = $2");
SQL(MEMBERS_OF_BOOK, "SELECT " MEMBER_COLUMNS ", member FROM members WHERE book = $1");

struct roster_state *roster_state(struct ledger *l)
{
	if (!l->roster)
		l->roster = xcalloc(1, sizeof *l->roster);
	return l->roster;
}

void roster_free(struct ledger *l)
{
	struct roster_state *s = l->roster;

	if (!s)
		return;
	for (size_t i = 0; i < s->nhouseholds; i++)
		free(s->households[i]);
	for (size_t i = 0; i < s->nmembers; i++)
		free(s->members[i]);
	free(s->households);
	free(s->members);
	index_free(&s->by_code);
	index_free(&s->by_id);
	index_free(&s->by_member);
	map_free(&s->asked);
	free(s);
	l->roster = NULL;
}

static uint32_t code_hash(int64_t book, const char *code)
{
	return index_hash_bytes(code, strlen(code), (uint64_t)book);
}

uint32_t roster_id_hash(int64_t book, int64_t id)
{
	return index_hash((uint64_t)id, (uint64_t)book);
}

static struct household *by_code(const struct roster_state *s, const struct book *book, const char *code)
{
	uint32_t hash = code_hash(book->id, code), at;
	size_t i;

	for (at = index_first(&s->by_code, hash, &i); at; at = index_next(&s->by_code, hash, &i))
		if (s->households[at - 1]->book == book && strcmp(s->households[at - 1]->code, code) == 0)
			return s->households[at - 1];
	return NULL;
}

struct household *roster_known(const struct roster_state *s, const struct book *book, uint32_t hash, int64_t id)
{
	uint32_t at;
	size_t i;

	for (at = index_first(&s->by_id, hash, &i); at; at = index_next(&s->by_id, hash, &i))
		if (s->households[at - 1]->book == book && s->households[at - 1]->id == id)
			return s->households[at - 1];
	return NULL;
}

static struct member *by_member(const struct roster_state *s, const struct book *book, const char *code)
{
	uint32_t hash = code_hash(book->id, code), at;
	size_t i;

	for (at = index_first(&s->by_member, hash, &i); at; at = index_next(&s->by_member, hash, &i))
		if (s->members[at - 1]->book == book && strcmp(s->members[at - 1]->code, code) == 0)
			return s->members[at - 1];
	return NULL;
}

bool roster_asked_often(struct ledger *l, const struct book *book, enum asked what)
{
	const int64_t key[2] = {book->id, what};

	return ++*map_put(&roster_state(l)->asked, key, sizeof key, 0, NULL) == ASKED_MOST;
}

/* Appends a text to those that lie behind a struct; returns where it stands. */
static char *put_text(char **to, const char *s, size_t n)
{
	char *at = memcpy(*to, s, n);

	*to += n;
	return at;
}

/* One piece of memory each: a bulk load waits for memory more than for anything else. */
static struct household *make_household(const struct book *book, int64_t id, const struct rows *r)
{
	const char *code = db_text(r, 2), *group = db_text(r, 3), *head = db_text(r, 4);
	size_t ncode = strlen(code) + 1, ngroup = strlen(group) + 1, nhead = strlen(head) + 1;
	struct household *h = xcalloc(1, sizeof *h + ncode + ngroup + nhead);
	char *text = (char *)(h + 1);

	h->book = book;
	h->id = id;
	h->code = put_text(&text, code, ncode);
	h->group = put_text(&text, group, ngroup);
	h->head = put_text(&text, head, nhead);
	h->active = strcmp(db_text(r, 5), "active") == 0;
	return h;
}

struct household *roster_remember(struct ledger *l, const struct rows *r)
{
	struct roster_state *s = roster_state(l);
	int64_t number = db_int(r, 0), id = db_int(r, 1);
	const struct book *book = book_by_id(l, number);
	uint32_t hash = roster_id_hash(number, id);
	struct household *h = roster_known(s, book, hash, id);

	if (h)
		return h;
	h = make_household(book, id, r);
	if (s->nhouseholds == s->rhouseholds) {
		s->rhouseholds = s->rhouseholds ? 2 * s->rhouseholds : 64;
		s->households = xrealloc(s->households, s->rhouseholds, sizeof(struct household *));
	}
	s->households[s->nhouseholds++] = h;
	index_add(&s->by_id, hash, (uint32_t)s->nhouseholds);
	index_add(&s->by_code, code_hash(number, h->code), (uint32_t)s->nhouseholds);
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
	int rc;

	db_query(l->db, &r, &HOUSEHOLD_ANYWHERE, "t", code);
	while (db_next(&r)) {
		*out = roster_remember(l, &r);
		buf_printf(&books, "%s%s", found++ ? ", " : "", (*out)->book ? (*out)->book->code : "?");
	}
	rc = db_end(&r);
	if (rc == 0 && found == 0)
		rc = not_on_roster(l, code);
	else if (rc == 0 && found > 1)
		rc = diag_error(l->diag, EX_DATAERR, _("household %s is in several books (%s): give the book"), code, buf_str(&books));
	buf_free(&books);
	return rc;
}

int roster_read_households(struct ledger *l, const struct book *book)
{
	struct rows r;

	db_query(l->db, &r, &HOUSEHOLDS_OF_BOOK, "i", book->id);
	while (db_next(&r))
		roster_remember(l, &r);
	return db_end(&r);
}

int roster_household(struct ledger *l, const struct book *book, const char *code, struct household **out)
{
	struct rows r;
	int rc;

	if (!book)
		return household_anywhere(l, code, out);
	*out = by_code(roster_state(l), book, code);
	if (*out)
		return 0;
	if (db_one(l->db, &r, &HOUSEHOLD_BY_CODE, "it", book->id, code))
		*out = roster_remember(l, &r);
	rc = db_end(&r);
	if (rc == 0 && !*out)
		rc = not_on_roster(l, code);
	return rc == 0 && roster_asked_often(l, book, ASKED_HOUSEHOLD) ? roster_read_households(l, book) : rc;
}

int roster_by_id(struct ledger *l, const struct book *book, int64_t id, struct household **out)
{
	struct rows r;
	int rc;

	*out = roster_known(roster_state(l), book, roster_id_hash(book->id, id), id);
	if (*out)
		return 0;
	if (db_one(l->db, &r, &HOUSEHOLD_BY_ID, "ii", book->id, id))
		*out = roster_remember(l, &r);
	rc = db_end(&r);
	if (rc == 0 && !*out)
		rc = diag_error(l->diag, EX_DATAERR, _("the roster of %s has lost a household that the journal knows"), book->code);
	return rc;
}

static int remember_member(struct ledger *l, const struct book *book, const char *code, int64_t household, const struct rows *r,
			   struct member **out)
{
	struct roster_state *s = roster_state(l);
	const char *name = db_text(r, 1), *role = db_text(r, 2);
	size_t ncode = strlen(code) + 1, nname = strlen(name) + 1, nrole = strlen(role) + 1;
	struct member *m = xcalloc(1, sizeof *m + ncode + nname + nrole);
	char *text = (char *)(m + 1);

	m->book = book;
	m->code = put_text(&text, code, ncode);
	m->name = put_text(&text, name, nname);
	m->role = put_text(&text, role, nrole);
	m->active = strcmp(db_text(r, 3), "active") == 0;
	if ((s->nmembers & (s->nmembers - 1)) == 0)
		s->members = xrealloc(s->members, s->nmembers ? 2 * s->nmembers : 1, sizeof(struct member *));
	s->members[s->nmembers++] = m;
	index_add(&s->by_member, code_hash(book->id, code), (uint32_t)s->nmembers);
	if (out)
		*out = m;
	return roster_by_id(l, book, household, &m->household);
}

/* Every member of a book that is not remembered yet. */
static int read_members(struct ledger *l, const struct book *book)
{
	struct rows r;
	int rc = roster_read_households(l, book);

	if (rc)
		return rc;
	db_query(l->db, &r, &MEMBERS_OF_BOOK, "i", book->id);
	while (db_next(&r)) {
		const char *code = db_text(&r, 4);
		if (!by_member(roster_state(l), book, code))
			r.rc = remember_member(l, book, code, db_int(&r, 0), &r, NULL);
	}
	return db_end(&r);
}

/* Reads a member into the roster; *out stays NULL when there is none. */
static int read_member(struct ledger *l, const struct book *book, const char *code, struct member **out)
{
	struct rows r;
	int rc;

	if (db_one(l->db, &r, &MEMBER_BY_CODE, "it", book->id, code))
		r.rc = remember_member(l, book, code, db_int(&r, 0), &r, out);
	rc = db_end(&r);
	return rc == 0 && *out && roster_asked_often(l, book, ASKED_MEMBER) ? read_members(l, book) : rc;
}

int roster_look_member(struct ledger *l, const struct book *book, const char *code, struct member **out)
{
	*out = by_member(roster_state(l), book, code);
	return *out ? 0 : read_member(l, book, code, out);
}

int roster_member(struct ledger *l, const struct book *book, const char *code, const struct household *h, struct member **out)
{
	int rc = roster_look_member(l, book, code, out);
	if (rc)
		return rc;
	if (!*out)
		return diag_error(l->diag, EX_DATAERR, _("member %s is not on the roster of %s"), code, book->code);
	if (h && (*out)->household != h)
		return diag_error(l->diag, EX_DATAERR, _("member %s belongs to household %s, not to %s"), code, (*out)->household->code,
				  h->code);
	return 0;
}

int roster_each(struct ledger *l, const struct book *book, int (*f)(void *ctx, struct household *h), void *ctx)
{
	struct household **all = NULL;
	size_t n = 0;
	struct rows r;
	int rc;

	db_query(l->db, &r, &HOUSEHOLDS_OF_BOOK, "i", book->id);
	while (db_next(&r)) {
		if ((n & (n - 1)) == 0)
			all = xrealloc(all, n ? 2 * n : 1, sizeof(struct household *));
		all[n++] = roster_remember(l, &r);
	}
	rc = db_end(&r);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = f(ctx, all[i]);
	free(all);
	return rc;
}

int roster_has_ended(struct ledger *l, const struct book *book, const char *code, bool *yes)
{
	return ledger_has(l, yes, &HOUSEHOLD_ENDED, "it", book->id, code);
}
