/* A version of a rule by which something was scored may change its title and its end only. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/load/internal.h"
#include "ledger/journal/queries.h"

/* A version as it was before this load: `book` 0 is every book. */
struct version {
	int64_t book;
	char *rule;
	char from[DATE_SIZE], until[DATE_SIZE];
};

struct scored {
	int64_t book;
	char *rule;
	char date[DATE_SIZE];
};

struct rule_versions {
	struct version *versions;
	size_t nversions;
	struct scored *scored;
	size_t nscored, room;
	bool read; /* the journal was asked */
};

static void copy_date(char to[static DATE_SIZE], const char *s)
{
	size_t n = strnlen(s, DATE_SIZE - 1);

	memcpy(to, s, n);
	to[n] = '\0';
}

static int keep_version(void *ctx, int64_t book, const char *const *cells)
{
	struct rule_versions *f = ctx;
	const struct table *t = table_find("rules");
	struct version *v;

	f->versions = xrealloc(f->versions, f->nversions + 1, sizeof *f->versions);
	v = &f->versions[f->nversions++];
	v->book = book;
	v->rule = xstrdup(cells[table_field(t, "rule")]);
	copy_date(v->from, cells[table_field(t, "valid_from")]);
	copy_date(v->until, cells[table_field(t, "valid_until")]);
	return 0;
}

int versions_take(struct loading *ld)
{
	versions_free(ld->versions);
	ld->versions = xcalloc(1, sizeof *ld->versions);
	return table_each(ld->l, ld->table, keep_version, ld->versions);
}

void versions_free(struct rule_versions *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->nversions; i++)
		free(f->versions[i].rule);
	for (size_t i = 0; i < f->nscored; i++)
		free(f->scored[i].rule);
	free(f->versions);
	free(f->scored);
	free(f);
}

static int read_scored(struct ledger *l, struct rule_versions *f)
{
	struct rows r;
	int got = 0, rc = f->read ? 0 : query_scored(l, &r);

	if (f->read || rc)
		return rc;
	while ((got = db_next(&r)) == 1) {
		if (f->nscored == f->room) {
			f->room = f->room ? 2 * f->room : 256;
			f->scored = xrealloc(f->scored, f->room, sizeof *f->scored);
		}
		f->scored[f->nscored].book = db_int(&r, 0);
		f->scored[f->nscored].rule = xstrdup(db_text(&r, 1));
		copy_date(f->scored[f->nscored++].date, db_text(&r, 2));
	}
	db_end(&r);
	f->read = got == 0;
	return got < 0 ? ledger_fault(l) : 0;
}

static bool valid_on(const char *from, const char *until, const char *date)
{
	return strcmp(from, date) <= 0 && (!*until || strcmp(date, until) <= 0);
}

/* Whether a nearer book's version scored that deed instead. */
static bool nearer(const struct ledger *l, const struct rule_versions *f, const struct scored *s, int far)
{
	for (size_t i = 0; i < f->nversions; i++) {
		const struct version *v = &f->versions[i];
		int d = strcmp(v->rule, s->rule) == 0 && valid_on(v->from, v->until, s->date)
				? book_distance(l, s->book, v->book)
				: -1;
		if (d >= 0 && d < far)
			return true;
	}
	return false;
}

static const struct scored *first_scored(const struct loading *ld, const char *const *old)
{
	const struct table *t = ld->table;
	const char *rule = old[table_field(t, "rule")], *from = old[table_field(t, "valid_from")];
	const char *until = old[table_field(t, "valid_until")];
	const struct book *book = *old[0] ? book_lookup(ld->l, old[0]) : NULL;

	for (size_t i = 0; i < ld->versions->nscored; i++) {
		const struct scored *s = &ld->versions->scored[i];
		int far;
		if (strcmp(s->rule, rule) != 0 || !valid_on(from, until, s->date))
			continue;
		far = book_distance(ld->l, s->book, book ? book->id : 0);
		if (far >= 0 && !nearer(ld->l, ld->versions, s, far))
			return s;
	}
	return NULL;
}

/* The first column whose change would give what was scored other figures, NULL: none. */
static const char *fixed_column(const struct table *t, const char *const *old, const char *const *cells)
{
	for (size_t i = 0; i < t->n; i++) {
		const char *name = t->fields[i].name;
		if (strcmp(name, "title") != 0 && strcmp(name, "valid_until") != 0 && strcmp(old[i], cells[i]) != 0)
			return name;
	}
	return NULL;
}

int versions_check(struct loading *ld, const char *const *old, const char *const *cells)
{
	const char *column = old ? fixed_column(ld->table, old, cells) : NULL;
	const struct scored *s;
	int rc = column ? read_scored(ld->l, ld->versions) : 0;

	if (!column || rc)
		return rc;
	s = first_scored(ld, old);
	if (!s)
		return 0;
	return diag_error(
		ld->job->diag, EX_DATAERR,
		_("rule %s scored a deed of %s in %s: its %s stays; new figures need a row with a new valid_from"),
		s->rule, s->date, book_by_id(ld->l, s->book)->code, column);
}
