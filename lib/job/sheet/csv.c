/* A sheet as a stream: what is to be seen on it, in the form that programs read. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "job/sheet/internal.h"
#include "stream/printer.h"

static const char *const proof_columns[] = {"notice", "digest", "hash"};

enum { PROOFS = sizeof proof_columns / sizeof *proof_columns };

/* Columns of all sheets, each once, in order of coming. */
struct csv {
	struct map columns;
	const char **cells;
};

static void csv_add_column(struct csv *csv, const char *name)
{
	map_put(&csv->columns, name, strlen(name), (int64_t)csv->columns.n, NULL);
}

static void csv_put(struct csv *csv, const char *name, const char *cell)
{
	const int64_t *at = map_get(&csv->columns, name, strlen(name));

	if (at)
		csv->cells[*at] = cell;
}

static void csv_find_columns(struct csv *csv, const struct sheet *sheets, size_t n)
{
	bool issued = false;

	for (size_t i = 0; i < n; i++)
		issued |= !sheet_is_draft(&sheets[i]);
	for (size_t p = 0; p < PROOFS && issued; p++)
		csv_add_column(csv, proof_columns[p]);
	for (size_t i = 0; i < n; i++) {
		for (size_t h = 0; h < sheets[i].nhead; h++)
			if (*sheets[i].head[h].name)
				csv_add_column(csv, sheets[i].head[h].name);
		for (size_t c = 0; c < sheets[i].ncolumns; c++)
			csv_add_column(csv, sheets[i].columns[c].name);
	}
}

static void csv_print_rows(struct csv *csv, struct printer *p, const struct sheet *s)
{
	for (size_t i = 0; i < csv->columns.n; i++)
		csv->cells[i] = "";
	if (!sheet_is_draft(s)) {
		csv_put(csv, proof_columns[0], s->proof.number);
		csv_put(csv, proof_columns[1], s->proof.digest);
		csv_put(csv, proof_columns[2], s->proof.entry);
	}
	for (size_t h = 0; h < s->nhead; h++)
		csv_put(csv, s->head[h].name, s->head[h].cell);
	for (size_t r = 0; r < s->nrows; r++) {
		for (size_t c = 0; c < s->ncolumns; c++)
			csv_put(csv, s->columns[c].name, s->cells[r * s->ncolumns + c]);
		printer_row(p, csv->cells);
	}
}

void sheet_print_csv(FILE *f, const struct sheet *sheets, size_t n)
{
	const struct printer_options plain = {.format = PRINT_CSV};
	struct csv csv = {0};
	const char **names;
	struct printer *p;

	csv_find_columns(&csv, sheets, n);
	names = xcalloc(csv.columns.n + 1, sizeof *names);
	csv.cells = xcalloc(csv.columns.n + 1, sizeof *csv.cells);
	for (size_t i = 0; i < csv.columns.n; i++)
		names[i] = map_key(&csv.columns, i, NULL);
	p = printer_new(f, &plain, names, csv.columns.n);
	for (size_t i = 0; i < n; i++)
		csv_print_rows(&csv, p, &sheets[i]);
	printer_end(p);
	free(names);
	free(csv.cells);
	map_free(&csv.columns);
}
