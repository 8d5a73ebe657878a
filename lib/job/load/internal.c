#include "job/load/internal.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"

void loading_inconsistent(struct loading *ld, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	text = xvasprintf(fmt, ap);
	va_end(ap);
	diag_error(ld->job->diag, EX_CONFIG, "%s", text);
	free(text);
	ld->inconsistent = true;
}

char *row_key_text(const struct table *t, const char *const *cells)
{
	struct buf b = {0};
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if ((t->fields[i].flags & FIELD_KEY) && t->fields[i].type != FIELD_BOOK)
			buf_printf(&b, "%s%s", n++ ? "/" : "", cells[i]);
	return buf_take(&b);
}

const char *row_book(const struct table *t, const char *const *cells)
{
	return t->fields[0].type == FIELD_BOOK ? cells[0] : "";
}

void row_place_key(struct buf *b, const struct table *t, const char *const *cells)
{
	char *key = row_key_text(t, cells);

	buf_printf(b, "%s\t%s\t%s", t->name, row_book(t, cells), key);
	free(key);
}

void loading_at(struct loading *ld, const struct table *t, const char *const *cells)
{
	struct buf b = {0};
	const int64_t *place;

	row_place_key(&b, t, cells);
	place = map_get(&ld->places, b.s, b.n);
	if (place)
		diag_at(ld->job->diag, ld->files[*place >> 32], (size_t)(*place & 0xffffffff));
	else
		diag_at(ld->job->diag, NULL, 0);
	buf_free(&b);
}

bool row_counts_for(const struct ledger *l, int64_t book, int64_t row)
{
	return book == 0 ? row == 0 : book_distance(l, book, row) >= 0;
}
