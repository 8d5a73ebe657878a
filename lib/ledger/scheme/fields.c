/* Cells as people type them, made canonical. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/personal.h"
#include "base/text.h"
#include "ledger/scheme/tables.h"

/* The word that s[0..n) names, in `canonical=alias|…`: its beginning and length; false when none. */
static bool find_word(const char *words, const char *s, size_t n, const char **word, size_t *len)
{
	for (const char *p = words; *p; p += *p == '|') {
		*word = p;
		*len = strcspn(p, "=|");
		for (;;) {
			size_t k = strcspn(p, "=|");
			if (k == n && memcmp(p, s, n) == 0)
				return true;
			p += k;
			if (*p != '=')
				break;
			p++;
		}
	}
	return false;
}

/* `village, community, …`, for messages. */
static void list_words(struct buf *b, const char *words)
{
	for (const char *p = words; *p; p += strcspn(p, "|"), p += *p == '|') {
		buf_puts(b, b->n ? ", " : "");
		buf_add(b, p, strcspn(p, "=|"));
	}
}

static char *bad_word(struct ledger *l, const struct field *f, const char *s)
{
	struct buf list = {0};

	list_words(&list, f->words);
	diag_error(l->diag, EX_DATAERR, _("column %s: `%s` is none of %s"), f->name, s, buf_str(&list));
	buf_free(&list);
	return NULL;
}

static char *bad(struct ledger *l, const struct field *f, const char *s, const char *right)
{
	diag_error(l->diag, EX_DATAERR, _("column %s: `%s` is no %s"), f->name, s, right);
	return NULL;
}

static char *read_word(struct ledger *l, const struct field *f, const char *s)
{
	const char *word;
	size_t n;

	if (!find_word(f->words, s, strlen(s), &word, &n))
		return bad_word(l, f, s);
	return xasprintf("%.*s", (int)n, word);
}

/* What stands between two roles or codes: a blank, | or /, or the ideographic comma. */
static size_t gap(const char *s)
{
	size_t n = strspn(s, " |/,");

	return strncmp(s + n, "、", strlen("、")) == 0 ? n + strlen("、") : n;
}

static size_t until_gap(const char *s)
{
	size_t n = 0;

	while (s[n] && gap(s + n) == 0)
		n++;
	return n;
}

static bool has_role(const char *s, const char *words, const char *role, size_t len)
{
	for (size_t n; *s; s += n) {
		const char *word;
		size_t k;
		n = gap(s);
		s += n;
		n = until_gap(s);
		if (n && find_word(words, s, n, &word, &k) && k == len && memcmp(word, role, len) == 0)
			return true;
	}
	return false;
}

