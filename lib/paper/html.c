#include "paper/html.h"

#include <string.h>

static const char *entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return "&#39;";
	}
}

void html_text(FILE *f, const char *s)
{
	for (;;) {
		size_t n = strcspn(s, "&<>\"'");

		fwrite(s, 1, n, f);
		if (!s[n])
			break;
		fputs(entity(s[n]), f);
		s += n + 1;
	}
}

void html_begin(FILE *f, const char *lang, const char *title, const char *style)
{
	fprintf(f,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		lang);
	html_element(f, "title", "", title);
	fprintf(f, "<style>\n%s</style>\n</head>\n<body>\n", style);
}

void html_end(FILE *f)
{
	fputs("</body>\n</html>\n", f);
}

void html_cell(FILE *f, const char *tag, const char *class, const char *text)
{
	fprintf(f, "<%s", tag);
	if (*class)
		fprintf(f, " class=\"%s\"", class);
	putc('>', f);
	html_text(f, text);
	fprintf(f, "</%s>", tag);
}

void html_element(FILE *f, const char *tag, const char *class, const char *text)
{
	if (!*text)
		return;
	html_cell(f, tag, class, text);
	putc('\n', f);
}

void html_table(FILE *f, const struct html_column *columns, size_t n)
{
	fputs("<table>\n<thead>\n<tr>", f);
	for (size_t i = 0; i < n; i++)
		html_element(f, "th", columns[i].class, columns[i].title);
	fputs("</tr>\n</thead>\n<tbody>\n", f);
}

void html_table_end(FILE *f)
{
	fputs("</tbody>\n</table>\n", f);
}
