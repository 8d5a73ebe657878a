/* The points card: an A4 page across, folded once with the print outside; the right half is the front. */
#include <stdlib.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/card/internal.h"
#include "paper/html.h"
#include "paper/qr.h"

/* What fits on the halves, whatever stands in it: lines that are too long are cut there, not here. */
enum { ENTRIES = 15, LINES = 3, REASONS = 4 };

const char card_fold_style[] =
	"body{margin:0;background:#fff;color:#111;"
	"font:10pt/1.4 " HTML_FONTS "}\n"
	".card{box-sizing:border-box;width:297mm;height:209mm;display:grid;grid-template-columns:1fr 1fr;"
	"margin:0 auto;overflow:hidden;break-inside:avoid;break-after:page}\n"
	".card:last-child{break-after:auto}\n"
	".half{box-sizing:border-box;min-width:0;height:209mm;padding:11mm 12mm;overflow:hidden}\n"
	".half+.half{border-left:1px dashed #999}\n"
	".front{display:flex;flex-direction:column;text-align:center}\n"
	"h1{font-size:32pt;line-height:1.2;letter-spacing:.25em;text-indent:.25em;margin:5mm 0 6mm}\n"
	"h2{font-size:10pt;margin:2.5mm 0 0}\n"
	".place{font-size:12pt;margin:0;max-height:12mm;overflow:hidden}\n"
	".who{font-size:15pt;line-height:1.4;margin:0;max-height:22mm;overflow:hidden;overflow-wrap:anywhere}\n"
	".sum{display:flex;justify-content:space-evenly;margin:6mm 0 3mm}\n"
	".sum p{margin:0}.sum strong{display:block;font-size:24pt;line-height:1.2}\n"
	"ul{margin:0;padding:0;list-style:none}\n"
	".back li,td{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}\n"
	".qr{width:38mm;height:38mm;margin:auto auto 0;flex:none}\n"
	".small{font-size:8.5pt;color:#333;margin:1mm 0 0}\n"
	"table{width:100%;border-collapse:collapse;table-layout:fixed}\n"
	"th,td{border-bottom:1px solid #777;padding:.7mm 1mm;text-align:left}\n"
	"th{border-bottom:1.5px solid #111}\n"
	"th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}\n"
	".c1{width:23mm}.c3,.c4{width:21mm}\n"
	"@page{size:A4 landscape;margin:0}\n"
	"@media screen{.card{border:1px solid #999;margin:1rem auto}}\n";

/* The newest entries, after what they start from. */
static void fold_entries(FILE *f, const struct card *c)
{
	size_t first = c->n > ENTRIES ? c->n - ENTRIES : 0;
	char points[DEC_SIZE], balance[DEC_SIZE];

	html_table(f,
		   (const struct html_column[]){
			   {"c1", _("Date")}, {"", _("What")}, {"n c3", _("Points")}, {"n c4", _("Balance")}},
		   4);
	if (first > 0) {
		fputs("<tr><td></td><td>", f);
		html_text(f, _("brought forward"));
		fprintf(f, "</td><td></td><td class=\"n\">%s</td></tr>\n",
			dec_human(c->entries[first - 1].balance, balance));
	}
	for (size_t i = first; i < c->n; i++) {
		const struct card_entry *e = &c->entries[i];
		fprintf(f, "<tr><td>%s</td><td>", e->date);
		html_text(f, e->title);
		fprintf(f, "</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n", dec_human(e->points, points),
			dec_human(e->balance, balance));
	}
	if (c->n == 0) {
		fputs("<tr><td colspan=\"4\">", f);
		html_text(f, _("No entries yet."));
		fputs("</td></tr>\n", f);
	}
	html_table_end(f);
}

static void fold_back(FILE *f, const struct card *c)
{
	fputs("<div class=\"half back\">\n", f);
	fold_entries(f, c);
	card_html_lines(f, _("What can be spent until when"), &c->expiry, LINES);
	card_html_lines(f, _("Grades"), &c->grades, LINES);
	card_html_lines(f, _("Honours"), &c->honors, LINES);
	fputs("</div>\n", f);
}

/*
 * The code: `pts-card ADDRESS BALANCE AVAILABLE DAY ENTRY HASH`, then the same in words. Nobody's name, as anybody can
 * read it.
 */
static void fold_code(FILE *f, const struct card *c)
{
	char balance[DEC_SIZE], available[DEC_SIZE], today[DATE_SIZE];
	struct buf b = {0};
	const struct household *h = c->h;

	date_format(c->run->l->today, today);
	buf_printf(&b, "pts-card %s:%s %s %s %s %s %s\n", h->book->code, h->code, dec_format(h->balance, balance),
		   dec_format(c->available.available, available), today, c->n ? c->address : "-", c->n ? c->hash : "-");
	buf_printf(&b, _("%s, household %s: balance %s, available %s on %s"),
		   *h->book->name ? h->book->name : h->book->code, h->code, dec_human(h->balance, balance),
		   dec_human(c->available.available, available), today);
	qr_svg(f, buf_str(&b), _("Address and balance"));
	putc('\n', f);
	buf_free(&b);
}

static void fold_sum(FILE *f, const char *name, int64_t v)
{
	char points[DEC_SIZE];

	fputs("<p>", f);
	html_text(f, name);
	fprintf(f, "<strong>%s</strong></p>\n", dec_human(v, points));
}

static void fold_contact(FILE *f, const struct card *c)
{
	const char *person = setting_get(c->run->l, c->h->book->id, "contact");
	const char *phone = setting_get(c->run->l, c->h->book->id, "phone");
	char today[DATE_SIZE], *line;

	line = xasprintf("%s %s", _("As of"), date_format(c->run->l->today, today));
	html_element(f, "p", "small", line);
	free(line);
	line = xasprintf("%s%s%s", person, *person && *phone ? " " : "", phone);
	html_element(f, "p", "small", line);
	free(line);
}

/* Of many the newest. */
static struct card_lines fold_newest(const struct card_lines *lines)
{
	size_t skipped = lines->n > LINES ? lines->n - LINES : 0;

	return (struct card_lines){lines->line + skipped, lines->n - skipped};
}

static void fold_front(FILE *f, const struct card *c)
{
	const struct card_lines disputes = fold_newest(&c->about);
	const struct household *h = c->h;
	char *who = xasprintf("%s%s%s", h->head, *h->head && *h->group ? "  " : "", h->group);

	fputs("<div class=\"half front\">\n", f);
	html_element(f, "p", "place", setting_get(c->run->l, h->book->id, "name"));
	html_element(f, "h1", "", _("Points card"));
	html_element(f, "p", "who", *h->book->name ? h->book->name : h->book->code);
	html_element(f, "p", "who", h->code);
	html_element(f, "p", "who", who);
	fputs("<div class=\"sum\">\n", f);
	fold_sum(f, _("Balance"), h->balance);
	fold_sum(f, _("Available"), c->available.available);
	fputs("</div>\n", f);
	card_html_lines(f, _("Why not all of it can be spent"), &c->why, REASONS);
	card_html_lines(f, _("Disputes"), &disputes, LINES);
	fold_code(f, c);
	fold_contact(f, c);
	fputs("</div>\n", f);
	free(who);
}

void card_print_fold(FILE *f, const struct card *c)
{
	fprintf(f, "<section class=\"card\" lang=\"%s\">\n", card_language());
	fold_back(f, c);
	fold_front(f, c);
	fputs("</section>\n", f);
}
