#include "job/tally/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

const char *const tally_key_names[KEY_COUNT] = {"household", "member", "book", "group",
						"category",  "rule",   "role", "month"};

void tally_make_key(struct book_tally *b, const char *const *cells, bool with_month)
{
	const struct tallying *t = b->t;

	buf_clear(&b->key);
	for (size_t i = 0; i < t->nkeys; i++)
		if (t->keys[i] != KEY_BOOK && (with_month || t->keys[i] != KEY_MONTH))
			tally_key_add(&b->key, cells[t->keys[i]]);
}

void tally_split_key(const struct book_tally *b, size_t row, const char *cells[KEY_COUNT])
{
	const char *key = tally_key(&b->tally, row);

	memset(cells, 0, KEY_COUNT * sizeof *cells);
	for (size_t i = 0; i < b->t->nkeys; i++)
		if (b->t->keys[i] != KEY_BOOK) {
			cells[b->t->keys[i]] = key;
			key += strlen(key) + 1;
		}
}

int tally_too_big(const struct book_tally *b)
{
	return diag_error(b->t->job->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"),
			  b->book->code);
}

void tally_end(struct tallying *t)
{
	for (size_t i = 0; i < t->nbooks; i++) {
		struct book_tally *b = &t->books[i];
		tally_free(&b->tally);
		free(b->order);
		free(b->left);
		free(b->row_of);
		map_free(&b->opening);
		map_free(&b->vetoes);
		roll_free(&b->households);
		roll_free(&b->members);
		buf_free(&b->key);
	}
	free(t->books);
}
