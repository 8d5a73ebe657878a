#include "ledger/journal/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/journal/ids.h"
#include "ledger/journal/internal.h"

SQL(HEAD_WRITE, "UPDATE heads SET seq = $2, hash = $3, at = $4 WHERE book = $1");
SQL(ENTRY_INSERT, "INSERT INTO journal (book, " JOURNAL_COLUMNS ") VALUES "
		  "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
		  "$23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)");
_Static_assert(JOURNAL_COLUMN_COUNT == 32, "ENTRY_INSERT has a parameter for each column");
SQL(NOTE_INSERT, "INSERT INTO notes (book, seq, salt, text) VALUES ($1, $2, $3, $4)");
SQL(VETO_LIFT, "UPDATE vetoes SET lifted = $3 WHERE book = $1 AND seq = $2 AND lifted = ''");
SQL(CORRECTION_INSERT, "INSERT INTO corrections (book, seq, by_book, by_seq, kind) VALUES ($1, $2, $3, $4, $5)");

void journal_start(struct ledger *l)
{
	journal_forget(l);
	l->journal = xcalloc(1, sizeof *l->journal);
	stamp_format(l->now, l->journal->at);
}

void journal_forget(struct ledger *l)
{
	struct journal_state *s = l->journal;

	ids_forget(l);
	if (!s)
		return;
	map_free(&s->head_index);
	free(s->heads);
	map_free(&s->month_index);
	free(s->months);
	map_free(&s->sum_index);
	free(s->sums);
	buf_free(&s->line);
	free(s);
	l->journal = NULL;
}

/* The salt makes the digest of a short note useless for guessing it once the text is erased. */
static int store_note(struct ledger *l, struct entry *e, const char *text, char digest[static HASH_SIZE])
{
	struct buf b = {0};
	char salt[33];

	random_hex(16, salt);
	buf_puts(&b, salt);
	buf_puts(&b, text);
	hash_hex(buf_str(&b), b.n, digest);
	buf_free(&b);
	e->note = digest;
	return db_later(l->db, &NOTE_INSERT, "iitt", e->book_id, e->seq, salt, text);
}

static int store_correction(struct ledger *l, const struct entry *e)
{
	const struct book *book;
	int64_t seq;
	int rc;

	if (!*e->corrects)
		return 0;
	book = book_at(l, e->corrects, &seq);
	if (!book)
		bug("an entry corrects `%s`, which is no address of a known book", e->corrects);
	rc = db_run(l->db, &CORRECTION_INSERT, NULL, "iiiit", book->id, seq, e->book_id, e->seq, kind_name(e->kind));
	return rc ? rc : db_run(l->db, &VETO_LIFT, NULL, "iit", book->id, seq, e->period);
}

/* Most texts of an entry are blank: those are not worth a call. */
static struct db_arg text_arg(const char *s)
{
	return (struct db_arg){'t', *s ? (int64_t)strlen(s) : 0, s};
}

static struct db_arg field_arg(const struct entry *e, const struct entry_field *f)
{
	const void *at = (const char *)e + f->offset;

	switch (f->type) {
	case ENTRY_TEXT:
		return text_arg(*(const char *const *)at);
	case ENTRY_CHARS:
		return text_arg(at);
	case ENTRY_KIND:
		return text_arg(kind_name(e->kind));
	default:
		return (struct db_arg){'i', *(const int64_t *)at, NULL};
	}
}

static int insert(struct ledger *l, const struct entry *e)
{
	struct db_arg args[1 + JOURNAL_COLUMN_COUNT] = {{'i', e->book_id, NULL}};
	size_t n = 1;
	int rc;

	for (size_t i = 0; i < ENTRY_FIELD_COUNT; i++)
		args[n++] = field_arg(e, &entry_fields[i]);
	args[n++] = text_arg(e->hash);
	args[n++] = (struct db_arg){'i', e->prev, NULL};
	rc = db_later_args(l->db, &ENTRY_INSERT, "n" JOURNAL_TYPES, args);
	return rc ? rc : store_correction(l, e);
}

