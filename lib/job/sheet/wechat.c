#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "job/sheet/internal.h"

/* Short lines for a group chat, in messages that it takes whole. */

enum {
	MESSAGE = 2000,
	TITLE = 120, /* a longer one is cut: the message is for the rows */
	RESERVE = 24 /* for `（12/34）` after the title */
};

static const char separator[] = "----------";

/* What a line on a phone has room for; a sheet with none of these shows all its columns. */
static const char *const short_columns[] = {
	"rank", "book",     "group", "household", "member",  "name",     "head",    "rule",     "title",
	"item", "quantity", "score", "points",    "balance", "state",    "receipt", "veto",     "date",
	"shop", "income",   "spent", "entry",     "outcome", "received", "given",   "disputed", NULL};

struct messages {
	char *title;
	size_t room;     /* characters in a message beside the title */
	struct buf *all; /* bodies */
	size_t n;
	size_t used; /* characters in the last */
};

static void new_message(struct messages *m)
{
	m->all = xrealloc(m->all, m->n + 1, sizeof *m->all);
	m->all[m->n++] = (struct buf){0};
	m->used = 0;
}

/* The first `n` characters of s, in bytes. */
static size_t prefix(const char *s, size_t n)
{
	size_t at = 0;

	while (s[at] && n > 0) {
		at++;
		while (((unsigned char)s[at] & 0xc0) == 0x80)
			at++;
		n--;
	}
	return at;
}

/* Puts a line where it fits; one longer than a message is cut into several. */
static void put_line(struct messages *m, const char *line)
{
	size_t length = text_length(line) + 1;

	for (; length > m->room; length = text_length(line) + 1) {
		size_t n = prefix(line, m->room - 1);
		if (m->used)
			new_message(m);
		buf_add(&m->all[m->n - 1], line, n);
		buf_putc(&m->all[m->n - 1], '\n');
		line += n;
		new_message(m);
	}
	if (m->used + length > m->room)
		new_message(m);
	buf_puts(&m->all[m->n - 1], line);
	buf_putc(&m->all[m->n - 1], '\n');
	m->used += length;
}

static bool is_short(const char *column)
{
	for (size_t i = 0; short_columns[i]; i++)
		if (strcmp(short_columns[i], column) == 0)
			return true;
	return false;
}

static bool has_short(const struct sheet *s)
{
	for (size_t c = 0; c < s->ncolumns; c++)
		if (is_short(s->columns[c].name))
			return true;
	return false;
}

/* A figure alone says nothing, so it follows the name of its column; codes and names speak for themselves. */
static void add_cell(const struct sheet *s, const struct sheet_column *c, const char *text, struct buf *line)
{
	if (!*text)
		return;
	if (line->n)
		buf_putc(line, ' ');
	if (strcmp(c->name, "rank") == 0)
		buf_printf(line, "%s.", text);
	else if (sheet_is_figure(c) || strcmp(c->name, "veto") == 0)
		buf_printf(line, "%s%s%s", c->label, s->texts.zh ? "" : " ", text);
	else
		buf_puts(line, text);
}

static void put_rows(struct messages *m, const struct sheet *s)
{
	struct buf line = {0}, shown = {0};
	bool all = !has_short(s);

	for (size_t r = 0; r < s->nrows; r++) {
		buf_clear(&line);
		for (size_t c = 0; c < s->ncolumns; c++) {
			const struct sheet_column *column = &s->columns[c];
			const char *cell = s->cells[r * s->ncolumns + c];
			if (all || is_short(column->name))
				add_cell(s, column, sheet_show(s, column, cell, &shown), &line);
		}
		put_line(m, buf_str(&line));
	}
	buf_free(&line);
	buf_free(&shown);
}

static void put_totals(struct messages *m, const struct sheet *s)
{
	struct buf line = {0}, shown = {0};
	bool all = !has_short(s);

	buf_puts(&line, s->texts.text[SHEET_TOTAL]);
	for (size_t c = 0; c < s->ncolumns; c++)
		if (s->columns[c].summed && (all || is_short(s->columns[c].name)))
			add_cell(s, &s->columns[c], sheet_show_total(s, c, &shown), &line);
	put_line(m, buf_str(&line));
	buf_free(&line);
	buf_free(&shown);
}

static void put_text(struct messages *m, const struct sheet *s, enum sheet_text which)
{
	struct buf b = {0};

	if (*sheet_text(s, which, &b))
		put_line(m, buf_str(&b));
	buf_free(&b);
}

static void put_labelled(struct messages *m, const struct sheet *s, const char *label, const struct buf *value)
{
	char *line = xasprintf("%s%s%s", label, s->texts.text[SHEET_COLON], buf_str(value));

	put_line(m, line);
	free(line);
}

static void chat_fill(struct messages *m, const struct sheet *s)
{
	struct buf b = {0};
	const char *label;

	new_message(m);
	put_text(m, s, SHEET_HEAD);
	for (size_t i = 0; sheet_head_line(s, i, &label, &b); i++)
		put_labelled(m, s, label, &b);
	put_rows(m, s);
	if (s->nrows == 0)
		put_text(m, s, SHEET_EMPTY);
	if (sheet_has_totals(s))
		put_totals(m, s);
	put_text(m, s, SHEET_OBJECTION);
	put_text(m, s, SHEET_CONTACT);
	put_text(m, s, SHEET_FOOT);
	for (size_t i = 0; sheet_proof_line(s, i, &label, &b); i++)
		put_labelled(m, s, label, &b);
	buf_free(&b);
}

/* Every message says what it is part of, and that it is a draft. */
static char *message_title(const struct sheet *s)
{
	struct buf b = {0};
	const char *words = sheet_words(s, s->title, &b);
	char *title;

	if (sheet_is_draft(s))
		title = xasprintf(s->texts.zh ? "【%s】%s" : "[%s] %s", s->texts.text[SHEET_DRAFT], words);
	else
		title = xstrdup(words);
	title[prefix(title, TITLE)] = '\0';
	buf_free(&b);
	return title;
}

static void chat_sheet(FILE *f, const struct sheet *s, size_t number)
{
	struct messages m = {.title = message_title(s)};

	if (number > 1)
		fprintf(f, "%s\n", separator);
	m.room = MESSAGE - RESERVE - text_length(m.title);
	chat_fill(&m, s);
	for (size_t i = 0; i < m.n; i++) {
		if (i)
			fprintf(f, "%s\n", separator);
		fputs(m.title, f);
		if (m.n > 1)
			fprintf(f, s->texts.zh ? "（%zu/%zu）" : " (%zu/%zu)", i + 1, m.n);
		fprintf(f, "\n%s", buf_str(&m.all[i]));
		buf_free(&m.all[i]);
	}
	free(m.all);
	free(m.title);
}

void sheet_print_wechat(FILE *f, const struct sheet *sheets, size_t n)
{
	sheet_each_view(f, sheets, n, chat_sheet);
}
