/* A report as one page: figures, charts, and under each chart its figures in a table. */
#include <stdlib.h>

#include "base/dec.h"
#include "base/mem.h"
#include "job/report/page.h"
#include "paper/html.h"

static const char style[] =
	"body{margin:0 auto;max-width:60rem;padding:1rem;background:#fff;color:#111;"
	"font:15px/1.6 " HTML_FONTS "}\n"
	"h1{text-align:center;font-size:1.6rem;margin:.5rem 0}\nh2{font-size:1.15rem;margin:1.6rem 0 "
	".4rem;border-bottom:2px solid #111}\n"
	".when{text-align:center;margin:0}\n"
	".facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.5rem;margin:1rem "
	"0;padding:0;list-style:none}\n"
	".facts li{border:1px solid #555;padding:.3rem .6rem}\n.facts "
	"b{display:block;font-size:1.35rem;line-height:1.3}\n"
	".facts small{color:#444}\n" CHART_STYLE ".scroll{overflow-x:auto}\n"
	"table{width:100%;border-collapse:collapse;margin:.4rem 0;font-size:.875rem}\n"
	"th,td{border:1px solid #555;padding:.15rem "
	".4rem;text-align:left}\nth{background:#f0f0f0;overflow-wrap:anywhere}\n"
	".n{text-align:right;font-variant-numeric:tabular-nums}\ntd.n{white-space:nowrap}\n"
	"tr>:first-child{min-width:7em}\n"
	"tr,.facts li{break-inside:avoid}\nthead{display:table-header-group}\nh2{break-after:avoid}\n"
	"@media "
	"print{body{padding:0;max-width:none;font-size:10pt}@page{size:A4;margin:14mm}.chart,th{print-color-adjust:"
	"exact}"
	".scroll{overflow:visible}table{font-size:8pt}th,td{padding:.1rem .2rem}.wide table{font-size:6.5pt}}\n";

static void page_fact(const struct page *p, const char *name, const char *value, const char *before)
{
	fputs("<li>", p->f);
	html_text(p->f, name);
	html_cell(p->f, "b", "", value);
	if (before) {
		fputs("<small>", p->f);
		html_text(p->f, p->against->period.text);
		fputc(' ', p->f);
		html_text(p->f, before);
		fputs("</small>", p->f);
	}
	fputs("</li>\n", p->f);
}

/* Fund, objections and reviews are shown where there are any. */
static bool is_shown(const struct page *p, enum report_figure i)
{
	bool rare = i >= FIGURE_FUND_IN;

	return !rare || p->main->figure[i] != 0 || (p->before && p->before->figure[i] != 0);
}

static void page_facts(const struct page *p)
{
	char now[DEC_SIZE], then[DEC_SIZE];

	fputs("<ul class=\"facts\">\n", p->f);
	for (size_t i = 0; i < FIGURES; i++) {
		if (is_shown(p, (enum report_figure)i))
			page_fact(p, report_figure_title((enum report_figure)i, p->zh),
				  page_figure(p->main, (enum report_figure)i, now),
				  p->before ? page_figure(p->before, (enum report_figure)i, then) : NULL);
		if (i == FIGURE_ACTIVE_HOUSEHOLDS) {
			char *rate = page_percent(page_participation(p->main)),
			     *rate_then = p->before ? page_percent(page_participation(p->before)) : NULL;
			page_fact(p, page_word(p, WORD_PARTICIPATION), rate, rate_then);
			free(rate);
			free(rate_then);
		}
	}
	fputs("</ul>\n", p->f);
}

/* What the same category had earned in the other period. */
static const char *earned_before(const struct page *p, const struct report_category *k, char buf[static DEC_SIZE])
{
	const struct report_category *before = p->before ? report_category_find(p->before, k->code, k->title) : NULL;

	return dec_human(before ? before->earned : 0, buf);
}

static void page_categories(const struct page *p)
{
	const struct report_book *b = p->main;
	const char *names[] = {page_word(p, WORD_CATEGORY), page_word(p, WORD_EVENTS), page_word(p, WORD_EARNED),
			       page_word(p, WORD_DEDUCTED), NULL};
	size_t columns = p->before ? 5 : 4;
	struct series s = {0};

	if (b->category_index.n == 0)
		return;
	page_heading(p, WORD_BY_CATEGORY);
	for (size_t i = 0; i < b->category_index.n; i++)
		series_add(&s, report_title(b->categories[i].title, b->categories[i].code), b->categories[i].earned,
			   page_amount(b->categories[i].earned));
	chart_bars(p->f, page_word(p, WORD_BY_CATEGORY), s.labels, s.values, s.n);
	names[4] = p->before ? p->against->period.text : NULL;
	page_table(p, names, columns, 1);
	for (size_t i = 0; i < b->category_index.n; i++) {
		char events[24], deducted[DEC_SIZE], before[DEC_SIZE];
		snprintf(events, sizeof events, "%lld", (long long)b->categories[i].events);
		page_row(p,
			 (const char *[]){s.labels[i], events, s.values[i].text,
					  dec_human(b->categories[i].deducted, deducted),
					  earned_before(p, &b->categories[i], before)},
			 columns, 1, false);
	}
	page_table_end(p);
	series_free(&s);
}

