/* Reading the journal. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/journal/journal.h"

#define ENTRY_COLUMNS                                                                                                  \
	"seq, period, date, at, kind, id, household, member, role, rule, category, act, item, shop, account, quantity, score, points, "   \
	"value, cash, money, ref, corrects, source, note, actor, hash, prev"

SQL(ENTRY_READ, "SELECT " ENTRY_COLUMNS " FROM journal WHERE book = $1 AND seq = $2");
SQL(ENTRY_RANGE, "SELECT " ENTRY_COLUMNS " FROM journal WHERE book = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq");
SQL(ENTRY_EACH, "SELECT " ENTRY_COLUMNS " FROM journal WHERE book = $1 AND seq > 0 ORDER BY seq");
SQL(ENTRY_PREV, "SELECT prev FROM journal WHERE book = $1 AND seq = $2");
SQL(CORRECTED_BY, "SELECT by_seq FROM corrections WHERE book = $1 AND seq = $2 AND kind = $3 ORDER BY by_seq LIMIT 1");

/* The columns in this order. */
enum {
	SEQ, PERIOD, DATE, AT, KIND, ID, HOUSEHOLD, MEMBER, ROLE, RULE, CATEGORY, ACT, ITEM, SHOP, ACCOUNT,
	QUANTITY, SCORE, POINTS, VALUE, CASH, MONEY,
	REF, CORRECTS, SOURCE, NOTE, ACTOR, HASH,
	PREV, COLUMNS
};
static const char column_types[COLUMNS + 1] = "ntttttttttttttt" "inniii" "tttttt" "n";

/* A text that has its fixed length; a longer one would hash as if its end were not there. */
static bool read_fixed(const char *s, char *out, size_t size)
{
	size_t n = strnlen(s, size);

	memcpy(out, s, n < size ? n : size - 1);
	out[n < size ? n : size - 1] = '\0';
	return n < size;
}

/* False when no entry can be like that: somebody wrote into the journal. */
static bool read_entry(const union db_cell c[static COLUMNS], const struct book *book, struct entry *e)
{
	bool ok;

	*e = (struct entry){
		.book = book->code, .book_id = book->id, .seq = c[SEQ].i, .kind = KIND_EARN, .id = c[ID].t, .household = c[HOUSEHOLD].t,
		.member = c[MEMBER].t, .role = c[ROLE].t, .rule = c[RULE].t, .category = c[CATEGORY].t, .act = c[ACT].t, .item = c[ITEM].t,
		.shop = c[SHOP].t, .account = c[ACCOUNT].t, .quantity = c[QUANTITY].i, .score = c[SCORE].i, .points = c[POINTS].i,
		.value = c[VALUE].i, .cash = c[CASH].i, .money = c[MONEY].i, .ref = c[REF].t, .corrects = c[CORRECTS].t,
		.source = c[SOURCE].t, .note = c[NOTE].t, .actor = c[ACTOR].t, .prev = c[PREV].i,
	};
	ok = read_fixed(c[PERIOD].t, e->period, sizeof e->period) && read_fixed(c[DATE].t, e->date, sizeof e->date) &&
	     read_fixed(c[AT].t, e->at, sizeof e->at) && read_fixed(c[HASH].t, e->hash, sizeof e->hash);
	return kind_parse(c[KIND].t, &e->kind) && ok;
}

static int strange(struct ledger *l, const struct entry *e, const char *name)
{
	enum kind kind;

	if (kind_parse(name, &kind))
		return diag_error(l->diag, EX_DATAERR, _("entry %s:%lld has a month, date, time or hash that is none"), e->book,
				  (long long)e->seq);
	return diag_error(l->diag, EX_DATAERR, _("entry %s:%lld is of kind `%s`, which is none"), e->book, (long long)e->seq, name);
}

/* The present row; false when no entry can be like that, which has been reported. */
static bool read_row(struct ledger *l, const struct rows *r, const struct book *book, struct entry *e)
{
	union db_cell c[COLUMNS];

	db_row(r, column_types, c);
	if (read_entry(c, book, e))
		return true;
	strange(l, e, c[KIND].t);
	return false;
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
	return got == 1 && !read_row(w->l, &w->rows, w->book, e) ? -1 : got;
}

void journal_walk_end(struct journal_walk *w)
{
	db_end(&w->rows);
}

int journal_each(struct ledger *l, const struct book *book, int64_t first, int64_t last, entry_f *f, void *ctx)
{
	struct journal_walk w;
	struct entry e;
	int got = 0, rc = journal_walk(l, &w, book, first, last);

	while (rc == 0 && (got = journal_next(&w, &e)) == 1)
		rc = f(ctx, &e);
	journal_walk_end(&w);
	return got < 0 ? EX_IOERR : rc;
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
	return strange(j->l, &e, cells[KIND].t);
}

int journal_all(struct ledger *l, const struct book *book, journal_f *f, void *ctx)
{
	struct journal_all j = {l, book, f, ctx};
	int rc = db_each(l->db, &ENTRY_EACH, column_types, each_entry, &j, "i", book->id);

	return rc < 0 ? ledger_fault(l) : rc;
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
	if (!read_row(l, &r, b, e))
		got = -1;
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
