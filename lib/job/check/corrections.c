/* Entries that correct others, and the table that finds them from the other end. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

/* Corrections inside the book are compared as one sum of their hashes, so that memory does not grow with them. */
struct corrections {
	uint64_t sum;
	int64_t n;
};

static uint64_t correction_word(int64_t seq, int64_t by)
{
	return hash_word((int64_t[]){seq, by}, 2 * sizeof(int64_t));
}

static int check_corrections_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct corrections));
	return 0;
}

/* Learns what is corrected; whether the table knows of it. */
static int check_corrections_find(struct checking *c, const struct entry *e, int64_t book, int64_t seq)
{
	char kind[16];
	int64_t points;
	bool known;
	int rc = checks_entry(c->l, book, seq, kind, &points);

	if (rc)
		return rc;
	if (!*kind || (book == e->book_id && seq >= e->seq))
		return check_fault(c, _("entry %s:%lld corrects %s, which is no entry before it"), e->book,
				   (long long)e->seq, e->corrects);
	rc = checks_correction(c->l, book, seq, e->book_id, e->seq, &known);
	if (rc)
		return rc;
	if (!known)
		return check_fault(c, _("entry %s:%lld corrects %s, but the table of corrections does not say so"),
				   e->book, (long long)e->seq, e->corrects);
	if (book != e->book_id)
		return 0;
	c->corrects = seq;
	c->corrected_points = points;
	if (kind_parse(kind, &c->of))
		return 0;
	return check_fault(c, _("entry %s is of kind `%s`, which is none"), e->corrects, kind);
}

static int check_corrections_entry(struct checking *c, void *state, const struct entry *e)
{
	struct corrections *k = state;
	const struct book *book;
	int64_t seq;
	int rc;

	if (!*e->corrects)
		return 0;
	book = book_at(c->l, e->corrects, &seq);
	if (!book)
		return check_fault(c, _("entry %s:%lld corrects %s, which is no entry before it"), e->book,
				   (long long)e->seq, e->corrects);
	rc = check_corrections_find(c, e, book->id, seq);
	if (rc == 0 && c->corrects) {
		k->sum += correction_word(seq, e->seq);
		k->n++;
	}
	/* Only a reversal counts as what it corrects. */
	if (e->kind != KIND_REVERSE)
		c->of = e->kind;
	return rc;
}

static int check_corrections_end(struct checking *c, void *state)
{
	struct corrections *k = state;
	struct rows r;
	int64_t n = 0;
	uint64_t sum = 0;
	int rc;

	checks_walk(c->l, CHECKED_CORRECTIONS, c->book, &r);
	while (db_next(&r)) {
		if (db_int(&r, 1) != c->book->id)
			continue; /* that book's check finds it */
		n++;
		sum += correction_word(db_int(&r, 0), db_int(&r, 2));
	}
	rc = db_end(&r);
	if (rc == 0 && (n != k->n || sum != k->sum))
		rc = check_fault(c, _("the table of corrections of %s names corrections that are no entries"),
				 c->book->code);
	return rc;
}

const struct check_part check_corrections = {check_corrections_start, check_corrections_entry, check_corrections_end,
					     free};
