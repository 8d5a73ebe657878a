#include "job/stock/internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/dec.h"

static const char *const stock_columns[] = {"book",  "id",	    "seq",   "date",  "shop", "item",
					    "title", "quantity", "value", "state", NULL};
static const char *const count_columns[] = {"book",     "id",      "seq",      "date",  "shop",  "item", "title",
					    "recorded", "counted", "quantity", "value", "state", NULL};

const char *const *stock_columns_of(enum stock_verb verb)
{
	return verb == STOCK_COUNT ? count_columns : stock_columns;
}

static int print_count(struct stocking *s, const struct entry *e, const char *title, const char *state)
{
	char seq[24], recorded[DEC_SIZE] = "", quantity[DEC_SIZE], value[DEC_SIZE];
	const char *counted = strchr(e->ref, ' ');
	int64_t pieces;

	snprintf(seq, sizeof seq, "%" PRId64, e->seq);
	if (counted && dec_parse(counted + 1, &pieces))
		dec_format(pieces - e->quantity, recorded);
	printer_row(s->out, (const char *[]){e->book, e->id, seq, e->date, e->shop, e->item, title, recorded,
					     counted ? counted + 1 : "", dec_format(e->quantity, quantity),
					     e->value == BLANK ? "" : dec_format(e->value, value), state});
	return 0;
}

int stock_print(struct stocking *s, const struct entry *e, const char *title, const char *state)
{
	char seq[24], quantity[DEC_SIZE], value[DEC_SIZE];

	if (s->verb == STOCK_COUNT)
		return print_count(s, e, title, state);
	snprintf(seq, sizeof seq, "%" PRId64, e->seq);
	printer_row(s->out, (const char *[]){e->book, e->id, seq, e->date, e->shop, e->item, title,
					     dec_format(e->quantity, quantity),
					     e->value == BLANK ? "" : dec_format(e->value, value), state});
	return 0;
}
