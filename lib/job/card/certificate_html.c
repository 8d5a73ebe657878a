/* A record of volunteer service on A4. */
#include <stdlib.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/card/certificate.h"
#include "paper/html.h"

static const char style[] =
	"body{margin:0;background:#fff;color:#111;overflow-wrap:anywhere;"
	"font:12pt/1.7 " HTML_FONTS "}\n"
	".paper{max-width:50rem;margin:0 auto;padding:1.5rem 1rem}\n"
	"h1{font-size:24pt;line-height:1.3;letter-spacing:.15em;text-align:center;margin:4mm 0 8mm}\n"
	".text{text-indent:2em;margin:0 0 4mm}\n"
	".end{margin:8mm 0 0;text-align:right;break-inside:avoid}\n"
	".small{font-size:8.5pt;color:#333;margin:3mm 0 0}\n"
	".hex{font-family:\"DejaVu Sans Mono\",Consolas,Menlo,monospace}\n"
	"table{width:100%;border-collapse:collapse;font-size:10.5pt;line-height:1.4}\n"
	"th,td{border:1px solid #555;padding:.2rem .5rem;text-align:left}\n"
	"th{background:#f0f0f0;text-align:center;white-space:nowrap}\n"
	".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	".d{white-space:nowrap}\n"
	".d,.n{width:1%}\n"
	"@page{size:A4;margin:20mm 18mm}\n"
	"@media print{.paper{max-width:none;padding:0}thead{display:table-header-group}tr{break-inside:avoid}"
	"table{width:calc(100% - 1mm)}"
	"th{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

static void activities(FILE *f, const struct certificate *c)
{
	char hours[DEC_SIZE];

	html_table(f,
		   (const struct html_column[]){
			   {"", _("Date")}, {"", _("Activity")}, {"", _("Hours")}, {"", _("Entry")}},
		   4);
	for (size_t i = 0; i < c->n; i++) {
		const struct activity *a = &c->all[i];
		fprintf(f, "<tr><td class=\"d\">%s</td><td>", a->date);
		html_text(f, a->title);
		fprintf(f, "</td><td class=\"n\">%s</td><td class=\"n\">%lld</td></tr>\n", dec_human(a->hours, hours),
			(long long)a->seq);
	}
	html_table_end(f);
}

static void sentence(FILE *f, const struct certificate *c)
{
	char hours[DEC_SIZE], *text;
	const char *village = *c->m->book->name ? c->m->book->name : c->m->book->code;

	dec_human(c->hours, hours);
	if (c->job->period)
		text = xasprintf(_("%s (%s) of %s served %s hours as a volunteer in %zu activities from %s to %s."),
				 c->m->name, c->m->code, village, hours, c->n, c->from, c->to);
	else
		text = xasprintf(_("%s (%s) of %s served %s hours as a volunteer in %zu activities up to %s."),
				 c->m->name, c->m->code, village, hours, c->n, c->to);
	html_element(f, "p", "text", text);
	free(text);
}

void certificate_print_html(FILE *f, const struct certificate *c)
{
	html_begin(f, card_language(), _("Record of volunteer service"), style);
	fputs("<section class=\"paper\">\n", f);
	html_element(f, "h1", "", _("Record of volunteer service"));
	sentence(f, c);
	if (c->n)
		activities(f, c);
	fputs("<p class=\"end\">", f);
	html_text(f, certificate_issuer(c));
	fprintf(f, "<br>%s</p>\n", c->today);
	fputs("<p class=\"small\">", f);
	html_text(f, _("Number"));
	putc(' ', f);
	html_text(f, c->number);
	if (c->n)
		fprintf(f, " <span class=\"hex\">%s</span>", c->hash);
	fputs("</p>\n", f);
	html_element(f, "p", "small", _("Free of charge, from the records of the village's journal."));
	fputs("</section>\n", f);
	html_end(f);
}
