#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "job/sheet/internal.h"
#include "paper/html.h"
#include "paper/qr.h"

/* One file with everything in it: no script, nothing fetched, nothing that a later browser could run. */

static const char head_start[] = "<meta charset=\"utf-8\">\n"
				 "<meta http-equiv=\"Content-Security-Policy\" "
				 "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
				 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

static const char style_common[] =
	"body{margin:0;background:#fff;color:#111;overflow-wrap:anywhere;"
	"font:16px/1.6 " HTML_FONTS "}\n"
	".sheet{max-width:70rem;margin:0 auto;padding:1.5rem 1rem 2.5rem}\n"
	".sheet+.sheet{border-top:3px double #111}\n"
	"h1{font-size:1.75rem;line-height:1.3;letter-spacing:.08em;text-align:center;margin:.5rem 0}\n"
	".scheme{text-align:center;margin:0}\n"
	".draft{margin:.5rem auto;padding:.15rem 1rem;width:fit-content;"
	"border:2px solid #b00020;color:#b00020;text-align:center}\n"
	".head{display:flex;flex-wrap:wrap;gap:.1rem 2rem;margin:1rem 0 .5rem;padding:0;list-style:none}\n"
	"table{width:100%;border-collapse:collapse;border:1.5px solid #111}\n"
	"th,td{border:1px solid #555;padding:.25rem .45rem;text-align:left;vertical-align:middle}\n"
	"th{background:#f0f0f0;text-align:center;font-weight:600}\n"
	".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	"th.n{text-align:center;white-space:normal}\n"
	".c,th.c{white-space:nowrap}\n"
	".r{text-align:center;white-space:nowrap}\n"
	".wide{font-size:.875rem}\n"
	".sum td{font-weight:600;border-top:1.5px solid #111}\n"
	".foot p{margin:.6rem 0}\n"
	".proof{display:flex;gap:1rem;align-items:center;margin:1rem 0}\n"
	".qr{flex:none;shape-rendering:crispEdges;width:9rem;height:9rem}\n"
	".foot .proof p{margin:.2rem 0;font-size:.875rem}\n"
	".hex{display:block;font-family:\"DejaVu Sans Mono\",Consolas,Menlo,monospace;font-size:.8125rem}\n"
	".foot .seal{margin:1.5rem 0 0 auto;width:fit-content;min-width:18rem}\n";

/* On a phone a row is a card: what it is about first, then each figure behind its name. */
static const char style_phone[] =
	"@media screen and (max-width:960px){\n"
	".sheet{padding:1rem .75rem 2rem}\n"
	"h1{font-size:1.35rem}\n"
	"table,tbody{display:block;border:0}\n"
	"thead{display:none}\n"
	"tr{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.45rem 0;border-top:1px solid #767676}\n"
	".sum{border-top:2px solid #111}\n"
	"td,.sum td{display:block;border:0;padding:0;white-space:normal;text-align:left}\n"
	"td:empty{display:none}\n"
	"td[data-label]::before{content:attr(data-label) \" \";color:#555;font-weight:400;font-size:.875rem}\n"
	".proof{flex-direction:column;align-items:flex-start}\n"
	".foot .seal{min-width:0}\n"
	"}\n";

/*
 * Sizes go by the shorter side of the page, so that on A3 all of it can be read from further off: 2vmin is 10.5
 * pt on A4.
 */
static const char style_print[] = "@media print{\n"
				  "body{font-size:2.03vmin;line-height:1.4}\n"
				  ".sheet{max-width:none;margin:0;padding:0;break-after:page}\n"
				  ".sheet:last-child{break-after:auto}\n"
				  ".sheet+.sheet{border-top:0}\n"
				  "h1{font-size:3.9vmin}\n"
				  "thead{display:table-header-group}\n"
				  "tr,.foot{break-inside:avoid}\n"
				  ".sum{break-before:avoid}\n"
				  "table{width:calc(100% - 1mm);margin:0 auto}\n"
				  "th,td{padding:.32em .4em}\n"
				  ".wide{font-size:1.74vmin;line-height:1.3}\n"
				  ".wide th,.wide td{padding:.22em .25em}\n"
				  ".widest{font-size:1.55vmin}\n"
				  ".widest th,.widest td{padding:.25em .18em}\n"
				  ".qr{width:20vmin;height:20vmin}\n"
				  ".foot .proof p{font-size:1.74vmin}\n"
				  ".hex{font-size:1.55vmin}\n"
				  "th{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
				  "}\n";

enum {
	WIDE = 9,        /* columns from which a table needs the smaller print on A4 */
	WIDEST = 13,     /* and still smaller */
	SHORT_CODE = 12, /* the width up to which a code is not broken into lines */
	SHORT_TEXT = 10  /* and other text */
};

