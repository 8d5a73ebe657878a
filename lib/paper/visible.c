#include "paper/visible.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"
#include "paper/markup.h"
#include "stream/csvin.h"

enum { ODD_SHOWN = 24 };

void visible_free(struct visible *v)
{
	for (size_t i = 0; i < v->n; i++) {
		for (size_t c = 0; c < v->lines[i].n; c++)
			free(v->lines[i].cells[c]);
		free(v->lines[i].cells);
		free(v->lines[i].marks);
	}
	free(v->lines);
	*v = (struct visible){0};
}

static struct visible_line *new_line(struct visible *v, bool row)
{
	v->lines = xrealloc(v->lines, v->n + 1, sizeof *v->lines);
	v->lines[v->n] = (struct visible_line){.row = row, .marks = xstrdup("")};
	return &v->lines[v->n++];
}

static void add_cell(struct visible_line *line, const char *text)
{
	line->cells = xrealloc(line->cells, line->n + 1, sizeof *line->cells);
	line->cells[line->n++] = xstrdup(text);
}

bool visible_same(const struct visible_line *a, const struct visible_line *b)
{
	if (a->n != b->n || a->row != b->row || strcmp(a->marks, b->marks) != 0)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->cells[i], b->cells[i]) != 0)
			return false;
	return true;
}

/* A document while it is read. */
struct page {
	struct visible *v;
	struct buf text;  /* of the line or cell so far */
	struct buf marks; /* of the line so far */
	bool gap;         /* a blank is due before the next character */
	bool in_cell;
};

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

/* Text as it shows: runs of blanks are one, none at the ends. */
static void add_text(struct page *p, const char *s)
{
	for (; *s; s++) {
		bool wide = strncmp(s, "\xc2\xa0", 2) == 0;
		if (wide || strchr(" \t\r\n\f", *s)) {
			p->gap = p->text.n > 0;
			s += wide;
			continue;
		}
		if (p->gap)
			buf_putc(&p->text, ' ');
		p->gap = false;
		buf_putc(&p->text, *s);
	}
}

static void clear_text(struct page *p)
{
	buf_clear(&p->text);
	p->gap = false;
}

/* Ends a line that is no row; blank ones do not count unless something is drawn there. */
static void end_line(struct page *p)
{
	struct visible_line *line;

	if (p->in_cell) {
		p->gap = p->text.n > 0;
		return;
	}
	if (p->text.n > 0 || p->marks.n > 0) {
		line = new_line(p->v, false);
		add_cell(line, buf_str(&p->text));
		free(line->marks);
		line->marks = buf_take(&p->marks);
	}
	clear_text(p);
	buf_clear(&p->marks);
}

static bool has_word(const xmlChar *text, const char *word)
{
	return text && strcasestr((const char *)text, word);
}

/* How the page is encoded, which browsers write anew in their own way; any other encoding changes what they show. */
static bool is_encoding(const xmlNode *node)
{
	bool is = false;

	for (const xmlAttr *a = node->properties; a && !is; a = a->next) {
		xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
		const char *name = (const char *)a->name;
		is = has_word(value, "utf-8") && (strcmp(name, "charset") == 0 || strcmp(name, "content") == 0);
		xmlFree(value);
	}
	return is;
}

/*
 * What stands there without being text may change what is seen: the element itself (some hide what is in them, or turn
 * it round) and all it says of itself. Only what browsers add of themselves does not count.
 */
static void add_marks(struct page *p, const xmlNode *node)
{
	const char *name = node->name ? (const char *)node->name : "";

	if (strcmp(name, "meta") == 0 && is_encoding(node))
		return;
	if (strcmp(name, "tbody") != 0 && strcmp(name, "body") != 0)
		buf_printf(&p->marks, "%s ", name);
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
		buf_printf(&p->marks, "[%s=%s]", (const char *)a->name, value ? (const char *)value : "");
		xmlFree(value);
	}
}

static void add_whole(struct page *p, const xmlNode *node)
{
	xmlChar *content = xmlNodeGetContent(node);
	struct page inner = {.v = p->v};

	add_text(&inner, content ? (const char *)content : "");
	buf_printf(&p->marks, "{%s}", buf_str(&inner.text));
	buf_free(&inner.text);
	xmlFree(content);
}

static void walk(struct page *p, const xmlNode *node);

static void walk_children(struct page *p, const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		walk(p, child);
}

static void walk_cell(struct page *p, const xmlNode *node, struct visible_line *row)
{
	clear_text(p);
	p->in_cell = true;
	add_marks(p, node);
	walk_children(p, node);
	p->in_cell = false;
	add_cell(row, buf_str(&p->text));
	clear_text(p);
}

static void walk_row(struct page *p, const xmlNode *node)
{
	struct visible_line row = {.row = true, .head = true};

	end_line(p);
	add_marks(p, node);
	for (const xmlNode *child = node->children; child; child = child->next) {
		bool head = child->name && strcmp((const char *)child->name, "th") == 0;
		if (child->type != XML_ELEMENT_NODE)
			continue;
		row.head = row.head && head;
		walk_cell(p, child, &row);
	}
	row.marks = buf_take(&p->marks);
	p->v->lines = xrealloc(p->v->lines, p->v->n + 1, sizeof *p->v->lines);
	p->v->lines[p->v->n++] = row;
}

