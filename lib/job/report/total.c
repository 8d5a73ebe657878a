/* Books added up. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/report/internal.h"

static int by_month(const void *a, const void *b)
{
	return strcmp(((const struct report_month *)a)->month, ((const struct report_month *)b)->month);
}

/* First and last month of which anything is known; "" when nothing is. */
static void find_ends(const struct report_book *b, char first[static MONTH_SIZE], char last[static MONTH_SIZE])
{
	*first = *last = '\0';
	for (size_t i = 0; i < b->month_index.n; i++) {
		const char *month = b->months[i].month;
		if (!*first || strcmp(month, first) < 0)
			memcpy(first, month, MONTH_SIZE);
		if (strcmp(month, last) > 0)
			memcpy(last, month, MONTH_SIZE);
	}
}

/* All of first..last, in order: from then on the index is of no use. */
static void fill_months(struct report_book *b, const char *first, const char *last)
{
	char month[MONTH_SIZE];

	memcpy(month, first, MONTH_SIZE);
	for (; *month && strcmp(month, last) <= 0; month_next(month, month))
		report_month_at(b, month);
	if (b->month_index.n)
		qsort(b->months, b->month_index.n, sizeof *b->months, by_month);
}

/* The months of all books are the same ones, from the beginning of the period to the last that has something. */
static void align_months(struct report *r)
{
	char first[MONTH_SIZE], last[MONTH_SIZE];

	find_ends(&r->all, first, last);
	if (*first && *r->period.text)
		month_of(r->period.first, first);
	for (size_t i = 0; i < r->n; i++)
		fill_months(&r->books[i], first, last);
	fill_months(&r->all, first, last);
}

static bool total_add(int64_t *const *to, const int64_t *from, size_t n)
{
	bool ok = true;

	for (size_t i = 0; i < n && ok; i++)
		ok = dec_add(*to[i], from[i], to[i]);
	return ok;
}

static bool add_categories(struct report_book *all, const struct report_book *b)
{
	bool ok = true;

	for (size_t i = 0; i < b->category_index.n && ok; i++) {
		const struct report_category *k = &b->categories[i];
		struct report_category *t = report_category_at(all, k->code, k->title);
		ok = total_add((int64_t *[]){&t->events, &t->earned, &t->deducted},
			       (int64_t[]){k->events, k->earned, k->deducted}, 3);
	}
	return ok;
}

static bool add_items(struct report_book *all, const struct report_book *b)
{
	bool ok = true;

	for (size_t i = 0; i < b->item_index.n && ok; i++) {
		const struct report_item *x = &b->items[i];
		struct report_item *t = report_item_at(all, x->code, x->title);
		ok = total_add((int64_t *[]){&t->pieces, &t->points, &t->value},
			       (int64_t[]){x->pieces, x->points, x->value}, 3);
	}
	return ok;
}

static bool add_months(struct report_book *all, const struct report_book *b)
{
	bool ok = true;

	for (size_t i = 0; i < b->month_index.n && ok; i++) {
		const struct report_month *m = &b->months[i];
		struct report_month *t = report_month_at(all, m->month);
		ok = total_add((int64_t *[]){&t->households, &t->events, &t->earned, &t->deducted, &t->redeemed},
			       (int64_t[]){m->households, m->events, m->earned, m->deducted, m->redeemed}, 5);
	}
	return ok;
}

int report_total(struct report *r, struct diag *d)
{
	bool ok = true;

	r->all.code = xstrdup("");
	r->all.name = xstrdup("");
	for (size_t i = 0; i < r->n && ok; i++) {
		const struct report_book *b = &r->books[i];
		for (size_t f = 0; f < FIGURES && ok; f++)
			ok = dec_add(r->all.figure[f], b->figure[f], &r->all.figure[f]);
		ok = ok && add_categories(&r->all, b) && add_items(&r->all, b) && add_months(&r->all, b);
	}
	align_months(r);
	return ok ? 0 : diag_error(d, EX_DATAERR, _("the sums of all books grow beyond what can be counted"));
}

void report_free(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		report_book_free(&r->books[i]);
	report_book_free(&r->all);
	free(r->books);
	*r = (struct report){0};
}
