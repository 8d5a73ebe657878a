/* Reading the journal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/journal/internal.h"

SQL(ENTRY_READ, "SELECT " JOURNAL_COLUMNS " FROM journal WHERE book = $1 AND seq = $2");
SQL(ENTRY_RANGE, "SELECT " JOURNAL_COLUMNS " FROM journal WHERE book = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq");
SQL(ENTRY_EACH, "SELECT " JOURNAL_COLUMNS " FROM journal WHERE book = $1 AND seq > 0 ORDER BY seq");
SQL(ENTRY_PREV, "SELECT prev FROM journal WHERE book = $1 AND seq = $2");
SQL(PERIOD_OF, "SELECT period FROM journal WHERE book = $1 AND seq = $2");
SQL(CORRECTED_BY, "SELECT by_seq FROM corrections WHERE book = $1 AND seq = $2 AND kind = $3 ORDER BY by_seq LIMIT 1");

/* A text that has its fixed length; a longer one would hash as if its end were not there. */
static bool read_fixed(const char *s, char *out, size_t size)
{
	size_t n = strnlen(s, size);

	memcpy(out, s, n < size ? n : size - 1);
	out[n < size ? n : size - 1] = '\0';
	return n < size;
}

static bool read_field(const union db_cell *c, const struct entry_field *f, struct entry *e)
{
	switch (f->type) {
	case ENTRY_TEXT:
		*entry_text(e, f) = c->t;
		return true;
	case ENTRY_CHARS:
		return read_fixed(c->t, entry_chars(e, f), f->size);
	case ENTRY_KIND:
		return kind_parse(c->t, &e->kind);
	default:
		*entry_number(e, f) = c->i;
		return true;
	}
}

/* False when no entry can be like that: somebody wrote into the journal. */
static bool read_entry(const union db_cell c[static JOURNAL_COLUMN_COUNT], const struct book *book, struct entry *e)
{
	bool ok;

	e->book = book->code;
	e->book_id = book->id;
	e->kind = KIND_EARN;
	e->prev = c[JOURNAL_PREV].i;
	ok = read_fixed(c[JOURNAL_HASH].t, e->hash, sizeof e->hash);
	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		ok &= read_field(&c[i], &entry_fields[i], e);
	return ok;
}

static int strange(struct ledger *l, const struct entry *e, const union db_cell *c)
{
	const char *name = "";
	enum kind kind;

	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		if (entry_fields[i].type == ENTRY_KIND)
			name = c[i].t;
	if (kind_parse(name, &kind))
		return diag_error(l->diag, EX_DATAERR, _("entry %s:%lld has a month, date, time or hash that is none"), e->book,
				  (long long)e->seq);
	return diag_error(l->diag, EX_DATAERR, _("entry %s:%lld is of kind `%s`, which is none"), e->book, (long long)e->seq, name);
}

/* The present row. */
static int read_row(struct ledger *l, const struct rows *r, const struct book *book, struct entry *e)
{
	union db_cell c[JOURNAL_COLUMN_COUNT];

	db_row(r, JOURNAL_TYPES, c);
	return read_entry(c, book, e) ? 0 : strange(l, e, c);
}

void journal_walk(struct ledger *l, struct journal_walk *w, const struct book *book, int64_t first, int64_t last)
{
	w->l = l;
	w->book = book;
	db_query(l->db, &w->rows, &ENTRY_RANGE, "iii", book->id, first, last ? last : INT64_MAX);
}

bool journal_next(struct journal_walk *w, struct entry *e)
{
	if (!db_next(&w->rows))
		return false;
	w->rows.rc = read_row(w->l, &w->rows, w->book, e);
	return w->rows.rc == 0;
}

int journal_walk_end(struct journal_walk *w)
{
	return db_end(&w->rows);
}

int journal_each(struct ledger *l, const struct book *book, int64_t first, int64_t last, entry_f *f, void *ctx)
{
	struct journal_walk w;
	struct entry e;

	journal_walk(l, &w, book, first, last);
	while (journal_next(&w, &e))
		w.rows.rc = f(ctx, &e);
	return journal_walk_end(&w);
}

struct journal_all {
	struct ledger *l;
	const struct book *book;
	journal_f *f;
	void *ctx;
};

static int each_entry(void *ctx, const union db_cell *cells, bool fits)
{
	const struct journal_all *j = ctx;
	struct entry e;

	if (read_entry(cells, j->book, &e))
		return j->f(j->ctx, &e, fits);
	return strange(j->l, &e, cells);
}

int journal_all(struct ledger *l, const struct book *book, journal_f *f, void *ctx)
{
	struct journal_all j = {l, book, f, ctx};

	return db_each(l->db, &ENTRY_EACH, JOURNAL_TYPES, each_entry, &j, "i", book->id);
}

static const char *keep(struct entry_store *store, const char *s)
{
	if (!*s)
		return "";
	store->text[store->n] = xstrdup(s);
	return store->text[store->n++];
}

static void keep_texts(struct entry *e, struct entry_store *store)
{
	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		if (entry_fields[i].type == ENTRY_TEXT) {
			const char **text = entry_text(e, &entry_fields[i]);
			*text = keep(store, *text);
		}
}

int journal_look(struct ledger *l, int64_t book, int64_t seq, struct entry *e, struct entry_store *store, bool *found)
{
	const struct book *b = book_by_id(l, book);
	struct rows r;

	store->n = 0;
	if (!b)
		bug("book number %lld is none", (long long)book);
	*found = db_one(l->db, &r, &ENTRY_READ, "ii", book, seq);
	if (*found) {
		r.rc = read_row(l, &r, b, e);
		keep_texts(e, store);
	}
	return db_end(&r);
}

int journal_get(struct ledger *l, int64_t book, int64_t seq, struct entry *e, struct entry_store *store)
{
	bool found;
	int rc = journal_look(l, book, seq, e, store, &found);

	if (rc == 0 && !found)
		rc = diag_error(l->diag, EX_DATAERR, _("entry %s:%lld is missing; pts-check tells more"), book_by_id(l, book)->code,
				(long long)seq);
	return rc;
}

void entry_store_free(struct entry_store *store)
{
	while (store->n > 0)
		free(store->text[--store->n]);
}

int journal_chain(struct ledger *l, struct household *h, int64_t upto, int64_t **seqs, size_t *n)
{
	int rc = roster_account(l, h);
	int64_t prev = 0;

	*seqs = NULL;
	*n = 0;
	for (int64_t seq = h->last; rc == 0 && seq > upto; seq = prev) {
		rc = ledger_int(l, &prev, &ENTRY_PREV, "ii", h->book->id, seq);
		if (rc == 0 && (prev == BLANK || prev >= seq))
			rc = diag_error(l->diag, EX_DATAERR, _("the chain of household %s breaks at %s:%lld; pts-check tells more"), h->code,
					h->book->code, (long long)seq);
		if (rc)
			break;
		if ((*n & (*n - 1)) == 0)
			*seqs = xrealloc(*seqs, *n ? 2 * *n : 1, sizeof **seqs);
		(*seqs)[(*n)++] = seq;
	}
	return rc;
}

int journal_corrected(struct ledger *l, int64_t book, int64_t seq, enum kind kind, int64_t *by)
{
	int rc = ledger_int(l, by, &CORRECTED_BY, "iit", book, seq, kind_name(kind));

	if (*by == BLANK)
		*by = 0;
	return rc;
}

int journal_period(struct ledger *l, int64_t book, int64_t seq, char month[static MONTH_SIZE])
{
	return ledger_text(l, month, MONTH_SIZE, &PERIOD_OF, "ii", book, seq);
}
