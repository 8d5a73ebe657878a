#include "job/cells.h"

#include <stdio.h>

#include "base/text.h"

void cells_open(struct cells *c, const struct csvin *in, const char *const *known)
{
	for (int i = 0; i < CELLS_MAX; i++)
		c->at[i] = -1;
	for (int i = 0; known[i]; i++)
		c->at[i] = csvin_find(in, known[i]);
}

const char *cell_text(const struct cells *c, int column)
{
	return c->at[column] < 0 ? "" : c->row->cell[c->at[column]];
}

const char *cell_code(struct cells *c, int column)
{
	const char *s = cell_text(c, column);
	const unsigned char *p = (const unsigned char *)s;

	while (*p && *p < 0x80)
		p++;
	if (!*p)
		return s;
	snprintf(c->folded[column], CELL_CODE_SIZE, "%s", s);
	return text_fold(c->folded[column]);
}
