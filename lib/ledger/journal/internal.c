#include "ledger/journal/internal.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

SQL(HEAD_TAKE, "INSERT INTO heads (book, seq, hash, at) VALUES ($1, 0, $2, '') "
	       "ON CONFLICT (book) DO UPDATE SET seq = heads.seq RETURNING seq, hash, at");
SQL(HEAD_READ, "SELECT seq, hash, at FROM heads WHERE book = $1");

static const char no_hash[HASH_SIZE] = "0000000000000000000000000000000000000000000000000000000000000000";

struct journal_state *journal_state(struct ledger *l)
{
	if (!l->journal)
		bug("writing outside a transaction");
	return l->journal;
}

static int read_head(struct ledger *l, const struct sql *sql, int64_t book, struct head *out)
{
	struct rows r;

	*out = (struct head){0};
	memcpy(out->hash, no_hash, sizeof no_hash);
	if (sql == &HEAD_TAKE)
		db_query(l->db, &r, sql, "it", book, no_hash);
	else
		db_query(l->db, &r, sql, "i", book);
	if (db_next(&r)) {
		out->seq = db_int(&r, 0);
		snprintf(out->hash, sizeof out->hash, "%s", db_text(&r, 1));
		snprintf(out->at, sizeof out->at, "%s", db_text(&r, 2));
	}
	return db_end(&r);
}

int journal_take(struct ledger *l, int64_t book, struct held_head **out)
{
	struct journal_state *s = journal_state(l);
	const int64_t *at = map_get(&s->head_index, &book, sizeof book);
	struct head head;

	if (at) {
		*out = &s->heads[*at];
		return 0;
	}
	int rc = read_head(l, &HEAD_TAKE, book, &head);
	if (rc)
		return rc;
	s->heads = xrealloc(s->heads, s->nheads + 1, sizeof *s->heads);
	map_put(&s->head_index, &book, sizeof book, (int64_t)s->nheads, NULL);
	s->heads[s->nheads] = (struct held_head){.book = book, .head = head};
	*out = &s->heads[s->nheads++];
	return 0;
}

int journal_head(struct ledger *l, int64_t book, struct head *out)
{
	struct held_head *h;
	int rc;

	if (!l->journal)
		return read_head(l, &HEAD_READ, book, out);
	rc = journal_take(l, book, &h);
	if (rc == 0)
		*out = h->head;
	return rc;
}

int journal_address(struct ledger *l, const struct book *book, int64_t ahead, char out[static ADDRESS_SIZE])
{
	struct head head;
	int rc = journal_head(l, book->id, &head);

	if (rc == 0)
		address_format(book->code, head.seq + ahead, out);
	return rc;
}

int journal_heads(struct ledger *l, const struct book *one, const struct book *other)
{
	const struct book *first = strcmp(one->code, other->code) <= 0 ? one : other;
	struct head head;
	int rc = journal_head(l, first->id, &head);

	if (rc == 0 && one != other)
		rc = journal_head(l, first == one ? other->id : one->id, &head);
	return rc;
}
