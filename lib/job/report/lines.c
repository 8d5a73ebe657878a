/* The lines of a report: every figure of a book in one order. */
#include "job/report/internal.h"

static void figure_lines(const struct report_book *b, report_line_f *f, void *ctx)
{
	for (size_t i = 0; i < FIGURES; i++) {
		if (i == FIGURE_REVIEW_HOURS)
			continue;
		f(ctx, report_figures[i].name, "", "", b->figure[i], report_figures[i].hundredths);
		if (i == FIGURE_ACTIVE_HOUSEHOLDS)
			f(ctx, "participation", "", "",
			  report_participation(b->figure[i], b->figure[FIGURE_HOUSEHOLDS]), true);
	}
	if (b->figure[FIGURE_REVIEWED] > 0)
		f(ctx, "review_hours", "", "", report_review_hours(b), true);
}

void report_lines(const struct report_book *b, report_line_f *f, void *ctx)
{
	figure_lines(b, f, ctx);
	for (size_t i = 0; i < b->category_index.n; i++) {
		const struct report_category *k = &b->categories[i];
		f(ctx, "category_events", k->code, k->title, k->events, false);
		f(ctx, "category_earned", k->code, k->title, k->earned, true);
		f(ctx, "category_deducted", k->code, k->title, k->deducted, true);
	}
	for (size_t i = 0; i < b->item_index.n; i++) {
		const struct report_item *x = &b->items[i];
		f(ctx, "item_pieces", x->code, x->title, x->pieces, true);
		f(ctx, "item_points", x->code, x->title, x->points, true);
		f(ctx, "item_value", x->code, x->title, x->value, true);
	}
	for (size_t i = 0; i < b->month_index.n; i++) {
		const struct report_month *m = &b->months[i];
		f(ctx, "month_participation", m->month, "",
		  report_participation(m->households, b->figure[FIGURE_HOUSEHOLDS]), true);
		f(ctx, "month_events", m->month, "", m->events, false);
		f(ctx, "month_earned", m->month, "", m->earned, true);
		f(ctx, "month_deducted", m->month, "", m->deducted, true);
		f(ctx, "month_redeemed", m->month, "", m->redeemed, true);
	}
}
