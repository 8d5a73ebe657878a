#include "paper/markup.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* A document while it is read; its end counts as a NUL. */
struct reading {
	const char *at, *end;
};

static char peek(const struct reading *r)
{
	return r->at < r->end ? *r->at : '\0';
}

static bool take(struct reading *r, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->at) < n || strncasecmp(r->at, word, n) != 0)
		return false;
	r->at += n;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool take_name(struct reading *r)
{
	if (!is_letter(peek(r)))
		return false;
	while (is_letter(peek(r)) || (peek(r) >= '0' && peek(r) <= '9') || peek(r) == '-' || peek(r) == ':')
		r->at++;
	return true;
}

static bool take_blanks(struct reading *r)
{
	bool any = is_blank(peek(r));

	while (is_blank(peek(r)))
		r->at++;
	return any;
}

/* NAME="VALUE", in quotes of either sort. */
static bool take_attribute(struct reading *r)
{
	char quote;

	if (!take_name(r) || !take(r, "="))
		return false;
	quote = peek(r);
	if (quote != '"' && quote != '\'')
		return false;
	for (r->at++; peek(r) != quote; r->at++)
		if (peek(r) == '<' || peek(r) == '\0')
			return false;
	r->at++;
	return true;
}

static bool take_tag(struct reading *r)
{
	bool closing = take(r, "/");

	if (!take_name(r))
		return false;
	while (take_blanks(r) && is_letter(peek(r)))
		if (closing || !take_attribute(r))
			return false;
	if (!closing)
		take(r, "/");
	return take(r, ">");
}

static bool take_comment(struct reading *r)
{
	while (!take(r, "-->")) {
		if (strchr("<>", peek(r)) || (peek(r) == '-' && r->at + 1 < r->end && r->at[1] == '-'))
			return false;
		r->at++;
	}
	return true;
}

static bool take_doctype(struct reading *r)
{
	while (peek(r) != '>') {
		if (peek(r) == '<' || peek(r) == '\0')
			return false;
		r->at++;
	}
	r->at++;
	return true;
}

static bool take_markup(struct reading *r)
{
	if (take(r, "!--"))
		return take_comment(r);
	return take(r, "!DOCTYPE") ? take_doctype(r) : take_tag(r);
}

const char *markup_odd(const char *data, size_t n)
{
	struct reading r = {data, data + n};

	while (r.at < r.end) {
		const char *from = r.at++;
		if (*from == '\0' || (*from == '<' && !take_markup(&r)))
			return from;
	}
	return NULL;
}
