#include "job/report/page.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "paper/html.h"

enum { WIDE = 9 /* columns; more are written smaller on paper */ };

void series_add(struct series *s, const char *name, int64_t value, char *text)
{
	s->labels = xrealloc(s->labels, s->n + 1, sizeof *s->labels);
	s->values = xrealloc(s->values, s->n + 1, sizeof *s->values);
	s->labels[s->n] = name;
	s->values[s->n++] = (struct chart_value){value, text};
}

void series_free(struct series *s)
{
	for (size_t i = 0; i < s->n; i++)
		free((char *)(uintptr_t)s->values[i].text);
	free(s->labels);
	free(s->values);
	*s = (struct series){0};
}

int64_t page_participation(const struct report_book *b)
{
	return report_participation(b->figure[FIGURE_ACTIVE_HOUSEHOLDS], b->figure[FIGURE_HOUSEHOLDS]);
}

char *page_percent(int64_t percent)
{
	char buf[DEC_SIZE];

	return xasprintf("%s%%", dec_human(percent, buf));
}

char *page_amount(int64_t v)
{
	char buf[DEC_SIZE];

	return xstrdup(dec_human(v, buf));
}

const char *page_figure(const struct report_book *b, enum report_figure i, char buf[static DEC_SIZE])
{
	if (i == FIGURE_REVIEW_HOURS)
		return dec_human(report_review_hours(b), buf);
	if (report_figures[i].hundredths)
		return dec_human(b->figure[i], buf);
	snprintf(buf, DEC_SIZE, "%lld", (long long)b->figure[i]);
	return buf;
}

const char *page_word(const struct page *p, enum report_word w)
{
	return report_word(w, p->zh);
}

void page_heading(const struct page *p, enum report_word w)
{
	html_element(p->f, "h2", "", page_word(p, w));
}

void page_row(const struct page *p, const char *const *cells, size_t n, size_t texts, bool head)
{
	fputs("<tr>", p->f);
	for (size_t i = 0; i < n; i++)
		html_cell(p->f, head ? "th" : "td", i < texts ? "" : "n", cells[i]);
	fputs("</tr>\n", p->f);
}

void page_table(const struct page *p, const char *const *names, size_t n, size_t texts)
{
	fprintf(p->f, "<div class=\"scroll%s\"><table>\n<thead>", n > WIDE ? " wide" : "");
	page_row(p, names, n, texts, true);
	fputs("</thead>\n<tbody>\n", p->f);
}

void page_table_end(const struct page *p)
{
	fputs("</tbody>\n</table></div>\n", p->f);
}
