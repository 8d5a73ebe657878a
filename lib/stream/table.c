#include "stream/table.h"

#include <errno.h>
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static const char gap[] = "  ";

struct table {
	FILE *f;
	struct libscols_table *tb;
	bool begun;
};

/* libsmartcols fails only for lack of memory or wrong use. */
static void check(int rc)
{
	if (rc == -ENOMEM)
		mem_exhausted();
	if (rc)
		bug("libsmartcols: %d", rc);
}

struct table *table_new(FILE *f)
{
	struct table *t = xcalloc(1, sizeof(*t));

	t->f = f;
	t->tb = scols_new_table();
	if (!t->tb)
		mem_exhausted();
	check(scols_table_set_stream(t->tb, f));
	check(scols_table_set_column_separator(t->tb, gap));
	/* a terminal's width cuts nothing off */
	check(scols_table_set_termforce(t->tb, SCOLS_TERMFORCE_NEVER));
	check(scols_table_enable_nowrap(t->tb, 1));
	check(scols_table_enable_noencoding(t->tb, 1));
	check(scols_table_enable_minout(t->tb, 1));
	return t;
}

void table_column(struct table *t, const char *title, bool right)
{
	if (!scols_table_new_column(t->tb, title, 0, right ? SCOLS_FL_RIGHT : 0))
		mem_exhausted();
}

/* libsmartcols does not end with bytes that are no UTF-8, and takes other characters at their word. */
static char *shown(const char *cell)
{
	char *s = xstrdup(cell);

	s[text_show(s, strlen(s), false)] = '\0';
	return s;
}

void table_row(struct table *t, const char *const *cells)
{
	struct libscols_line *line = scols_table_new_line(t->tb, NULL);

	if (!line)
		mem_exhausted();
	for (size_t i = 0; i < scols_table_get_ncols(t->tb); i++) {
		if (cells[i] && *cells[i])
			check(scols_line_refer_data(line, i, shown(cells[i])));
	}
}

/* libsmartcols prints no header without rows. */
static void print_header(struct table *t)
{
	for (size_t i = 0; i < scols_table_get_ncols(t->tb); i++) {
		fputs(i ? gap : "", t->f);
		fputs(scols_column_get_name(scols_table_get_column(t->tb, i)), t->f);
	}
	fputc('\n', t->f);
}

void table_print(struct table *t)
{
	if (scols_table_get_nlines(t->tb)) {
		check(scols_table_enable_noheadings(t->tb, t->begun));
		scols_print_table(t->tb); /* a write that fails stays on the FILE */
		scols_table_remove_lines(t->tb);
	} else if (!t->begun) {
		print_header(t);
	}
	t->begun = true;
}

void table_free(struct table *t)
{
	if (!t)
		return;
	scols_unref_table(t->tb);
	free(t);
}
