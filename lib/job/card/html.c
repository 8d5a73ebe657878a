/* A household's statement on A4. */
#include "paper/html.h"
#include "base/dec.h"
#include "base/lang.h"
#include "job/card/internal.h"

const char card_style[] =
	"body{margin:0;background:#fff;color:#111;overflow-wrap:anywhere;"
	"font:16px/1.5 " HTML_FONTS "}\n"
	".card{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 2.5rem}\n"
	".card+.card{border-top:3px double #111}\n"
	"h1{font-size:1.6rem;line-height:1.3;letter-spacing:.1em;text-align:center;margin:.3rem 0 .8rem}\n"
	"h2{font-size:1.05rem;margin:1rem 0 .2rem;break-after:avoid}\n"
	".place{text-align:center;margin:0}\n"
	"ul{margin:.2rem 0;padding-left:1.4rem}\n"
	".facts{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0 0 .5rem;padding:0;list-style:none}\n"
	"table{width:100%;border-collapse:collapse;margin-top:.4rem}\n"
	"th,td{border:1px solid #555;padding:.2rem .4rem;text-align:left;vertical-align:top}\n"
	"th{background:#f0f0f0;text-align:center;font-weight:600}\n"
	".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	".d{white-space:nowrap}\n"
	".whose{text-align:left;font-weight:400;background:#fff;border:0;padding-left:0}\n"
	".small{font-size:.8125rem;color:#333;margin:.3rem 0}\n"
	".hex{font-family:\"DejaVu Sans Mono\",Consolas,Menlo,monospace}\n"
	"@page{size:A4;margin:16mm 14mm}\n"
	"@media screen{.whose{display:none}}\n"
	"@media screen and (max-width:700px){table{font-size:.8125rem}th,td{padding:.15rem .2rem}.s{display:none}}\n"
	"@media print{body{font-size:10.5pt;line-height:1.4}.card{max-width:none;padding:0;break-after:page}"
	".card:last-child{break-after:auto}.card+.card{border-top:0}thead{display:table-header-group}"
	"tr,.facts,.small{break-inside:avoid}table{width:calc(100% - 1mm)}"
	"th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

void card_html_lines(FILE *f, const char *heading, const struct card_lines *lines, size_t most)
{
	if (lines->n == 0)
		return;
	html_element(f, "h2", "", heading);
	fputs("<ul>\n", f);
	for (size_t i = 0; i < lines->n && i < most; i++)
		html_element(f, "li", "", lines->line[i]);
	fputs("</ul>\n", f);
}

static void statement_fact(FILE *f, const char *name, const char *value)
{
	if (!*value)
		return;
	fputs("<li>", f);
	html_text(f, name);
	fputs(" <strong>", f);
	html_text(f, value);
	fputs("</strong></li>\n", f);
}

static void statement_heading(FILE *f, const struct card *c)
{
	const struct household *h = c->h;
	char points[DEC_SIZE], today[DATE_SIZE];

	html_element(f, "p", "place", setting_get(c->run->l, h->book->id, "name"));
	html_element(f, "h1", "", _("Points statement"));
	fputs("<ul class=\"facts\">\n", f);
	statement_fact(f, _("Village"), *h->book->name ? h->book->name : h->book->code);
	statement_fact(f, _("Household"), h->code);
	statement_fact(f, _("Head"), h->head);
	statement_fact(f, _("Group"), h->group);
	statement_fact(f, _("Balance"), dec_human(h->balance, points));
	statement_fact(f, _("Available"), dec_human(c->available.available, points));
	statement_fact(f, _("As of"), date_format(c->run->l->today, today));
	fputs("</ul>\n", f);
}

/* What the entries of the table have; a column that none of them fills is left out. */
struct shape {
	bool corrects;
	bool disputes;
};

static struct shape shape_of(const struct card *c)
{
	struct shape s = {false, false};

	for (size_t i = 0; i < c->n; i++) {
		s.corrects |= *c->entries[i].corrects != '\0';
		s.disputes |= *c->entries[i].disputes != '\0';
	}
	return s;
}

/* Every page says whose it is. */
static void statement_labels(FILE *f, const struct card *c, struct shape s)
{
	const struct household *h = c->h;

	fprintf(f, "<thead>\n<tr><th class=\"whose\" colspan=\"%d\">", 7 + s.corrects + s.disputes);
	html_text(f, *h->book->name ? h->book->name : h->book->code);
	fputs(" ", f);
	html_text(f, h->code);
	fputs(" ", f);
	html_text(f, h->head);
	fputs("</th></tr>\n<tr>", f);
	html_element(f, "th", "", _("Date"));
	html_element(f, "th", "", _("What"));
	html_element(f, "th", "s", _("Quantity"));
	html_element(f, "th", "", _("Score"));
	html_element(f, "th", "", _("Points"));
	html_element(f, "th", "", _("Balance"));
	html_element(f, "th", "s", _("Entry"));
	if (s.corrects)
		html_element(f, "th", "s", _("Corrects"));
	if (s.disputes)
		html_element(f, "th", "s", _("Dispute"));
	fputs("</tr>\n</thead>\n", f);
}

static void statement_cell(FILE *f, const char *class, const char *text)
{
	fprintf(f, "<td class=\"%s\">", class);
	html_text(f, text);
	fputs("</td>", f);
}

static void statement_amount(FILE *f, const char *class, int64_t v)
{
	char text[DEC_SIZE] = "";

	if (v != BLANK)
		dec_human(v, text);
	statement_cell(f, class, text);
}

static void statement_row(FILE *f, const struct card_entry *e, struct shape s)
{
	char seq[24];

	snprintf(seq, sizeof seq, "%lld", (long long)e->seq);
	fputs("<tr>", f);
	statement_cell(f, "d", e->date);
	statement_cell(f, "t", e->title);
	statement_amount(f, "n s", e->quantity);
	statement_amount(f, "n", e->score);
	statement_amount(f, "n", e->points);
	statement_amount(f, "n", e->balance);
	statement_cell(f, "n s", seq);
	if (s.corrects)
		statement_cell(f, "d s", e->corrects);
	if (s.disputes)
		statement_cell(f, "s", e->disputes);
	fputs("</tr>\n", f);
}

static void statement_entries(FILE *f, const struct card *c)
{
	struct shape s = shape_of(c);

	html_element(f, "h2", "", _("Entries"));
	if (c->n == 0) {
		html_element(f, "p", "", _("No entries yet."));
		return;
	}
	fputs("<table>\n", f);
	statement_labels(f, c, s);
	fputs("<tbody>\n", f);
	for (size_t i = 0; i < c->n; i++)
		statement_row(f, &c->entries[i], s);
	fputs("</tbody>\n</table>\n", f);
	fputs("<p class=\"small\">", f);
	html_text(f, _("Last entry"));
	fprintf(f, " %s <span class=\"hex\">%s</span></p>\n", c->address, c->hash);
}

void card_print_html(FILE *f, const struct card *c)
{
	fprintf(f, "<section class=\"card\" lang=\"%s\">\n", card_language());
	statement_heading(f, c);
	card_html_lines(f, _("Why not all of it can be spent"), &c->why, SIZE_MAX);
	card_html_lines(f, _("What can be spent until when"), &c->expiry, SIZE_MAX);
	card_html_lines(f, _("Disputes"), &c->about, SIZE_MAX);
	card_html_lines(f, _("Grades"), &c->grades, SIZE_MAX);
	card_html_lines(f, _("Honours"), &c->honors, SIZE_MAX);
	statement_entries(f, c);
	html_element(f, "p", "small", _("For this household alone: names and figures are not for others."));
	fputs("</section>\n", f);
}
