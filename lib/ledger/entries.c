/* Reading the journal. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "ledger/journal.h"

#define ENTRY_COLUMNS                                                                                                  \
	"seq, period, date, at, kind, id, household, member, role, rule, category, act, item, shop, account, quantity, score, points, "   \
	"value, cash, money, ref, corrects, source, note, actor, hash, prev"

SQL(ENTRY_READ, "SELECT " ENTRY_COLUMNS " FROM journal WHERE book = $1 AND seq = $2");
SQL(ENTRY_RANGE, "SELECT " ENTRY_COLUMNS " FROM journal WHERE book = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq");
SQL(ENTRY_PREV, "SELECT prev FROM journal WHERE book = $1 AND seq = $2");
SQL(CORRECTED_BY, "SELECT by_seq FROM corrections WHERE book = $1 AND seq = $2 AND kind = $3 ORDER BY by_seq LIMIT 1");

static void read_texts(const struct rows *r, struct entry *e)
{
	e->id = db_text(r, 5);
	e->household = db_text(r, 6);
	e->member = db_text(r, 7);
	e->role = db_text(r, 8);
	e->rule = db_text(r, 9);
	e->category = db_text(r, 10);
	e->act = db_text(r, 11);
	e->item = db_text(r, 12);
	e->shop = db_text(r, 13);
	e->account = db_text(r, 14);
	e->ref = db_text(r, 21);
	e->corrects = db_text(r, 22);
	e->source = db_text(r, 23);
	e->note = db_text(r, 24);
	e->actor = db_text(r, 25);
}

/* A text that has its fixed length; a longer one would hash as if its end were not there. */
static bool read_fixed(const struct rows *r, int col, char *out, size_t size)
{
	const char *s = db_text(r, col);
	size_t n = strnlen(s, size);

	memcpy(out, s, n < size ? n : size - 1);
	out[n < size ? n : size - 1] = '\0';
	return n < size;
}

/* False when no entry can be like that: somebody wrote into the journal. */
static bool read_entry(const struct rows *r, const struct book *book, struct entry *e)
{
	bool ok;

	*e = entry_new(KIND_EARN);
	e->book = book->code;
	e->book_id = book->id;
	e->seq = db_int(r, 0);
	ok = read_fixed(r, 1, e->period, sizeof e->period) && read_fixed(r, 2, e->date, sizeof e->date) &&
	     read_fixed(r, 3, e->at, sizeof e->at) && read_fixed(r, 26, e->hash, sizeof e->hash);
	read_texts(r, e);
	e->quantity = db_int(r, 15);
	e->score = db_int(r, 16);
	e->points = db_int(r, 17);
	e->value = db_int(r, 18);
	e->cash = db_int(r, 19);
	e->money = db_int(r, 20);
	e->prev = db_int(r, 27);
	return kind_parse(db_text(r, 4), &e->kind) && ok;
}

static int strange(struct ledger *l, const struct entry *e, const struct rows *r)
{
	enum kind kind;

	if (kind_parse(db_text(r, 4), &kind))
		return diag_error(l->diag, EX_DATAERR, _("entry %s:%lld has a month, date, time or hash that is none"), e->book,
				  (long long)e->seq);
	return diag_error(l->diag, EX_DATAERR, _("entry %s:%lld is of kind `%s`, which is none"), e->book, (long long)e->seq, db_text(r, 4));
}

int journal_walk(struct ledger *l, struct journal_walk *w, const struct book *book, int64_t first, int64_t last)
{
	w->l = l;
	w->book = book;
	if (db_query(l->db, &w->rows, &ENTRY_RANGE, "iii", book->id, first, last ? last : INT64_MAX) == 0)
		return 0;
	return ledger_fault(l);
}

int journal_next(struct journal_walk *w, struct entry *e)
{
	int got = db_next(&w->rows);

	if (got < 0)
		ledger_fault(w->l);
	if (got == 1 && !read_entry(&w->rows, w->book, e)) {
		strange(w->l, e, &w->rows);
		return -1;
	}
	return got;
}

void journal_walk_end(struct journal_walk *w)
{
	db_end(&w->rows);
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
	const char **texts[] = {&e->id, &e->household, &e->member, &e->role, &e->rule, &e->category, &e->act, &e->item,
				&e->shop, &e->account, &e->ref, &e->corrects, &e->source, &e->note, &e->actor};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = keep(store, *texts[i]);
}

int journal_get(struct ledger *l, int64_t book, int64_t seq, struct entry *e, struct entry_store *store)
{
	const struct book *b = book_by_id(l, book);
	struct rows r;
	int got;

	store->n = 0;
	if (!b)
		bug("book number %lld is none", (long long)book);
	got = db_one(l->db, &r, &ENTRY_READ, "ii", book, seq);
	if (got < 0)
		ledger_fault(l);
	if (got != 1)
		return got;
	if (!read_entry(&r, b, e)) {
		strange(l, e, &r);
		got = -1;
	}
	keep_texts(e, store);
	db_end(&r);
	return got;
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
		struct rows r;
		int got = db_one(l->db, &r, &ENTRY_PREV, "ii", h->book->id, seq);
		if (got < 0)
			return ledger_fault(l);
		if (got == 1) {
			prev = db_int(&r, 0);
			db_end(&r);
		}
		if (got == 0 || prev >= seq)
			return diag_error(l->diag, EX_DATAERR, _("the chain of household %s breaks at %s:%lld; pts-check tells more"), h->code,
					  h->book->code, (long long)seq);
		if ((*n & (*n - 1)) == 0)
			*seqs = xrealloc(*seqs, *n ? 2 * *n : 1, sizeof **seqs);
		(*seqs)[(*n)++] = seq;
	}
	return rc;
}

int64_t journal_corrected(struct ledger *l, int64_t book, int64_t seq, enum kind kind)
{
	struct rows r;
	int64_t by = 0;
	int got = db_one(l->db, &r, &CORRECTED_BY, "iit", book, seq, kind_name(kind));

	if (got < 0) {
		ledger_fault(l);
		return -1;
	}
	if (got == 1) {
		by = db_int(&r, 0);
		db_end(&r);
	}
	return by;
}
