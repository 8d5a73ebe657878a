#include "stream/printer.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/dec.h"
#include "base/mem.h"
#include "stream/cell.h"
#include "stream/table.h"

enum { NAME_SIZE = 128 };

struct printed {
	char *title;
	enum cell_kind kind;
	bool known; /* the dictionary says what kind it is */
};

struct printer {
	FILE *f;
	struct printer_options o;
	char separator;
	struct table *table; /* PRINT_TABLE only */
	struct printed *column;
	size_t n;
	struct buf line;
	struct buf scratch; /* one cell */
	char (*amount)[DEC_SIZE]; /* of a table's row */
	const char **cell; /* room for a row */
	bool wants_quotes[UCHAR_MAX + 1];
};

static bool is_number(const char *s)
{
	int64_t v;

	return dec_parse(s, &v);
}

/* What keeps a spreadsheet from reading a code as a number, or a text as a formula; csvin.c takes it off. */
static const char *defused(struct printer *p, const struct printed *c, const char *s)
{
	struct buf *b = &p->scratch;

	buf_clear(b);
	if (c->kind == CELL_CODE || c->kind == CELL_DATE) {
		buf_puts(b, "=\"");
		for (; *s; s++) {
			if (*s == '"')
				buf_putc(b, '"');
			buf_putc(b, *s);
		}
		buf_putc(b, '"');
	} else if (cell_is_formula(s) && !((c->kind != CELL_TEXT || !c->known) && is_number(s))) {
		buf_putc(b, '\'');
		buf_puts(b, s);
	} else {
		return s;
	}
	return buf_str(b);
}

/* A line goes out in one piece. */
static void end_row(struct printer *p)
{
	buf_puts(&p->line, p->o.excel ? "\r\n" : "\n");
	fwrite_unlocked(p->line.s, 1, p->line.n, p->f);
	buf_clear(&p->line);
}

static void print_header(struct printer *p)
{
	const struct printed plain = {.kind = CELL_TEXT, .known = true};

	if (p->o.excel && !p->o.continued)
		buf_puts(&p->line, "\xEF\xBB\xBF");
	for (size_t i = 0; i < p->n; i++) {
		const char *s = p->column[i].title;

		if (i)
			buf_putc(&p->line, p->separator);
		csv_put(&p->line, p->o.excel && *s ? defused(p, &plain, s) : s, p->separator);
	}
	end_row(p);
}

static void start_table(struct printer *p)
{
	p->table = table_new(p->f);
	p->amount = xcalloc(p->n, sizeof(*p->amount));
	for (size_t i = 0; i < p->n; i++)
		table_column(p->table, p->column[i].title,
			     p->column[i].kind == CELL_AMOUNT || p->column[i].kind == CELL_COUNT);
}

static void set_column(struct printer *p, size_t i, const char *name)
{
	const struct column *c = column_find(p->o.dictionary, name);
	char zh[NAME_SIZE];

	p->column[i].title = xstrdup(c && p->o.header_zh ? column_zh(c, zh, sizeof(zh)) : name);
	p->column[i].kind = c ? c->kind : CELL_TEXT;
	p->column[i].known = c != NULL;
}

struct printer *printer_new(FILE *f, const struct printer_options *o, const char *const *names, size_t n)
{
	struct printer *p = xcalloc(1, sizeof(*p));

	p->f = f;
	p->o = *o;
	p->n = n;
	/* a lone column shows no TAB to tell the reader its separator */
	p->separator = o->format == PRINT_TSV && n > 1 ? '\t' : ',';
	p->column = xcalloc(n, sizeof(*p->column));
	for (size_t i = 0; i < n; i++)
		set_column(p, i, names[i]);
	p->cell = xcalloc(n + 1, sizeof(*p->cell));
	p->wants_quotes[(unsigned char)p->separator] = true;
	p->wants_quotes['"'] = p->wants_quotes['\n'] = p->wants_quotes['\r'] = true;
	if (o->sink)
		o->sink->row(o->sink->ctx, names, n);
	else if (o->format == PRINT_TABLE)
		start_table(p);
	else
		print_header(p);
	return p;
}

static void table_cells(struct printer *p, const char *const *cells)
{
	int64_t v;

	for (size_t i = 0; i < p->n; i++) {
		p->cell[i] = cells[i];
		if (p->column[i].kind == CELL_AMOUNT && cells[i] && dec_parse(cells[i], &v))
			p->cell[i] = dec_human(v, p->amount[i]);
	}
	table_row(p->table, p->cell);
}

static void print_cells(struct printer *p, const char *const *cells)
{
	for (size_t i = 0; i < p->n; i++) {
		const char *s = cells[i] ? cells[i] : "";

		if (i)
			buf_putc(&p->line, p->separator);
		if (!*s && p->n == 1)
			buf_puts(&p->line, "\"\""); /* an empty line is no row */
		else if (*s)
			csv_put(&p->line, p->o.excel ? defused(p, &p->column[i], s) : s, p->separator);
	}
	end_row(p);
}

static void hand_over(struct printer *p, const char *const *cells)
{
	for (size_t i = 0; i < p->n; i++)
		p->cell[i] = cells[i] ? cells[i] : "";
	p->o.sink->row(p->o.sink->ctx, p->cell, p->n);
}

void printer_row(struct printer *p, const char *const *cells)
{
	if (p->o.sink)
		hand_over(p, cells);
	else if (p->table)
		table_cells(p, cells);
	else
		print_cells(p, cells);
}

bool printer_packed(struct printer *p, const char *first, const char *others, size_t n)
{
	size_t head = strlen(first), used;
	bool quotes = false;
	char *line;

	if (p->o.sink || p->table || p->o.excel)
		return false;
	buf_clear(&p->scratch);
	line = buf_room(&p->scratch, head + 1 + n);
	memcpy(line, first, head + 1);
	memcpy(line + head + 1, others, n);
	used = head + 1 + n;
	for (size_t i = 0; i < used; i++) {
		quotes |= p->wants_quotes[(unsigned char)line[i]];
		line[i] = line[i] ? line[i] : p->separator;
	}
	line[used - 1] = '\n';
	if (!quotes)
		fwrite_unlocked(line, 1, used, p->f);
	return !quotes;
}

void printer_flush(struct printer *p)
{
	if (p->table)
		table_print(p->table);
	fflush(p->f);
}

void printer_end(struct printer *p)
{
	if (!p)
		return;
	if (p->table)
		table_print(p->table);
	table_free(p->table);
	for (size_t i = 0; i < p->n; i++)
		free(p->column[i].title);
	free(p->column);
	free(p->cell);
	free(p->amount);
	buf_free(&p->line);
	buf_free(&p->scratch);
	free(p);
}
