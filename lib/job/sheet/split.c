/* The sheets that hang, where one notice is cut by a column: each group's own. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/map.h"
#include "base/mem.h"
#include "job/sheet/internal.h"

/* The rows of one value of the column. */
struct part {
	const char *least; /* household code, by which the parts are put in order; "": none */
	size_t first;      /* row in which it came first */
	size_t number;     /* in order of coming */
};

/* What was made for the parts; they borrow everything else. */
struct views {
	struct sheet *views;
	char **counts; /* how many households each has */
	size_t n;
};

static int compare_parts(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	int by_code = strcmp(x->least, y->least);

	return by_code ? by_code : x->first < y->first ? -1 : x->first > y->first;
}

/* Which part each row belongs to, numbered as they come. Returns the parts. */
static struct part *find_parts(const struct sheet *s, size_t column, size_t *of_row, size_t *n)
{
	int household = sheet_find_column(s, "household");
	struct part *parts = NULL;
	struct map values = {0};

	for (size_t r = 0; r < s->nrows; r++) {
		char *const *row = s->cells + r * s->ncolumns;
		const char *code = household < 0 ? "" : row[household];
		bool added;
		of_row[r] = (size_t)*map_put(&values, row[column], strlen(row[column]), (int64_t)values.n, &added);
		if (added) {
			parts = xrealloc(parts, values.n, sizeof *parts);
			parts[values.n - 1] = (struct part){code, r, values.n - 1};
		} else if (strcmp(code, parts[of_row[r]].least) < 0) {
			parts[of_row[r]].least = code;
		}
	}
	*n = values.n;
	map_free(&values);
	return parts;
}

void sheet_split(struct sheet *s, const char *name)
{
	int column = sheet_find_column(s, name);
	size_t *of_row = xcalloc(s->nrows + 1, sizeof *of_row), n = 0, to = 0;
	char **cells = xcalloc(s->nrows * s->ncolumns + 1, sizeof *cells);
	struct part *parts = column < 0 ? NULL : find_parts(s, (size_t)column, of_row, &n);

	if (n > 1)
		qsort(parts, n, sizeof *parts, compare_parts);
	for (size_t p = 0; p < n; p++)
		for (size_t r = 0; r < s->nrows; r++)
			if (of_row[r] == parts[p].number)
				memcpy(cells + to++ * s->ncolumns, s->cells + r * s->ncolumns,
				       s->ncolumns * sizeof *cells);
	if (n > 0) {
		memcpy(s->cells, cells, s->nrows * s->ncolumns * sizeof *cells);
		s->split = xstrdup(name);
	}
	free(parts);
	free(of_row);
	free(cells);
}

static size_t split_count_households(const struct sheet *view)
{
	int household = sheet_find_column(view, "household");
	struct map seen = {0};
	size_t n;

	for (size_t r = 0; household >= 0 && r < view->nrows; r++) {
		const char *code = view->cells[r * view->ncolumns + (size_t)household];
		if (*code)
			map_put(&seen, code, strlen(code), 0, NULL);
	}
	n = seen.n;
	map_free(&seen);
	return n;
}

/* The head of a part: its value, and the count of its own households, for which `count` is kept. */
static void make_head(struct sheet *view, const struct sheet *s, size_t column, char *value, char *count)
{
	size_t at = 0;

	while (at < s->nhead && *s->head[at].name)
		at++;
	view->head = xcalloc(s->nhead + 1, sizeof *view->head);
	memcpy(view->head, s->head, at * sizeof *view->head);
	view->nhead = at;
	if (*value)
		view->head[view->nhead++] =
			(struct sheet_line){s->columns[column].name, value, s->columns[column].label, value};
	for (; at < s->nhead; at++) {
		struct sheet_line line = s->head[at];
		if (!*line.name)
			line.cell = line.value = count;
		view->head[view->nhead++] = line;
	}
}

/* All columns but that one, of the rows first..last-1. */
static void make_table(struct sheet *view, const struct sheet *s, size_t column, size_t first, size_t last)
{
	size_t left = s->ncolumns - 1;

	view->columns = xcalloc(left + 1, sizeof *view->columns);
	memcpy(view->columns, s->columns, column * sizeof *view->columns);
	memcpy(view->columns + column, s->columns + column + 1, (left - column) * sizeof *view->columns);
	view->ncolumns = left;
	view->nrows = last - first;
	view->cells = xcalloc(view->nrows * left + 1, sizeof *view->cells);
	for (size_t r = 0; r < view->nrows; r++) {
		char *const *from = s->cells + (first + r) * s->ncolumns;
		char **to = view->cells + r * left;
		memcpy(to, from, column * sizeof *to);
		memcpy(to + column, from + column + 1, (left - column) * sizeof *to);
	}
	sheet_add_up(view);
}

static void split_add_part(struct views *v, const struct sheet *s, size_t column, size_t first, size_t last)
{
	char number[DEC_SIZE];
	struct sheet *view;

	v->views = xrealloc(v->views, v->n + 1, sizeof *v->views);
	v->counts = xrealloc(v->counts, v->n + 1, sizeof *v->counts);
	view = &v->views[v->n];
	*view = *s;
	make_table(view, s, column, first, last);
	v->counts[v->n] = xstrdup(dec_human((int64_t)split_count_households(view) * 100, number));
	make_head(view, s, column, s->cells[first * s->ncolumns + column], v->counts[v->n]);
	v->n++;
}

static void free_parts(struct views *v)
{
	for (size_t i = 0; i < v->n; i++) {
		free(v->views[i].head);
		free(v->views[i].columns);
		free(v->views[i].cells);
		free(v->counts[i]);
	}
	free(v->views);
	free(v->counts);
}

/* One sheet for each value of the column, whose rows are together. */
static void each_part(FILE *f, const struct sheet *s, size_t column, sheet_view_f *print, size_t *number)
{
	char *const *cells = s->cells + column;
	struct views v = {0};
	size_t last;

	for (size_t first = 0; first < s->nrows; first = last) {
		for (last = first + 1; last < s->nrows; last++)
			if (strcmp(cells[last * s->ncolumns], cells[first * s->ncolumns]) != 0)
				break;
		split_add_part(&v, s, column, first, last);
	}
	for (size_t i = 0; i < v.n; i++)
		print(f, &v.views[i], ++*number);
	free_parts(&v);
}

void sheet_each_view(FILE *f, const struct sheet *sheets, size_t n, sheet_view_f *print)
{
	size_t number = 0;

	for (size_t i = 0; i < n; i++) {
		const struct sheet *s = &sheets[i];
		int column = s->split ? sheet_find_column(s, s->split) : -1;
		if (column < 0 || s->nrows == 0)
			print(f, s, ++number);
		else
			each_part(f, s, (size_t)column, print, &number);
	}
}
