/* Entries that correct others, and the table that finds them from the other end. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

/* Corrections by entries of the book are compared as one sum of their hashes, so that memory does not grow with them. */
struct corrections {
	uint64_t sum;
	int64_t n;
};

static uint64_t correction_word(int64_t seq, int64_t by, const char *kind)
{
	return hash_word((int64_t[]){seq, by, (int64_t)hash_word(kind, strlen(kind))}, 3 * sizeof(int64_t));
}

static int check_corrections_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct corrections));
	return 0;
}

int check_corrected(struct checking *c, const struct entry *e)
{
	const struct book *book = *e->corrects ? book_at(c->l, e->corrects, &c->corrected_seq) : NULL;
	char kind[16];
	enum kind of;
	int rc;

	c->of = e->kind;
	c->corrects = c->corrected_points = 0;
	c->corrected_book = 0;
	if (!book)
		return 0;
	rc = checks_entry(c->l, book->id, c->corrected_seq, kind, &c->corrected_points);
	if (rc || !*kind || (book == c->book && c->corrected_seq >= e->seq))
		return rc;
	c->corrected_book = book->id;
	if (book != c->book)
		return 0;
	c->corrects = c->corrected_seq;
	/* Only a reversal counts as what it corrects. */
	if (e->kind == KIND_REVERSE && kind_parse(kind, &of))
		c->of = of;
	return 0;
}

static int check_corrections_entry(struct checking *c, void *state, const struct entry *e)
{
	struct corrections *k = state;
	bool known;
	int rc;

	if (!*e->corrects)
		return 0;
	if (c->corrected_book == 0)
		return check_fault(c, _("entry %s:%lld corrects %s, which is no entry before it"), e->book,
				   (long long)e->seq, e->corrects);
	rc = checks_correction(c->l, c->corrected_book, c->corrected_seq, e, &known);
	if (rc)
		return rc;
	if (!known)
		return check_fault(c, _("entry %s:%lld corrects %s, but the table of corrections does not say so"),
				   e->book, (long long)e->seq, e->corrects);
	if (c->corrects) {
		k->sum += correction_word(c->corrects, e->seq, kind_name(e->kind));
		k->n++;
	}
	return 0;
}

/* A row about an entry of another book: that entry says the same. */
static int check_corrections_foreign(struct checking *c, const struct rows *r)
{
	char address[ADDRESS_SIZE];
	struct entry_store store = {.n = 0};
	struct entry by;
	bool found = false;
	int rc = book_by_id(c->l, db_int(r, 1)) ? journal_look(c->l, db_int(r, 1), db_int(r, 2), &by, &store, &found) : 0;
	bool same = rc == 0 && found && strcmp(by.corrects, address_format(c->book->code, db_int(r, 0), address)) == 0 &&
		    strcmp(kind_name(by.kind), db_text(r, 3)) == 0;

	entry_store_free(&store);
	return rc || same ? rc
			  : check_fault(c, _("entry %s:%lld is kept as corrected by an entry of another book, which does not correct it"),
					c->book->code, (long long)db_int(r, 0));
}

/* Rows are in order of what they correct: nothing is reversed twice. */
static int check_corrections_rows(struct checking *c, struct corrections *out)
{
	struct rows r;
	int64_t reversed = 0;

	checks_walk(c->l, CHECKED_CORRECTIONS, c->book, &r);
	while (db_next(&r)) {
		bool reverses = strcmp(db_text(&r, 3), "reverse") == 0;
		if (db_int(&r, 1) != c->book->id) {
			r.rc = check_corrections_foreign(c, &r);
			continue;
		}
		if (reverses && reversed == db_int(&r, 0))
			r.rc = check_fault(c, _("entry %s:%lld reverses %s:%lld, which an earlier entry had reversed"), c->book->code,
					   (long long)db_int(&r, 2), c->book->code, (long long)reversed);
		if (reverses)
			reversed = db_int(&r, 0);
		out->n++;
		out->sum += correction_word(db_int(&r, 0), db_int(&r, 2), db_text(&r, 3));
	}
	return db_end(&r);
}

static int check_corrections_end(struct checking *c, void *state)
{
	const struct corrections *k = state;
	struct corrections kept = {0};
	int rc = check_corrections_rows(c, &kept);

	if (rc == 0 && (kept.n != k->n || kept.sum != k->sum))
		rc = check_fault(c, _("the table of corrections of %s names corrections that are no entries"),
				 c->book->code);
	return rc;
}

const struct check_part check_corrections = {check_corrections_start, check_corrections_entry, check_corrections_end,
					     free};
