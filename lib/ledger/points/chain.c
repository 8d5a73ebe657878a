#include "ledger/points/chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

SQL(LINK_READ, "SELECT seq, kind, period, date, at, points, prev, ref, corrects, account FROM journal "
	       "WHERE book = $1 AND seq = $2");
SQL(LINKS_READ, "SELECT seq, kind, period, date, at, points, prev, ref, corrects, account FROM journal "
		"WHERE book = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq");
SQL(UNFOLDED, "SELECT COUNT(*), MIN(lots_upto), MAX(last) FROM accounts WHERE book = $1 AND last > lots_upto");

enum {
	TEXTS = 3,
	FEW = 64,     /* households: fewer are looked up one by one */
	MOST = 1 << 19 /* links at once: 40 MB */
};

/* Three strings that lie anywhere, in one piece; NULL when all are blank, as nearly always. */
static char *join_texts(const char *const texts[TEXTS])
{
	size_t len[TEXTS], total = 0;
	char *all, *p;

	for (int i = 0; i < TEXTS; i++)
		total += len[i] = strlen(texts[i]) + 1;
	if (total == TEXTS)
		return NULL;
	p = all = xrealloc(NULL, total, 1);
	for (int i = 0; i < TEXTS; p += len[i++])
		memcpy(p, texts[i], len[i]);
	return all;
}

static void split_texts(const char *all, const char *texts[TEXTS])
{
	for (int i = 0; i < TEXTS; i++) {
		texts[i] = all ? all : "";
		all = all ? all + strlen(all) + 1 : NULL;
	}
}

/* False when it is no entry as it should be. */
static bool take(const struct rows *r, struct link *out)
{
	*out = (struct link){.seq = db_int(r, 0), .points = db_int(r, 5), .prev = db_int(r, 6)};
	text_copy(out->period, sizeof out->period, db_text(r, 2));
	text_copy(out->date, sizeof out->date, db_text(r, 3));
	text_copy(out->at, sizeof out->at, db_text(r, 4));
	out->texts = join_texts((const char *[TEXTS]){db_text(r, 7), db_text(r, 8), db_text(r, 9)});
	return kind_parse(db_text(r, 1), &out->kind) && out->prev < out->seq;
}

/* The stretch that is worth reading; 0 for *n when none is. */
static int find_stretch(struct ledger *l, const struct book *book, int64_t *first, size_t *n)
{
	struct rows r;

	*n = 0;
	if (db_one(l->db, &r, &UNFOLDED, "i", book->id) && db_int(&r, 0) >= FEW) {
		int64_t last = db_int(&r, 2);
		*first = db_int(&r, 1) + 1;
		if (last - *first >= MOST)
			*first = last - MOST + 1;
		*n = (size_t)(last - *first + 1);
	}
	return db_end(&r);
}

int links_read(struct ledger *l, const struct book *book, struct links *out)
{
	size_t n;
	struct rows r;
	int rc;

	*out = (struct links){0};
	rc = find_stretch(l, book, &out->first, &n);
	if (rc || n == 0)
		return rc;
	out->all = xcalloc(n, sizeof *out->all);
	db_query(l->db, &r, &LINKS_READ, "iii", book->id, out->first, out->first + (int64_t)n - 1);
	/* Where one is missing or malformed the stretch ends: link_get() will meet it. */
	while (out->n < n && db_next(&r) && take(&r, &out->all[out->n]) &&
	       out->all[out->n].seq == out->first + (int64_t)out->n)
		out->n++;
	if (out->n < n)
		link_free(&out->all[out->n]);
	return db_end(&r);
}

void links_free(struct links *links)
{
	for (size_t i = 0; i < links->n; i++)
		link_free(&links->all[i]);
	free(links->all);
	*links = (struct links){0};
}

static int look_up(struct ledger *l, const struct book *book, int64_t seq, struct link *out, bool *found)
{
	struct rows r;

	*found = db_one(l->db, &r, &LINK_READ, "ii", book->id, seq) && take(&r, out);
	return db_end(&r);
}

int link_get(struct ledger *l, const struct book *book, const struct links *near, int64_t seq, struct link *out, bool *found)
{
	const char *texts[TEXTS];

	*out = (struct link){0};
	if (!near || seq < near->first || seq - near->first >= (int64_t)near->n)
		return look_up(l, book, seq, out, found);
	*out = near->all[seq - near->first];
	split_texts(out->texts, texts);
	out->texts = join_texts(texts);
	*found = true;
	return 0;
}

int chain_broken(struct ledger *l, const struct household *h, int64_t seq)
{
	return diag_error(l->diag, EX_DATAERR, _("the chain of household %s breaks at %s:%lld; pts-check tells more"), h->code,
			  h->book->code, (long long)seq);
}

int chain_get(struct ledger *l, const struct household *h, const struct links *near, int64_t seq, struct link *out)
{
	bool found;
	int rc = link_get(l, h->book, near, seq, out, &found);

	return rc || found ? rc : chain_broken(l, h, seq);
}

void link_free(struct link *link)
{
	free(link->texts);
	link->texts = NULL;
}

struct entry link_entry(const struct link *link, const struct book *book)
{
	struct entry e = entry_new(link->kind);
	const char *texts[TEXTS];

	split_texts(link->texts, texts);
	e.book = book->code;
	e.book_id = book->id;
	e.seq = link->seq;
	e.points = link->points;
	e.prev = link->prev;
	e.ref = texts[0];
	e.corrects = texts[1];
	e.account = texts[2];
	memcpy(e.period, link->period, sizeof e.period);
	memcpy(e.date, link->date, sizeof e.date);
	memcpy(e.at, link->at, sizeof e.at);
	return e;
}