static void page_months(const struct page *p)
{
	const struct report_book *b = p->main;
	struct series rate = {0}, earned = {0};

	if (b->month_index.n == 0)
		return;
	for (size_t i = 0; i < b->month_index.n; i++) {
		const struct report_month *m = &b->months[i];
		int64_t percent = report_participation(m->households, b->figure[FIGURE_HOUSEHOLDS]);
		series_add(&rate, m->month, percent, page_percent(percent));
		series_add(&earned, m->month, m->earned, page_amount(m->earned));
	}
	page_heading(p, WORD_RATE_BY_MONTH);
	chart_line(p->f, page_word(p, WORD_RATE_BY_MONTH), rate.labels, rate.values, rate.n);
	page_heading(p, WORD_EARNED_BY_MONTH);
	chart_line(p->f, page_word(p, WORD_EARNED_BY_MONTH), earned.labels, earned.values, earned.n);
	page_table(p,
		   (const char *[]){page_word(p, WORD_MONTH), page_word(p, WORD_PARTICIPATION),
				    page_word(p, WORD_EVENTS), page_word(p, WORD_EARNED), page_word(p, WORD_DEDUCTED),
				    page_word(p, WORD_REDEEMED)},
		   6, 1);
	for (size_t i = 0; i < b->month_index.n; i++) {
		const struct report_month *m = &b->months[i];
		char events[24], deducted[DEC_SIZE], redeemed[DEC_SIZE];
		snprintf(events, sizeof events, "%lld", (long long)m->events);
		page_row(p,
			 (const char *[]){m->month, rate.values[i].text, events, earned.values[i].text,
					  dec_human(m->deducted, deducted), dec_human(m->redeemed, redeemed)},
			 6, 1, false);
	}
	page_table_end(p);
	series_free(&rate);
	series_free(&earned);
}

static void page_goods(const struct page *p)
{
	const struct report_book *b = p->main;
	struct series s = {0};

	if (b->item_index.n == 0)
		return;
	page_heading(p, WORD_GOODS);
	for (size_t i = 0; i < b->item_index.n; i++)
		series_add(&s, report_title(b->items[i].title, b->items[i].code), b->items[i].pieces,
			   page_amount(b->items[i].pieces));
	chart_bars(p->f, page_word(p, WORD_GOODS), s.labels, s.values, s.n);
	page_table(p,
		   (const char *[]){page_word(p, WORD_ITEM), page_word(p, WORD_PIECES), page_word(p, WORD_POINTS),
				    page_word(p, WORD_VALUE)},
		   4, 1);
	for (size_t i = 0; i < b->item_index.n; i++) {
		char points[DEC_SIZE], value[DEC_SIZE];
		page_row(p,
			 (const char *[]){s.labels[i], s.values[i].text, dec_human(b->items[i].points, points),
					  dec_human(b->items[i].value, value)},
			 4, 1, false);
	}
	page_table_end(p);
	series_free(&s);
}

/* A town or county has no households of its own. */
static void list_books(struct page *p)
{
	p->listed = xcalloc(p->r->n + 1, sizeof *p->listed);
	for (size_t i = 0; i < p->r->n; i++)
		if (p->r->books[i].figure[FIGURE_HOUSEHOLDS] > 0)
			p->listed[p->nlisted++] = &p->r->books[i];
}

static void page_head(const struct page *p)
{
	char *title = xasprintf("%s%s%s", p->title, *p->title ? " " : "", page_word(p, WORD_REPORT));

	html_begin(p->f, p->zh ? "zh-CN" : "en", title, style);
	html_element(p->f, "h1", "", title);
	html_element(p->f, "p", "when", *p->r->period.text ? p->r->period.text : page_word(p, WORD_EVERYTHING));
	free(title);
}

void report_html(FILE *f, const struct report *r, const struct report *against, const struct report_page *page)
{
	struct page p = {.f = f, .r = r, .against = against, .title = page->title, .zh = page->zh};

	p.main = r->n == 1 ? &r->books[0] : &r->all;
	if (against)
		p.before = against->n == 1 ? &against->books[0] : &against->all;
	list_books(&p);
	page_head(&p);
	page_facts(&p);
	page_categories(&p);
	page_months(&p);
	page_goods(&p);
	page_villages(&p);
	html_end(f);
	free(p.listed);
}
