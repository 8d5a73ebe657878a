#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "job/sheet/internal.h"

/* Fixed width: each column as wide as its widest cell, two blanks between, so that it prints on any printer. */

enum { GAP = 2, LEAST_WIDTH = 48 };

struct layout {
	int *width; /* of each column */
	int total;
};

static void plain_widen(int *width, const char *s)
{
	int w = text_width(s);

	if (w > *width)
		*width = w;
}

static void plain_measure(const struct sheet *s, struct layout *l)
{
	struct buf b = {0};

	l->width = xcalloc(s->ncolumns, sizeof *l->width);
	for (size_t c = 0; c < s->ncolumns; c++) {
		plain_widen(&l->width[c], s->columns[c].label);
		for (size_t r = 0; r < s->nrows; r++)
			plain_widen(&l->width[c], sheet_show(s, &s->columns[c], s->cells[r * s->ncolumns + c], &b));
		if (sheet_has_totals(s))
			plain_widen(&l->width[c], sheet_show_total(s, c, &b));
		l->total += l->width[c] + (c ? GAP : 0);
	}
	if (l->total < LEAST_WIDTH)
		l->total = LEAST_WIDTH;
	buf_free(&b);
}

static void plain_blanks(FILE *f, int n)
{
	if (n > 0)
		fprintf(f, "%*s", n, "");
}

static void plain_rule(FILE *f, const struct layout *l, char c)
{
	for (int i = 0; i < l->total; i++)
		putc(c, f);
	putc('\n', f);
}

static void plain_centred(FILE *f, const struct layout *l, const char *s)
{
	plain_blanks(f, (l->total - text_width(s)) / 2);
	fprintf(f, "%s\n", s);
}

/* Blanks are written before the next cell that shows something, so that no line ends with them. */
static void plain_cell(FILE *f, const struct sheet_column *c, int width, const char *s, int *owed)
{
	int pad = width - text_width(s);

	if (!*s) {
		*owed += width + GAP;
		return;
	}
	plain_blanks(f, *owed + (sheet_is_figure(c) ? pad : 0));
	fputs(s, f);
	*owed = GAP + (sheet_is_figure(c) ? 0 : pad);
}

static void plain_labels(FILE *f, const struct sheet *s, const struct layout *l)
{
	int owed = 0;

	for (size_t c = 0; c < s->ncolumns; c++)
		plain_cell(f, &s->columns[c], l->width[c], s->columns[c].label, &owed);
	putc('\n', f);
}

static void plain_row(FILE *f, const struct sheet *s, const struct layout *l, size_t r, struct buf *b)
{
	int owed = 0;

	for (size_t c = 0; c < s->ncolumns; c++) {
		const char *text = sheet_show(s, &s->columns[c], s->cells[r * s->ncolumns + c], b);
		plain_cell(f, &s->columns[c], l->width[c], text, &owed);
	}
	putc('\n', f);
}

static void plain_totals(FILE *f, const struct sheet *s, const struct layout *l, struct buf *b)
{
	int owed = 0;

	plain_rule(f, l, '-');
	for (size_t c = 0; c < s->ncolumns; c++)
		plain_cell(f, &s->columns[c], l->width[c], sheet_show_total(s, c, b), &owed);
	putc('\n', f);
}

static void plain_table(FILE *f, const struct sheet *s, const struct layout *l)
{
	struct buf b = {0};

	plain_rule(f, l, '=');
	plain_labels(f, s, l);
	plain_rule(f, l, '-');
	for (size_t r = 0; r < s->nrows; r++)
		plain_row(f, s, l, r, &b);
	if (s->nrows == 0)
		fprintf(f, "%s\n", s->texts.text[SHEET_EMPTY]);
	if (sheet_has_totals(s))
		plain_totals(f, s, l, &b);
	plain_rule(f, l, '=');
	buf_free(&b);
}

