#include "ledger/records/notices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#define NOTICE_COLUMNS                                                                                                 \
	"SELECT n.seq, n.number, n.kind, n.period, n.first_month, n.last_month, n.issued, n.until, n.row_count, "      \
	"n.digest, n.stream, n.corrects, "                                                                             \
	"(SELECT MAX(c.number) FROM notices c WHERE c.book = n.book AND c.corrects = n.number) FROM notices n "

SQL(NOTICE_BY_NUMBER, NOTICE_COLUMNS "WHERE n.book = $1 AND n.number = $2");
SQL(NOTICE_BY_STREAM, NOTICE_COLUMNS "WHERE n.book = $1 AND n.stream = $2");
SQL(NOTICES_OF_BOOK, NOTICE_COLUMNS "WHERE n.book = $1 ORDER BY n.seq");
SQL(NOTICE_INSERT,
    "INSERT INTO notices (book, seq, number, kind, period, first_month, last_month, issued, until, row_count, digest, "
    "stream, corrects) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
SQL(NOTICE_LINE_INSERT, "INSERT INTO notice_lines (book, seq, line, text) VALUES ($1, $2, $3, $4)");
SQL(NOTICE_ROW_INSERT,
    "INSERT INTO notice_rows (book, seq, line, household, entry, text) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(NOTICE_LINES, "SELECT text FROM notice_lines WHERE book = $1 AND seq = $2 ORDER BY line");
SQL(NOTICE_ROWS, "SELECT household, entry, text FROM notice_rows WHERE book = $1 AND seq = $2 ORDER BY line");
SQL(NOTICE_SHOWS, "SELECT 1 FROM notice_rows WHERE book = $1 AND seq = $2 AND household = $3 UNION ALL "
		  "SELECT 1 FROM notice_rows r JOIN journal j ON j.book = r.book AND j.seq = r.entry "
		  "WHERE r.book = $1 AND r.seq = $2 AND j.household = $4 LIMIT 1");
SQL(NOTICE_CORRECTED,
    "SELECT COUNT(*) FROM corrections c JOIN journal j ON j.book = c.book AND j.seq = c.seq "
    "WHERE c.book = $1 AND c.seq < $2 AND c.by_book = $1 AND c.by_seq > $2 AND j.period >= $3 AND j.period <= $4");
SQL(RELEASES_READ,
    "SELECT seq, entry, first_month, last_month, until FROM notice_releases WHERE book = $1 AND household = $2 "
    "ORDER BY seq, entry");
SQL(RELEASE_INSERT, "INSERT INTO notice_releases (book, household, seq, entry, first_month, last_month, until) "
		    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (book, household, seq, entry) DO NOTHING");

#define COPY(FIELD, TEXT) text_copy(FIELD, sizeof(FIELD), TEXT)

static void fill(struct notice *n, const struct book *book, const struct rows *r)
{
	*n = (struct notice){.book = book, .seq = db_int(r, 0), .rows = db_int(r, 8)};
	COPY(n->number, db_text(r, 1));
	COPY(n->kind, db_text(r, 2));
	COPY(n->period, db_text(r, 3));
	COPY(n->first, db_text(r, 4));
	COPY(n->last, db_text(r, 5));
	COPY(n->issued, db_text(r, 6));
	COPY(n->until, db_text(r, 7));
	COPY(n->digest, db_text(r, 9));
	COPY(n->stream, db_text(r, 10));
	COPY(n->corrects, db_text(r, 11));
	COPY(n->corrected, db_text(r, 12));
}

static int find_by(struct ledger *l, const struct book *book, const struct sql *sql, const char *key, struct notice *out,
		   bool *found)
{
	struct rows r;

	*found = db_one(l->db, &r, sql, "it", book->id, key);
	if (*found)
		fill(out, book, &r);
	return db_end(&r);
}

/* A number is the code of its book, the year and a count: LX-2025-03. */
static const struct book *book_of(const struct ledger *l, const char *number)
{
	char code[NOTICE_NUMBER_SIZE];
	char *dash;

	COPY(code, number);
	for (int i = 0; i < 2; i++) {
		dash = strrchr(code, '-');
		if (!dash)
			return NULL;
		*dash = '\0';
	}
	for (size_t i = 0; i < l->nbooks; i++)
		if (strcmp(l->books[i].code, code) == 0)
			return &l->books[i];
	return NULL;
}

int notice_find(struct ledger *l, const char *number, struct notice *out, bool *found)
{
	const struct book *book = book_of(l, number);

	*found = false;
	return book ? find_by(l, book, &NOTICE_BY_NUMBER, number, out, found) : 0;
}

int notice_get(struct ledger *l, const char *number, struct notice *out)
{
	bool found;
	int rc = notice_find(l, number, out, &found);

	if (rc || found)
		return rc;
	return diag_error(l->diag, EX_DATAERR, _("there is no notice %s; pts-notice list shows which there are"), number);
}

int notice_same(struct ledger *l, const struct book *book, const char *stream, struct notice *out, bool *found)
{
	return find_by(l, book, &NOTICE_BY_STREAM, stream, out, found);
}

int notices_each(struct ledger *l, const struct book *book, int (*f)(void *ctx, const struct notice *n), void *ctx)
{
	struct notice *all = NULL;
	struct rows r;
	size_t n = 0;
	int rc;

	db_query(l->db, &r, &NOTICES_OF_BOOK, "i", book->id);
	while (db_next(&r)) {
		all = xrealloc(all, n + 1, sizeof *all);
		fill(&all[n++], book, &r);
	}
	rc = db_end(&r);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = f(ctx, &all[i]);
	free(all);
	return rc;
}

int notice_add(struct ledger *l, const struct notice *n, const char *const *lines, size_t nlines,
	       const struct notice_row *rows, size_t nrows)
{
	int64_t book = n->book->id;
	int rc = db_run(l->db, &NOTICE_INSERT, NULL, "iitttttttittt", book, n->seq, n->number, n->kind, n->period,
			n->first, n->last, n->issued, n->until, (int64_t)nrows, n->digest, n->stream, n->corrects);

	for (size_t i = 0; i < nlines && rc == 0; i++)
		rc = db_run(l->db, &NOTICE_LINE_INSERT, NULL, "iiit", book, n->seq, (int64_t)i + 1, lines[i]);
	for (size_t i = 0; i < nrows && rc == 0; i++)
		rc = db_run(l->db, &NOTICE_ROW_INSERT, NULL, "iiiiit", book, n->seq, (int64_t)i + 1, rows[i].household,
			    rows[i].entry, rows[i].text);
	return rc;
}

static int add_line(void *ctx, const struct notice_row *row)
{
	buf_puts(ctx, row->text);
	buf_putc(ctx, '\n');
	return 0;
}

int notice_record(struct ledger *l, const struct notice *n, struct buf *out)
{
	struct rows r;
	int rc;

	db_query(l->db, &r, &NOTICE_LINES, "ii", n->book->id, n->seq);
	while (db_next(&r))
		add_line(out, &(struct notice_row){.text = db_text(&r, 0)});
	rc = db_end(&r);
	return rc ? rc : notice_rows_each(l, n, add_line, out);
}

int notice_rows_each(struct ledger *l, const struct notice *n, int (*f)(void *ctx, const struct notice_row *row),
		     void *ctx)
{
	struct rows r;

	db_query(l->db, &r, &NOTICE_ROWS, "ii", n->book->id, n->seq);
	while (db_next(&r))
		r.rc = f(ctx, &(struct notice_row){db_int(&r, 0), db_int(&r, 1), db_text(&r, 2)});
	return db_end(&r);
}

int notice_lists(struct ledger *l, const struct notice *n, const struct household *h, bool *listed)
{
	*listed = false;
	if (h->book->id != n->book->id)
		return 0;
	return ledger_has(l, listed, &NOTICE_SHOWS, "iiit", n->book->id, n->seq, h->id, h->code);
}

int notice_corrected_since(struct ledger *l, const struct notice *n, int64_t *count)
{
	return ledger_int(l, count, &NOTICE_CORRECTED, "iitt", n->book->id, n->seq, n->first, n->last);
}

int notice_releases_read(struct ledger *l, int64_t book, int64_t household, struct notice_releases *out)
{
	struct rows r;

	*out = (struct notice_releases){0};
	db_query(l->db, &r, &RELEASES_READ, "ii", book, household);
	while (db_next(&r)) {
		struct notice_release *to;
		out->all = xrealloc(out->all, out->n + 1, sizeof *out->all);
		to = &out->all[out->n++];
		*to = (struct notice_release){.seq = db_int(&r, 0), .entry = db_int(&r, 1)};
		COPY(to->first, db_text(&r, 2));
		COPY(to->last, db_text(&r, 3));
		COPY(to->until, db_text(&r, 4));
	}
	return db_end(&r);
}

int notice_release_add(struct ledger *l, int64_t book, int64_t household, const struct notice_release *r)
{
	return db_run(l->db, &RELEASE_INSERT, NULL, "iiiittt", book, household, r->seq, r->entry, r->first, r->last,
		      r->until);
}

const struct notice_release *notice_release_of(const struct notice_releases *r, int64_t before, int64_t seq,
					       const char *period)
{
	for (size_t i = 0; i < r->n && r->all[i].seq < before; i++) {
		const struct notice_release *n = &r->all[i];
		if (n->entry ? n->entry == seq
			     : n->seq > seq && strcmp(n->first, period) <= 0 && strcmp(period, n->last) <= 0)
			return n;
	}
	return NULL;
}