/* Text as a CSS string: whatever is not a plain letter by its number, so that it can end neither string nor style. */
static void css_string(FILE *f, const char *s)
{
	putc('"', f);
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c >= 0x80 || isalnum(c) || c == ' ' || c == '.' || c == ':' || c == '-')
			putc(c, f);
		else
			fprintf(f, "\\%x ", c);
	}
	putc('"', f);
}

/* The words of the page number with a counter for each placeholder. */
static void page_number(FILE *f, const char *words)
{
	static const char page[] = "{page}", pages[] = "{pages}";

	while (*words) {
		size_t plain = strcspn(words, "{");
		char *part = xasprintf("%.*s", (int)plain, words);
		if (plain)
			css_string(f, part);
		free(part);
		words += plain;
		if (strncmp(words, pages, strlen(pages)) == 0) {
			fputs(" counter(pages) ", f);
			words += strlen(pages);
		} else if (strncmp(words, page, strlen(page)) == 0) {
			fputs(" counter(page) ", f);
			words += strlen(page);
		} else if (*words) {
			words++;
		}
	}
}

/* Every printed page says which sheet it is of, its number or that it is a draft, and how many pages there are. */
static void page_style(FILE *f, const struct sheet *s, size_t i)
{
	struct buf b = {0};

	fprintf(f, "@page sheet%zu{margin:18mm 14mm;\n@top-left{content:", i);
	css_string(f, sheet_words(s, s->title, &b));
	if (*s->period) {
		fputs(" \" \" ", f);
		css_string(f, sheet_words(s, "{period}", &b));
	}
	fputs(";font-size:9pt}\n@top-right{content:", f);
	if (sheet_is_draft(s)) {
		css_string(f, s->texts.text[SHEET_DRAFT]);
		fputs(";font-size:12pt;font-weight:bold;color:#b00020}\n", f);
	} else {
		css_string(f, s->proof.number);
		fputs(";font-size:9pt}\n", f);
	}
	fputs("@bottom-center{content:\"\"", f);
	page_number(f, sheet_text(s, SHEET_PAGE, &b));
	fprintf(f, ";font-size:9pt}}\n#sheet%zu{page:sheet%zu}\n", i, i);
	buf_free(&b);
}

static void page_element(FILE *f, const char *open, const char *text, const char *close)
{
	fputs(open, f);
	html_text(f, text);
	fprintf(f, "%s\n", close);
}

/* One of the fixed texts, nothing when it is blank. */
static void page_words(FILE *f, const struct sheet *s, enum sheet_text which, const char *open, const char *close)
{
	struct buf b = {0};

	if (*sheet_text(s, which, &b))
		page_element(f, open, buf_str(&b), close);
	buf_free(&b);
}

static void page_labelled(FILE *f, const struct sheet *s, const char *label, const char *value)
{
	html_text(f, label);
	html_text(f, s->texts.text[SHEET_COLON]);
	html_text(f, value);
}

static void page_head_lines(FILE *f, const struct sheet *s)
{
	struct buf b = {0};
	const char *label;
	size_t i;

	for (i = 0; sheet_head_line(s, i, &label, &b); i++) {
		fputs(i ? "<li>" : "<ul class=\"head\">\n<li>", f);
		page_labelled(f, s, label, buf_str(&b));
		fputs("</li>\n", f);
	}
	if (i)
		fputs("</ul>\n", f);
	buf_free(&b);
}

static void page_heading(FILE *f, const struct sheet *s)
{
	struct buf b = {0};

	page_words(f, s, SHEET_HEAD, "<p class=\"scheme\">", "</p>");
	page_element(f, "<h1>", sheet_words(s, s->title, &b), "</h1>");
	if (sheet_is_draft(s)) {
		fputs("<p class=\"draft\"><strong>", f);
		html_text(f, s->texts.text[SHEET_DRAFT]);
		fputs("</strong> ", f);
		page_words(f, s, SHEET_DRAFT_NOTE, "", "</p>");
	}
	page_head_lines(f, s);
	buf_free(&b);
}

static void page_cell(FILE *f, const struct sheet_column *c, const char *text, bool labelled)
{
	int unbroken = c->kind == CELL_CODE ? SHORT_CODE : SHORT_TEXT;

	if (strcmp(c->name, "rank") == 0)
		fputs("<td class=\"r\"", f);
	else if (sheet_is_figure(c))
		fputs("<td class=\"n\"", f);
	else
		fputs(text_width(text) <= unbroken ? "<td class=\"c\"" : "<td", f);
	if (labelled && *text) {
		fputs(" data-label=\"", f);
		html_text(f, c->label);
		putc('"', f);
	}
	putc('>', f);
	html_text(f, text);
	fputs("</td>", f);
}