/* A clock that is behind what is there was wrong once, then or now. The order of entries does not depend on it. */
static void check_clock(struct ledger *l, const struct book *book, const struct head *head)
{
	char now[17], before[17], address[ADDRESS_SIZE];
	const char *file = l->diag->file;
	int64_t at;

	if (!stamp_parse(head->at, &at) || l->now >= at - DAY_SECONDS)
		return;
	diag_at(l->diag, NULL, l->diag->line); /* it has nothing to do with the row */
	diag_warn(l->diag, _("the clock (%s) is more than a day behind the last entry (%s, %s); one of the two was wrong"),
		  civil_format(l->now, now), address_format(book->code, head->seq, address), civil_format(at, before));
	diag_at(l->diag, file, l->diag->line);
}

/* Position, time and link: what the caller does not know. */
static void place(struct ledger *l, struct entry *e, const struct held_head *held, const struct household *h)
{
	const struct book *book = book_by_id(l, e->book_id);
	const struct head *head = &held->head;

	if (!book)
		bug("an entry for book number %lld, which is none", (long long)e->book_id);
	if (!held->dirty)
		check_clock(l, book, head);
	e->book = book->code;
	e->seq = head->seq + 1;
	memcpy(e->at, journal_state(l)->at, sizeof e->at);
	e->prev = h ? h->last : 0;
	if (h)
		e->household = h->code;
}

int journal_append(struct ledger *l, struct entry *e, struct household *h, const char *note, enum kind of)
{
	struct journal_state *s = journal_state(l);
	struct held_head *head;
	struct kept kept;
	char digest[HASH_SIZE];
	int rc = journal_take(l, e->book_id, &head);

	if (rc == 0 && h)
		rc = roster_account(l, h);
	if (rc == 0)
		rc = kept_check(l, e, h, of, &kept);
	if (rc == 0)
		rc = kept_goods(l, e);
	if (rc)
		return rc;
	place(l, e, head, h);
	if (note && *note)
		rc = store_note(l, e, note, digest);
	buf_clear(&s->line);
	entry_line(e, head->head.hash, &s->line);
	hash_hex(s->line.s, s->line.n, e->hash);
	if (rc == 0)
		rc = insert(l, e);
	if (rc == 0)
		rc = kept_add(l, e, h, &kept);
	e->note = ""; /* the digest was ours */
	if (rc)
		return rc;
	head->head.seq = e->seq;
	memcpy(head->head.hash, e->hash, HASH_SIZE);
	memcpy(head->head.at, e->at, STAMP_SIZE);
	head->dirty = true;
	return 0;
}

static int heads_flush(struct ledger *l)
{
	struct journal_state *s = journal_state(l);
	int rc = 0;

	for (size_t i = 0; i < s->nheads && rc == 0; i++) {
		const struct held_head *h = &s->heads[i];
		int64_t changed = 1;
		if (h->dirty)
			rc = db_run(l->db, &HEAD_WRITE, &changed, "iitt", h->book, h->head.seq, h->head.hash, h->head.at);
		if (rc == 0 && changed != 1)
			bug("the head of book %lld is gone", (long long)h->book);
	}
	return rc;
}

int journal_flush(struct ledger *l)
{
	int rc;

	if (!l->journal)
		return 0;
	rc = roster_flush(l);
	if (rc == 0)
		rc = sums_flush(l);
	if (rc == 0)
		rc = months_flush(l);
	if (rc == 0)
		rc = ids_flush(l);
	if (rc == 0)
		rc = heads_flush(l);
	return rc ? rc : db_catch_up(l->db);
}

int journal_settle(struct ledger *l)
{
	int rc = journal_flush(l);

	if (rc == 0)
		journal_start(l);
	return rc;
}
