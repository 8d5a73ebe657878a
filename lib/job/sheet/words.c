/* Placeholders: what a text of a sheet leaves to the sheet it stands on. */
#include <string.h>

#include "job/sheet/internal.h"

enum placeholder {
	IS_PLACE,
	IS_SCHEME,
	IS_PERSON,
	IS_PHONE,
	IS_BOOK,
	IS_PERIOD,
	IS_HOUSEHOLDS,
	IS_ROWS,
	IS_NUMBER,
	IS_ISSUED,
	IS_UNTIL,
	IS_CORRECTS,
	IS_DIGEST,
	IS_ENTRY,
	IS_PAGE, /* the last two: for the renderer, in the text `page` only */
	IS_PAGES,
	PLACEHOLDERS
};

static const char *const placeholders[PLACEHOLDERS] = {
	[IS_PLACE] = "place",           [IS_SCHEME] = "scheme", [IS_PERSON] = "contact",
	[IS_PHONE] = "phone",           [IS_BOOK] = "book",     [IS_PERIOD] = "period",
	[IS_HOUSEHOLDS] = "households", [IS_ROWS] = "rows",     [IS_NUMBER] = "number",
	[IS_ISSUED] = "issued",         [IS_UNTIL] = "until",   [IS_CORRECTS] = "corrects",
	[IS_DIGEST] = "digest",         [IS_ENTRY] = "entry",   [IS_PAGE] = "page",
	[IS_PAGES] = "pages",
};

enum { GROUP = 8 /* characters of a digest that an eye takes at once */ };

/* What stands where a draft has nothing yet. */
static const char room[] = "____";
static const char zh_room[] = "____年__月__日";
static const char en_room[] = "____-__-__";

/* The placeholder that `text` begins with, its length with braces in *n; PLACEHOLDERS when it is none. */
static enum placeholder find_placeholder(const char *text, size_t *n)
{
	size_t length = strcspn(text, "}");

	*n = length + (text[length] == '}');
	for (enum placeholder p = 0; p < PLACEHOLDERS && text[length] == '}'; p++)
		if (strlen(placeholders[p]) == length - 1 && memcmp(placeholders[p], text + 1, length - 1) == 0)
			return p;
	return PLACEHOLDERS;
}

char *sheet_unknown_placeholder(const char *text, bool page)
{
	while ((text = strchr(text, '{')) != NULL) {
		size_t n;
		enum placeholder p = find_placeholder(text, &n);
		if (p == PLACEHOLDERS || (!page && (p == IS_PAGE || p == IS_PAGES)))
			return strndup(text, n);
		text += n;
	}
	return NULL;
}

static const char *given(const char *text)
{
	return text && *text ? text : room;
}

static void put_day(const struct sheet *s, const char *day, struct buf *out)
{
	struct buf b = {0};

	if (day && *day)
		buf_puts(out, sheet_show_period(s, day, &b));
	else
		buf_puts(out, s->texts.zh ? zh_room : en_room);
	buf_free(&b);
}

static const char *households(const struct sheet *s)
{
	for (size_t i = 0; i < s->nhead; i++)
		if (!*s->head[i].name)
			return s->head[i].value;
	return "";
}

static void put_period(const struct sheet *s, struct buf *out)
{
	struct buf b = {0};

	buf_puts(out, sheet_show_period(s, s->period, &b));
	buf_free(&b);
}

static void put_placeholder(const struct sheet *s, enum placeholder p, struct buf *out)
{
	static const enum sheet_text fixed[] = {[IS_PLACE] = SHEET_PLACE,
						[IS_SCHEME] = SHEET_SCHEME,
						[IS_PERSON] = SHEET_PERSON,
						[IS_PHONE] = SHEET_PHONE};

	if (p <= IS_PHONE)
		buf_puts(out, s->texts.text[fixed[p]]);
	else if (p == IS_BOOK)
		buf_puts(out, s->book);
	else if (p == IS_PERIOD)
		put_period(s, out);
	else if (p == IS_HOUSEHOLDS)
		buf_puts(out, households(s));
	else if (p == IS_ROWS)
		buf_printf(out, "%zu", s->nrows);
	else if (p == IS_NUMBER)
		buf_puts(out, given(s->proof.number));
	else if (p == IS_ISSUED)
		put_day(s, s->proof.issued, out);
	else if (p == IS_UNTIL)
		put_day(s, s->proof.until, out);
	else if (p == IS_CORRECTS)
		buf_puts(out, s->proof.corrects ? s->proof.corrects : "");
	else
		buf_puts(out, given(p == IS_DIGEST ? s->proof.digest : s->proof.entry));
}

/* What is empty leaves no blank at the ends. */
static void trim(struct buf *b)
{
	size_t from = strspn(buf_str(b), " ");

	while (b->n > from && b->s[b->n - 1] == ' ')
		b->s[--b->n] = '\0';
	if (from) {
		memmove(b->s, b->s + from, b->n - from + 1);
		b->n -= from;
	}
}

const char *sheet_words(const struct sheet *s, const char *text, struct buf *b)
{
	const char *begin = text;
	size_t n;

	buf_clear(b);
	while (*text) {
		size_t plain = strcspn(text, "{");
		enum placeholder p;
		buf_add(b, text, plain);
		text += plain;
		if (!*text)
			break;
		p = find_placeholder(text, &n);
		if (p < IS_PAGE)
			put_placeholder(s, p, b);
		else
			buf_add(b, text, n);
		text += n;
	}
	if (*begin == '{' || (text > begin && text[-1] == '}'))
		trim(b);
	return buf_str(b);
}

const char *sheet_text(const struct sheet *s, enum sheet_text text, struct buf *b)
{
	return sheet_words(s, s->texts.text[text], b);
}

bool sheet_head_line(const struct sheet *s, size_t i, const char **label, struct buf *b)
{
	static const struct {
		enum sheet_text label;
		const char *value;
	} lines[] = {{SHEET_NUMBER, "{number}"},
		     {SHEET_CORRECTS, "{corrects}"},
		     {SHEET_ISSUED, "{issued}"},
		     {SHEET_UNTIL, "{until}"}};
	const size_t n = sizeof lines / sizeof *lines;

	for (size_t k = 0; k < n && !sheet_is_draft(s); k++) {
		if (lines[k].label == SHEET_CORRECTS && (!s->proof.corrects || !*s->proof.corrects))
			continue;
		if (i-- == 0) {
			*label = s->texts.text[lines[k].label];
			sheet_words(s, lines[k].value, b);
			return true;
		}
	}
	if (i >= s->nhead)
		return false;
	*label = s->head[i].label;
	buf_clear(b);
	buf_puts(b, s->head[i].value);
	return true;
}

bool sheet_proof_line(const struct sheet *s, size_t i, const char **label, struct buf *b)
{
	const char *hex = i == 0 ? s->proof.digest : s->proof.entry;

	if (sheet_is_draft(s) || i > 1)
		return false;
	*label = s->texts.text[i == 0 ? SHEET_DIGEST : SHEET_ENTRY];
	buf_clear(b);
	for (size_t k = 0; hex && hex[k]; k++) {
		if (k && k % GROUP == 0)
			buf_putc(b, ' ');
		buf_putc(b, hex[k]);
	}
	return true;
}

const char *sheet_qr(const struct sheet *s, struct buf *b)
{
	struct buf words = {0};

	buf_clear(b);
	buf_printf(b, "pts %s %s %s\n%s", given(s->proof.number), given(s->proof.digest), given(s->proof.entry),
		   sheet_text(s, SHEET_QR, &words));
	buf_free(&words);
	return buf_str(b);
}