/* A short label stays in one line; over figures a longer one may break, for there are many such columns. */
static const char *page_label_class(const struct sheet_column *c)
{
	int width = text_width(c->label);

	if (sheet_is_figure(c))
		return width <= 4 ? "n c" : "n";
	return width <= SHORT_TEXT ? "c" : "";
}

static void page_labels(FILE *f, const struct sheet *s)
{
	fputs("<thead>\n<tr>", f);
	for (size_t c = 0; c < s->ncolumns; c++) {
		const char *class = page_label_class(&s->columns[c]);
		if (*class)
			fprintf(f, "<th class=\"%s\" scope=\"col\">", class);
		else
			fputs("<th scope=\"col\">", f);
		html_text(f, s->columns[c].label);
		fputs("</th>", f);
	}
	fputs("</tr>\n</thead>\n", f);
}

static void page_body(FILE *f, const struct sheet *s)
{
	struct buf b = {0};

	fputs("<tbody>\n", f);
	for (size_t r = 0; r < s->nrows; r++) {
		fputs("<tr>", f);
		for (size_t c = 0; c < s->ncolumns; c++)
			page_cell(f, &s->columns[c], sheet_show(s, &s->columns[c], s->cells[r * s->ncolumns + c], &b),
				  true);
		fputs("</tr>\n", f);
	}
	if (s->nrows == 0) {
		fprintf(f, "<tr><td colspan=\"%zu\">", s->ncolumns);
		page_element(f, "", s->texts.text[SHEET_EMPTY], "</td></tr>");
	}
	if (sheet_has_totals(s)) {
		fputs("<tr class=\"sum\">", f);
		for (size_t c = 0; c < s->ncolumns; c++)
			page_cell(f, &s->columns[c], sheet_show_total(s, c, &b), s->columns[c].summed);
		fputs("</tr>\n", f);
	}
	fputs("</tbody>\n", f);
	buf_free(&b);
}

/* What proves the sheet: number and hashes as text and as a code, and what to do with them. */
static void page_proof(FILE *f, const struct sheet *s)
{
	struct buf b = {0};
	const char *label;

	fputs("<div class=\"proof\">\n", f);
	qr_svg(f, sheet_qr(s, &b), s->proof.number);
	fputs("\n<div>\n", f);
	for (size_t i = 0; sheet_proof_line(s, i, &label, &b); i++) {
		fputs("<p>", f);
		page_labelled(f, s, label, "");
		page_element(f, "<span class=\"hex\">", buf_str(&b), "</span></p>");
	}
	page_words(f, s, SHEET_VERIFY, "<p>", "</p>");
	fputs("</div>\n</div>\n", f);
	buf_free(&b);
}

static void page_foot(FILE *f, const struct sheet *s)
{
	fputs("<div class=\"foot\">\n", f);
	page_words(f, s, SHEET_OBJECTION, "<p>", "</p>");
	page_words(f, s, SHEET_CONTACT, "<p>", "</p>");
	page_words(f, s, SHEET_FOOT, "<p>", "</p>");
	if (!sheet_is_draft(s))
		page_proof(f, s);
	fputs("<p class=\"seal\">", f);
	html_text(f, s->texts.text[SHEET_SEAL]);
	page_element(f, "", s->texts.text[SHEET_PLACE], "<br>");
	page_words(f, s, SHEET_DATE, "", "");
	fputs("</p>\n</div>\n", f);
}

static void page_sheet(FILE *f, const struct sheet *s, size_t i)
{
	fprintf(f, "<section class=\"sheet\" id=\"sheet%zu\">\n", i);
	page_heading(f, s);
	if (s->ncolumns >= WIDE)
		fprintf(f, "<table class=\"wide%s\">\n", s->ncolumns >= WIDEST ? " widest" : "");
	else
		fputs("<table>\n", f);
	page_labels(f, s);
	page_body(f, s);
	fputs("</table>\n", f);
	page_foot(f, s);
	fputs("</section>\n", f);
}

void sheet_print_html(FILE *f, const struct sheet *sheets, size_t n)
{
	const char *lang = n && !sheets->texts.zh ? "en" : "zh-CN";
	struct buf b = {0};

	fprintf(f, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n%s", lang, head_start);
	page_element(f, "<title>", n ? sheet_words(sheets, sheets->title, &b) : "", "</title>");
	fprintf(f, "<style>\n%s%s%s", style_common, style_phone, style_print);
	sheet_each_view(f, sheets, n, page_style);
	fputs("</style>\n</head>\n<body>\n", f);
	sheet_each_view(f, sheets, n, page_sheet);
	fputs("</body>\n</html>\n", f);
	buf_free(&b);
}
