#include "job/sheet/internal.h"

#include <string.h>

#include "base/dec.h"

bool sheet_is_draft(const struct sheet *s)
{
	return !s->proof.number || !*s->proof.number;
}

bool sheet_has_totals(const struct sheet *s)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		if (s->columns[i].summed)
			return s->nrows > 1;
	return false;
}

int sheet_find_column(const struct sheet *s, const char *name)
{
	for (size_t c = 0; c < s->ncolumns; c++)
		if (strcmp(s->columns[c].name, name) == 0)
			return (int)c;
	return -1;
}

bool sheet_is_figure(const struct sheet_column *c)
{
	return c->kind == CELL_AMOUNT || c->kind == CELL_COUNT;
}

bool sheet_add_column(struct sheet *s, size_t c)
{
	struct sheet_column *column = &s->columns[c];
	int64_t v;

	column->total = 0;
	for (size_t r = 0; column->summed && r < s->nrows; r++) {
		const char *cell = s->cells[r * s->ncolumns + c];
		if (*cell && (!dec_parse(cell, &v) || !dec_add(column->total, v, &column->total)))
			return false;
	}
	return true;
}
