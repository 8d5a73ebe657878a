#include "job/intake/cells.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
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

bool cell_figure(const char *cell, int64_t *out)
{
	char folded[4 * DEC_SIZE];

	if (dec_parse(cell, out))
		return true;
	return strlen(cell) < sizeof folded && dec_parse(text_fold(strcpy(folded, cell)), out);
}

enum personal cell_personal(const char *cell)
{
	char folded[CELL_CODE_SIZE];

	if ((unsigned char)*cell < 0x80)
		return personal_number(cell);
	return strlen(cell) < sizeof folded ? personal_number(text_fold(strcpy(folded, cell))) : PERSONAL_NONE;
}

int cells_no_column(const struct csvin *in, const char *name, struct diag *d)
{
	struct buf list = {0};
	int rc;

	for (size_t c = 0; c < csvin_columns(in); c++)
		buf_printf(&list, "%s%s", c ? ", " : "", csvin_name(in, c));
	rc = diag_error(d, EX_DATAERR, _("there is no column `%s`; the columns are: %s"), name, buf_str(&list));
	buf_free(&list);
	return rc;
}
