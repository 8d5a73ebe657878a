/* The villages of a report side by side. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/report/page.h"

enum { TABLE_MOST = 13 /* columns of a table on A4 */ };

/* Villages side by side: the share of households that took part, and a table of what else there is. */
static void villages_side_by_side(const struct page *p)
{
	static const enum report_figure shown[] = {
		FIGURE_HOUSEHOLDS, FIGURE_ACTIVE_HOUSEHOLDS, FIGURE_HOURS,       FIGURE_EARNED,
		FIGURE_DEDUCTED,   FIGURE_REDEEMED,          FIGURE_OUTSTANDING, FIGURE_VALUE};
	enum { SHOWN = sizeof shown / sizeof *shown };
	const char *names[SHOWN + 2] = {page_word(p, WORD_VILLAGE), page_word(p, WORD_PARTICIPATION)};
	struct series s = {0};

	page_heading(p, WORD_RATE_BY_VILLAGE);
	for (size_t i = 0; i < p->nlisted; i++)
		series_add(&s, p->listed[i]->name, page_participation(p->listed[i]),
			   page_percent(page_participation(p->listed[i])));
	chart_bars(p->f, page_word(p, WORD_RATE_BY_VILLAGE), s.labels, s.values, s.n);
	for (size_t c = 0; c < SHOWN; c++)
		names[c + 2] = report_figure_title(shown[c], p->zh);
	page_table(p, names, SHOWN + 2, 1);
	for (size_t i = 0; i < p->nlisted; i++) {
		char text[SHOWN][DEC_SIZE];
		const char *cells[SHOWN + 2] = {s.labels[i], s.values[i].text};
		for (size_t c = 0; c < SHOWN; c++)
			cells[c + 2] = page_figure(p->listed[i], shown[c], text[c]);
		page_row(p, cells, SHOWN + 2, 1, false);
	}
	page_table_end(p);
	series_free(&s);
}

/* The figures of a map from column `first` on, as many as fit. */
static void map_table(const struct page *p, const char *const *columns, size_t n, const struct series *cells,
		      size_t first)
{
	const char *line[TABLE_MOST] = {page_word(p, WORD_VILLAGE)};
	size_t most = TABLE_MOST - 1, last = first + most < n ? first + most : n;

	memcpy(line + 1, columns + first, (last - first) * sizeof *line);
	page_table(p, line, last - first + 1, 1);
	for (size_t i = 0; i < p->nlisted; i++) {
		line[0] = p->listed[i]->name;
		for (size_t c = first; c < last; c++)
			line[c - first + 1] = cells->values[i * n + c].text;
		page_row(p, line, last - first + 1, 1, false);
	}
	page_table_end(p);
}

/* A map of village by something else, and its figures in a table; `cells` has them row by row. */
static void village_map(const struct page *p, enum report_word title, const char *const *columns, size_t n,
			const struct series *cells)
{
	const char **names = xcalloc(p->nlisted + 1, sizeof *names);

	for (size_t i = 0; i < p->nlisted; i++)
		names[i] = p->listed[i]->name;
	page_heading(p, title);
	chart_map(p->f, page_word(p, title), names, p->nlisted, columns, n, cells->values);
	for (size_t first = 0; first < n; first += TABLE_MOST - 1)
		map_table(p, columns, n, cells, first);
	free(names);
}

/* Where each village is strong. */
static void villages_by_category(const struct page *p)
{
	size_t n = p->main->category_index.n;
	const char **columns = xcalloc(n + 1, sizeof *columns);
	struct series cells = {0};

	for (size_t c = 0; c < n; c++)
		columns[c] = report_title(p->main->categories[c].title, p->main->categories[c].code);
	for (size_t i = 0; i < p->nlisted; i++)
		for (size_t c = 0; c < n; c++) {
			const struct report_category *k = &p->main->categories[c];
			const struct report_category *own = report_category_find(p->listed[i], k->code, k->title);
			series_add(&cells, "", own ? own->earned : 0, page_amount(own ? own->earned : 0));
		}
	if (n > 1)
		village_map(p, WORD_VILLAGE_BY_CATEGORY, columns, n, &cells);
	series_free(&cells);
	free(columns);
}

/* How taking part grows or falls in each village. */
static void villages_by_month(const struct page *p)
{
	size_t n = p->main->month_index.n;
	const char **columns = xcalloc(n + 1, sizeof *columns);
	struct series cells = {0};

	for (size_t c = 0; c < n; c++)
		columns[c] = p->main->months[c].month;
	for (size_t i = 0; i < p->nlisted; i++)
		for (size_t c = 0; c < n; c++) {
			const struct report_month *m = report_month_find(p->listed[i], columns[c]);
			int64_t percent =
				report_participation(m ? m->households : 0, p->listed[i]->figure[FIGURE_HOUSEHOLDS]);
			series_add(&cells, "", percent, page_percent(percent));
		}
	if (n > 1)
		village_map(p, WORD_VILLAGE_BY_MONTH, columns, n, &cells);
	series_free(&cells);
	free(columns);
}

void page_villages(const struct page *p)
{
	if (p->nlisted < 2)
		return;
	villages_side_by_side(p);
	villages_by_month(p);
	villages_by_category(p);
}
