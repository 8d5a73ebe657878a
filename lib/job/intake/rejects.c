#include "job/intake/rejects.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/mem.h"
#include "stream/cell.h"
#include "stream/heading.h"

int rejects_open(struct rejects *r, const char *path, const struct printer_options *print, struct diag *d)
{
	*r = (struct rejects){.print = {.format = PRINT_CSV, .dictionary = print->dictionary, .excel = print->excel}};
	return path ? out_open(&r->out, path, false, d) : 0;
}

/* A row and its heading while they are put together. */
struct reject {
	const char **names;
	const char **cells;
	char **owned;
	size_t n;
};

/* What was in the cell: an apostrophe that only a stream with a BOM needs is not written without one. */
static const char *as_it_came(const struct rejects *r, const struct csvin *in, const struct rawcell *cell, char **owned)
{
	bool wrapped = *cell->s == '=' && !r->print.excel;

	*owned = NULL;
	return wrapped ? cell->s : cell_bare(cell->s, cell->n, csvin_bom(in), owned);
}

static void reject_add(struct reject *x, const char *name, const char *cell, char *owned)
{
	x->names[x->n] = name;
	x->cells[x->n] = cell;
	x->owned[x->n++] = owned;
}

/* Cells without a heading, up to the last that is not blank. */
static size_t count_surplus(const struct csvin *in, const struct csvrow *row)
{
	size_t n = row->nraw, columns = csvin_columns(in);

	while (n > columns && row->raw[n - 1].s[strspn(row->raw[n - 1].s, " \t\r\n")] == '\0')
		n--;
	return n > columns ? n - columns : 0;
}

/* The error of an earlier run gives way to that of this one, unless its column holds a cell that was shifted there. */
static void reject_collect(const struct rejects *r, const struct csvin *in, const struct csvrow *row, struct reject *x)
{
	size_t columns = csvin_columns(in), surplus = row ? count_surplus(in, row) : 0, n = columns + surplus;

	x->names = xcalloc(n + 1, sizeof *x->names);
	x->cells = xcalloc(n + 1, sizeof *x->cells);
	x->owned = xcalloc(n + 1, sizeof *x->owned);
	for (size_t i = 0; i < n; i++) {
		bool error = i < columns && strcmp(csvin_name(in, i), HEADING_ERROR) == 0;
		char *owned = NULL;
		const char *cell = row && i < row->nraw ? as_it_came(r, in, &row->raw[i], &owned) : "";

		if (error && surplus == 0)
			free(owned);
		else
			reject_add(x, error || i >= columns ? "" : csvin_raw_name(in, i), cell, owned);
	}
	reject_add(x, HEADING_ERROR, "", NULL);
}

static void reject_free(struct reject *x)
{
	for (size_t i = 0; i < x->n; i++)
		free(x->owned[i]);
	free(x->names);
	free(x->cells);
	free(x->owned);
}

void rejects_input(struct rejects *r, const struct csvin *in)
{
	struct reject x = {0};

	if (!r->out.f || r->first)
		return;
	reject_collect(r, in, NULL, &x);
	r->first = csv_line(x.names, x.n);
	reject_free(&x);
}

/* Begins a block, unless the last one has the same heading. */
static void rejects_begin_block(struct rejects *r, const struct reject *x)
{
	char *heading = csv_line(x->names, x->n);
	bool same = r->heading && strcmp(heading, r->heading) == 0;

	if (!same) {
		printer_end(r->rows);
		r->rows = printer_new(r->out.f, &r->print, x->names, x->n);
		r->print.continued = true;
	}
	free(r->heading);
	r->heading = heading;
}

void rejects_row(struct rejects *r, const struct csvin *in, const struct csvrow *row, const char *error)
{
	struct reject x = {0};

	if (!r->out.f)
		return;
	reject_collect(r, in, row, &x);
	x.cells[x.n - 1] = error;
	rejects_begin_block(r, &x);
	printer_row(r->rows, x.cells);
	reject_free(&x);
}

int rejects_close(struct rejects *r, struct diag *d)
{
	int rc;

	if (r->first && !r->rows)
		fprintf(r->out.f, r->print.excel ? "\xEF\xBB\xBF%s\r\n" : "%s\n", r->first);
	printer_end(r->rows);
	rc = r->out.f ? out_close(&r->out, true, d) : 0;
	free(r->heading);
	free(r->first);
	*r = (struct rejects){0};
	return rc;
}
