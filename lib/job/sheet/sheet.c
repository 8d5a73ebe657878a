#include "job/sheet/sheet.h"

#include <stdlib.h>

#include "job/sheet/internal.h"

static void free_proof(struct sheet_proof *p)
{
	free(p->number);
	free(p->digest);
	free(p->entry);
	free(p->issued);
	free(p->until);
	free(p->term);
	free(p->corrects);
}

static void free_line(struct sheet_line *line)
{
	free(line->name);
	free(line->cell);
	free(line->label);
	free(line->value);
}

void sheet_free(struct sheet *s)
{
	for (size_t i = 0; i < s->nrows * s->ncolumns; i++)
		free(s->cells[i]);
	for (size_t i = 0; i < s->ncolumns; i++) {
		free(s->columns[i].name);
		free(s->columns[i].label);
	}
	for (size_t i = 0; i < s->nhead; i++)
		free_line(&s->head[i]);
	free(s->cells);
	free(s->columns);
	free(s->head);
	free(s->title);
	free(s->book);
	free(s->period);
	free(s->split);
	free_proof(&s->proof);
	sheet_texts_free(&s->texts);
	*s = (struct sheet){0};
}

bool sheet_add_up(struct sheet *s)
{
	for (size_t c = 0; c < s->ncolumns; c++)
		if (!sheet_add_column(s, c))
			return false;
	return true;
}