/* Elements that begin a line of their own; all others stand in one. */
static bool is_block(const char *name)
{
	static const char *const blocks[] = {
		"address", "article", "aside", "blockquote", "body",     "br",         "caption", "center",  "dd",
		"details", "div",     "dl",    "dt",         "fieldset", "figcaption", "figure",  "footer",  "form",
		"h1",      "h2",      "h3",    "h4",         "h5",       "h6",         "header",  "hr",      "li",
		"main",    "nav",     "ol",    "p",          "pre",      "section",    "summary", "svg",
		"table",   "tbody",   "tfoot", "thead",      "tr",       "ul",         NULL};

	return is_one_of(name, blocks);
}

static void walk(struct page *p, const xmlNode *node)
{
	static const char *const whole[] = {"title",    "style",  "script", "noscript",
					    "template", "object", "iframe", NULL};
	const char *name = (const char *)node->name;

	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE || node->type == XML_ENTITY_REF_NODE) {
		xmlChar *content = xmlNodeGetContent(node);
		add_text(p, content ? (const char *)content : "");
		xmlFree(content);
		return;
	}
	if (node->type != XML_ELEMENT_NODE)
		return;
	if (strcmp(name, "tr") == 0) {
		walk_row(p, node);
		return;
	}
	if (is_block(name))
		end_line(p);
	add_marks(p, node);
	if (is_one_of(name, whole))
		add_whole(p, node);
	else
		walk_children(p, node);
	if (is_block(name))
		end_line(p);
}

static bool is_utf8(const char *data, size_t n)
{
	for (size_t i = 0; i < n;) {
		int len = (int)(n - i < 4 ? n - i : 4);
		int c = xmlGetUTF8Char((const unsigned char *)data + i, &len);
		if (c < 0)
			return false;
		i += (size_t)len;
	}
	return true;
}

/* So much of the rest of the page as a message can show. */
static size_t shown_length(const char *s, size_t n)
{
	size_t shown = 0;

	while (shown < n && shown < ODD_SHOWN && s[shown] >= ' ' && s[shown] <= '~')
		shown++;
	return shown;
}

int visible_html(struct visible *v, const char *data, size_t n, struct diag *d)
{
	const int how = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
	struct page p = {.v = v};
	const char *odd;
	htmlDocPtr doc;

	*v = (struct visible){0};
	odd = markup_odd(data, n);
	if (odd)
		return diag_error(d, EX_REFUSED,
				  _("`%.*s` stands in the page, which not every program reads in the same way: nobody "
				    "can say what it shows"),
				  (int)shown_length(odd, n - (size_t)(odd - data)), odd);
	/* Where memory runs out libxml2 goes on with half a page. */
	xmlMemSetup(free, mem_alloc, mem_resize, xstrdup);
	if (n >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
		data += 3;
		n -= 3;
	}
	doc = n <= INT32_MAX ? htmlReadMemory(data, (int)n, NULL, is_utf8(data, n) ? "UTF-8" : NULL, how) : NULL;
	if (!doc)
		return diag_error(d, EX_DATAERR, _("this cannot be read as HTML"));
	for (const xmlNode *node = doc->children; node; node = node->next)
		walk(&p, node);
	end_line(&p);
	buf_free(&p.text);
	buf_free(&p.marks);
	xmlFreeDoc(doc);
	xmlCleanupParser();
	return 0;
}

/* Zeros that say nothing: 95.00 and 053 come out of a spreadsheet as 95 and 53. */
static char *without_zeros(const char *cell)
{
	const char *digits = cell + (*cell == '-'), *point = digits + strspn(digits, "0123456789");
	size_t after = *point == '.' ? strspn(point + 1, "0123456789") : 0;

	if (point == digits || point[after ? after + 1 : 0] != '\0')
		return xstrdup(cell);
	while (after > 0 && point[after] == '0')
		after--;
	while (*digits == '0' && digits + 1 < point)
		digits++;
	return xasprintf("%s%.*s%.*s", *cell == '-' ? "-" : "", (int)(point - digits), digits,
			 after ? (int)after + 1 : 0, point);
}

/* A cell as every spreadsheet writes it again, whatever it made of numbers and days. */
static char *plain_cell(const char *cell)
{
	char *s = without_zeros(cell), day_text[DATE_SIZE];
	day_t day;

	if (s[strspn(s, "0123456789")] == '\0' || !date_parse(s, &day))
		return s;
	free(s);
	return xstrdup(date_format(day, day_text));
}

int visible_csv(struct visible *v, const char *path, const char *encoding, struct diag *d)
{
	const struct csvin_options options = {.encoding = encoding};
	struct visible_line *line;
	const struct csvrow *row;
	struct csvin *in;
	int more, rc = csvin_open(&in, path, &options, d);

	*v = (struct visible){0};
	if (rc)
		return rc;
	line = new_line(v, true);
	line->head = true;
	for (size_t c = 0; c < csvin_columns(in); c++)
		add_cell(line, csvin_raw_name(in, c));
	while ((more = csvin_next(in, &row)) > 0) {
		if (row->fault)
			rc = diag_error(d, EX_DATAERR, "%s", row->fault);
		line = new_line(v, true);
		for (size_t c = 0; c < row->n; c++) {
			char *cell = plain_cell(row->cell[c]);
			add_cell(line, cell);
			free(cell);
		}
	}
	if (more < 0)
		rc = csvin_status(in);
	diag_at(d, NULL, 0);
	csvin_close(in);
	return rc;
}