static char *read_roles(struct ledger *l, const struct field *f, const char *s)
{
	struct buf b = {0};
	const char *word;
	size_t n, k;

	for (const char *p = s; *p; p += n) {
		n = gap(p);
		if (n)
			continue;
		n = until_gap(p);
		if (!find_word(f->words, p, n, &word, &k))
			return bad_word(l, f, s);
	}
	for (const char *p = f->words; *p; p += strcspn(p, "|"), p += *p == '|') {
		n = strcspn(p, "=|");
		if (!has_role(s, f->words, p, n))
			continue;
		buf_puts(&b, b.n ? " " : "");
		buf_add(&b, p, n);
	}
	return buf_take(&b);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *read_codes(struct ledger *l, const struct field *f, const char *s)
{
	char **code = xcalloc(strlen(s) + 1, sizeof *code);
	struct buf b = {0};
	size_t n = 0, len;
	bool good = true;

	for (s += gap(s); *s; s += len, s += gap(s)) {
		len = until_gap(s);
		code[n++] = xasprintf("%.*s", (int)len, s);
	}
	qsort(code, n, sizeof *code, by_text);
	for (size_t i = 0; i < n; i++) {
		good = good && text_is_code(code[i]);
		if (i == 0 || strcmp(code[i], code[i - 1]) != 0)
			buf_printf(&b, "%s%s", b.n ? " " : "", code[i]);
	}
	for (size_t i = 0; i < n; i++)
		free(code[i]);
	free(code);
	if (good)
		return buf_take(&b);
	bad(l, f, buf_str(&b), _("list of codes divided by blanks"));
	buf_free(&b);
	return NULL;
}

static char *read_amount(struct ledger *l, const struct field *f, const char *s)
{
	char text[DEC_SIZE];
	int64_t v;

	if (!dec_parse(s, &v))
		return bad(l, f, s, _("number with at most two decimals"));
	if (v < 0 && f->type == FIELD_AMOUNT)
		return bad(l, f, s, _("number from 0"));
	return xstrdup(dec_format(v, text));
}

static char *read_count(struct ledger *l, const struct field *f, const char *s)
{
	char text[DEC_SIZE];
	int64_t v;

	if (!dec_parse(s, &v) || v % 100 != 0 || v < 100)
		return bad(l, f, s, _("whole number from 1"));
	snprintf(text, sizeof text, "%lld", (long long)(v / 100));
	return xstrdup(text);
}

static char *read_date(struct ledger *l, const struct field *f, const char *s)
{
	char text[DATE_SIZE];
	day_t d;

	if (!date_parse(s, &d))
		return bad(l, f, s, _("date such as 2025-07-16"));
	return xstrdup(date_format(d, text));
}

/* Years before 2000 lie outside the dates of the toolkit: read a hundred years later, which has the same leap days but
 * for 1900. */
static char *read_born(struct ledger *l, const struct field *f, const char *s)
{
	char text[32], date[DATE_SIZE];
	int year = atoi(s);
	day_t d;

	if (strspn(s, "0123456789") != 4 || year < 1901 || year > 2099 || strlen(s) >= sizeof text)
		return bad(l, f, s, _("year such as 1960 or date such as 1960-05-01"));
	if (s[4] == '\0' || strcmp(s + 4, "年") == 0)
		return xasprintf("%.4s", s);
	snprintf(text, sizeof text, "%04d%s", year < 2000 ? year + 100 : year, s + 4);
	if (!date_parse(text, &d))
		return bad(l, f, s, _("year such as 1960 or date such as 1960-05-01"));
	date_format(d, date);
	return xasprintf("%04d%s", year, date + 4);
}

static char *read_book(struct ledger *l, const struct field *f, const char *s)
{
	const struct book *b;

	if (f->type == FIELD_PARENT) {
		b = book_lookup(l, s);
		return xstrdup(b ? b->code : s);
	}
	return book_find(l, s, &b) == 0 ? xstrdup(b->code) : NULL;
}

static char *read_folded(struct ledger *l, const struct field *f, const char *s)
{
	switch (f->type) {
	case FIELD_CODE:
	case FIELD_HOUSEHOLD:
		return text_is_code(s) ? xstrdup(s) : bad(l, f, s, _("code: letters and digits without blanks"));
	case FIELD_CODES:
		return read_codes(l, f, s);
	case FIELD_WORD:
		return read_word(l, f, s);
	case FIELD_ROLES:
		return read_roles(l, f, s);
	case FIELD_AMOUNT:
	case FIELD_SIGNED:
		return read_amount(l, f, s);
	case FIELD_COUNT:
		return read_count(l, f, s);
	case FIELD_DATE:
		return read_date(l, f, s);
	case FIELD_BORN:
		return read_born(l, f, s);
	default:
		bug("column %s has no way to be read", f->name);
	}
}

static int check_personal(struct ledger *l, const struct field *f, const char *s)
{
	enum personal kind = personal_number(s);

	if (!kind)
		return 0;
	return diag_error(l->diag, EX_DATAERR, _("column %s: %s stands where a code or a figure is expected"), f->name, personal_name(kind));
}

char *field_read(struct ledger *l, const struct field *f, const char *typed)
{
	char *folded, *out;

	if (!*typed && (f->flags & FIELD_NEEDED)) {
		diag_error(l->diag, EX_DATAERR, _("column %s is blank: it must be given"), f->name);
		return NULL;
	}
	if (!*typed)
		return xstrdup(f->fallback ? f->fallback : "");
	if (f->type == FIELD_TEXT)
		return xstrdup(typed);
	if (f->type == FIELD_BOOK || f->type == FIELD_PARENT)
		return read_book(l, f, typed);
	folded = text_fold(xstrdup(typed));
	out = check_personal(l, f, folded) ? NULL : read_folded(l, f, folded);
	free(folded);
	return out;
}
