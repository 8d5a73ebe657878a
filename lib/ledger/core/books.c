/* Books and the settings in force for them: few, in memory. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "domain/entry.h"
#include "domain/settings.h"
#include "ledger/core/core.h"

const struct book *book_by_id(const struct ledger *l, int64_t id)
{
	for (size_t i = 0; i < l->nbooks; i++)
		if (l->books[i].id == id)
			return &l->books[i];
	return NULL;
}

static int by_code(const void *code, const void *book)
{
	return strcmp(code, ((const struct book *)book)->code);
}

static const struct book *book_named(const struct ledger *l, const char *s)
{
	const struct book *named = NULL;
	size_t names = 0;

	for (size_t i = 0; i < l->nbooks; i++)
		if (strcmp(l->books[i].name, s) == 0) {
			named = &l->books[i];
			names++;
		}
	return names == 1 ? named : NULL;
}

const struct book *book_lookup(const struct ledger *l, const char *s)
{
	const struct book *b = l->nbooks ? bsearch(s, l->books, l->nbooks, sizeof *l->books, by_code) : NULL;

	db_check_guard(l->db, "looking for a book");
	return b ? b : book_named(l, s);
}

int book_find(struct ledger *l, const char *s, const struct book **out)
{
	*out = book_lookup(l, s);
	if (!*out)
		return diag_error(l->diag, EX_DATAERR, _("book %s is not in the ledger; `pts-list books` shows them"), s);
	return 0;
}

const struct book *book_at(const struct ledger *l, const char *address, int64_t *seq)
{
	char code[128];

	return address_parse(address, code, sizeof code, seq) ? book_lookup(l, code) : NULL;
}

bool book_within(const struct ledger *l, const struct book *book, const struct book *above)
{
	return !above || book_distance(l, book->id, above->id) >= 0;
}

int books_within(const struct ledger *l, const struct book *above, book_f *f, void *ctx)
{
	int rc = 0;

	for (size_t i = 0; i < l->nbooks && rc == 0; i++)
		if (book_within(l, &l->books[i], above))
			rc = f(ctx, &l->books[i]);
	return rc;
}

int books_each(struct ledger *l, const char *named, book_f *f, void *ctx)
{
	const struct book *above = NULL;
	int rc = named ? book_find(l, named, &above) : 0;

	return rc ? rc : books_within(l, above, f, ctx);
}

int book_distance(const struct ledger *l, int64_t book, int64_t row)
{
	if (row == 0)
		return 99;
	for (int steps = 0; book > 0 && steps < 99; steps++) {
		const struct book *b = book_by_id(l, book);
		if (book == row)
			return steps;
		book = b ? b->parent : 0;
	}
	return -1;
}

const char *setting_given(const struct ledger *l, int64_t book, const char *key)
{
	const char *best = NULL;
	int nearest = 100;

	db_check_guard(l->db, "reading a setting");
	for (size_t i = 0; i < l->nsettings; i++) {
		int far;
		if (strcmp(l->settings[i].key, key) != 0)
			continue;
		far = book_distance(l, book, l->settings[i].book);
		if (far >= 0 && far < nearest) {
			nearest = far;
			best = l->settings[i].value;
		}
	}
	return best;
}

const char *setting_get(const struct ledger *l, int64_t book, const char *key)
{
	const char *given = setting_given(l, book, key);

	return given ? given : setting_default(key);
}
