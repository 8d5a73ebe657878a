/* A note's text belongs to its digest; a text that is gone was erased, which is no fault. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"

/* The texts lie in order of their entries and are walked along with the journal. */
struct texts {
	struct rows rows;
	bool more; /* it stands on a row */
	union db_cell cell[3]; /* seq, salt, text */
	struct buf salted;
};

static void next_text(struct checking *c, struct texts *t)
{
	t->more = db_next(&t->rows);
	if (!t->more)
		return;
	c->odd |= !db_row(&t->rows, "ntt", t->cell);
	c->read[READ_NOTES]++;
}

static int check_notes_start(struct checking *c, void **state)
{
	struct texts *t = xcalloc(1, sizeof *t);

	*state = t;
	checks_walk(c->l, CHECKED_NOTES, c->book, &t->rows);
	next_text(c, t);
	return t->rows.rc;
}

static void digest_text(struct texts *t, char hex[static HASH_SIZE])
{
	buf_clear(&t->salted);
	buf_puts(&t->salted, t->cell[1].t);
	buf_puts(&t->salted, t->cell[2].t);
	hash_hex(buf_str(&t->salted), t->salted.n, hex);
}

static int stray(struct checking *c, const struct texts *t)
{
	return check_fault(c, _("%s: a text is kept for entry %lld, which has no note"), c->book->code,
			   (long long)t->cell[0].i);
}

static int check_notes_entry(struct checking *c, void *state, const struct entry *e)
{
	struct texts *t = state;
	char hex[HASH_SIZE];

	if (!t->more || t->cell[0].i > e->seq) {
		c->erased += *e->note != '\0';
		return 0;
	}
	if (t->cell[0].i < e->seq || !*e->note)
		return stray(c, t);
	digest_text(t, hex);
	if (strcmp(hex, e->note) != 0)
		return check_fault(c, _("entry %s:%lld: the text of its note is not the one it was recorded with"),
				   e->book, (long long)e->seq);
	next_text(c, t);
	return t->rows.rc;
}

static int check_notes_end(struct checking *c, void *state)
{
	struct texts *t = state;

	return t->more ? stray(c, t) : t->rows.rc;
}

static void check_notes_free(void *state)
{
	struct texts *t = state;

	if (t && t->rows.db)
		db_end(&t->rows);
	if (t)
		buf_free(&t->salted);
	free(t);
}

const struct check_part check_notes = {check_notes_start, check_notes_entry, check_notes_end, check_notes_free};