/* The byte length of the character at s. */
static size_t character(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* What must not begin a line. */
static bool is_closing(const char *s)
{
	static const char *const closing[] = {"，", "。", "、", "；", "：", "！", "？",
					      "）", "》", "」", "』", "】", "”",  "’"};

	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
		if (strncmp(s, closing[i], strlen(closing[i])) == 0)
			return true;
	return false;
}

/* How many bytes of `s` fit; Latin words stay whole where they can, Chinese breaks anywhere but before its points. */
static size_t fit(const char *s, int width)
{
	size_t n = 0, blank = 0, before = 0;
	int used = 0;

	while (s[n]) {
		char one[8] = {0};
		size_t len = character(s + n);
		memcpy(one, s + n, len < sizeof one ? len : sizeof one - 1);
		used += text_width(one);
		if (used > width && blank)
			return blank;
		if (used > width)
			return is_closing(s + n) ? before : n;
		if (s[n] == ' ')
			blank = n;
		if (!is_closing(s + n))
			before = n;
		n += len;
	}
	return n;
}

static void plain_paragraph(FILE *f, const struct layout *l, const char *s)
{
	while (*s) {
		size_t n = fit(s, l->total);
		if (n == 0)
			n = character(s);
		fprintf(f, "%.*s\n", (int)n, s);
		s += n;
		s += strspn(s, " ");
	}
}

static void plain_text(FILE *f, const struct layout *l, const struct sheet *s, enum sheet_text which)
{
	struct buf b = {0};

	plain_paragraph(f, l, sheet_text(s, which, &b));
	buf_free(&b);
}

static void plain_heading(FILE *f, const struct sheet *s, const struct layout *l)
{
	char *const *text = s->texts.text;
	struct buf b = {0};

	if (*text[SHEET_HEAD])
		plain_centred(f, l, sheet_text(s, SHEET_HEAD, &b));
	plain_centred(f, l, sheet_words(s, s->title, &b));
	if (sheet_is_draft(s)) {
		char *mark = xasprintf("*** %s%s%s ***", text[SHEET_DRAFT], text[SHEET_COLON], text[SHEET_DRAFT_NOTE]);
		plain_centred(f, l, mark);
		free(mark);
	}
	putc('\n', f);
	buf_free(&b);
}

static void plain_foot(FILE *f, const struct sheet *s, const struct layout *l)
{
	struct buf b = {0};
	const char *label;

	plain_text(f, l, s, SHEET_OBJECTION);
	plain_text(f, l, s, SHEET_CONTACT);
	plain_text(f, l, s, SHEET_FOOT);
	if (!sheet_is_draft(s)) {
		putc('\n', f);
		for (size_t i = 0; sheet_proof_line(s, i, &label, &b); i++) {
			char *line = xasprintf("%s%s%s", label, s->texts.text[SHEET_COLON], buf_str(&b));
			plain_paragraph(f, l, line);
			free(line);
		}
		plain_text(f, l, s, SHEET_VERIFY_TEXT);
	}
	fprintf(f, "\n%s%s\n", s->texts.text[SHEET_SEAL], s->texts.text[SHEET_PLACE]);
	fprintf(f, "%s\n", sheet_text(s, SHEET_DATE, &b));
	buf_free(&b);
}

static void plain_sheet(FILE *f, const struct sheet *s, size_t number)
{
	struct layout l = {0};
	struct buf b = {0};
	const char *label;

	if (number > 1)
		fputs("\n\n", f);
	plain_measure(s, &l);
	plain_heading(f, s, &l);
	for (size_t i = 0; sheet_head_line(s, i, &label, &b); i++)
		fprintf(f, "%s%s%s\n", label, s->texts.text[SHEET_COLON], buf_str(&b));
	plain_table(f, s, &l);
	plain_foot(f, s, &l);
	free(l.width);
	buf_free(&b);
}

void sheet_print_text(FILE *f, const struct sheet *sheets, size_t n)
{
	sheet_each_view(f, sheets, n, plain_sheet);
}
