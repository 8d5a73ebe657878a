/* Room for the figures of a book, and books added up. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/report/internal.h"

/* The place of a key in an array that grows with its index. */
static size_t place(struct map *index, const char *key, void **array, size_t size)
{
	bool added;
	int64_t at = *map_put(index, key, strlen(key), (int64_t)index->n, &added);

	if (added) {
		*array = xrealloc(*array, index->n, size);
		memset((char *)*array + (size_t)at * size, 0, size);
	}
	return (size_t)at;
}

struct report_month *report_month_at(struct report_book *b, const char *month)
{
	void *array = b->months;
	size_t i = place(&b->month_index, month, &array, sizeof *b->months);

	b->months = array;
	memcpy(b->months[i].month, month, strnlen(month, MONTH_SIZE - 1));
	return &b->months[i];
}

/* The same of a code and a title, which are kept. */
static size_t titled_place(struct map *index, const char *code, const char *title, void **array, size_t size)
{
	char *key = xasprintf("%s\t%s", code, title);
	size_t at = place(index, key, array, size);

	free(key);
	return at;
}

static void keep(char **to, const char *s)
{
	if (!*to)
		*to = xstrdup(s);
}

struct report_category *report_category_at(struct report_book *b, const char *code, const char *title)
{
	void *array = b->categories;
	size_t i = titled_place(&b->category_index, code, title, &array, sizeof *b->categories);

	b->categories = array;
	keep(&b->categories[i].code, code);
	keep(&b->categories[i].title, title);
	return &b->categories[i];
}

struct report_item *report_item_at(struct report_book *b, const char *code, const char *title)
{
	void *array = b->items;
	size_t i = titled_place(&b->item_index, code, title, &array, sizeof *b->items);

	b->items = array;
	keep(&b->items[i].code, code);
	keep(&b->items[i].title, title);
	return &b->items[i];
}

const struct report_category *report_category_find(const struct report_book *b, const char *code, const char *title)
{
	char *key = xasprintf("%s\t%s", code, title);
	const int64_t *at = map_get(&b->category_index, key, strlen(key));

	free(key);
	return at ? &b->categories[*at] : NULL;
}

const struct report_month *report_month_find(const struct report_book *b, const char *month)
{
	for (size_t i = 0; i < b->month_index.n; i++)
		if (strcmp(b->months[i].month, month) == 0)
			return &b->months[i];
	return NULL;
}

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

static bool add_all(int64_t *const *to, const int64_t *from, size_t n)
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
		ok = add_all((int64_t *[]){&t->events, &t->earned, &t->deducted},
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
		ok = add_all((int64_t *[]){&t->pieces, &t->points, &t->value},
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
		ok = add_all((int64_t *[]){&t->households, &t->events, &t->earned, &t->deducted, &t->redeemed},
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

static void free_book(struct report_book *b)
{
	for (size_t i = 0; i < b->category_index.n; i++) {
		free(b->categories[i].code);
		free(b->categories[i].title);
	}
	for (size_t i = 0; i < b->item_index.n; i++) {
		free(b->items[i].code);
		free(b->items[i].title);
	}
	map_free(&b->category_index);
	map_free(&b->item_index);
	map_free(&b->month_index);
	free(b->categories);
	free(b->items);
	free(b->months);
	free(b->code);
	free(b->name);
}

void report_free(struct report *r)
{
	for (size_t i = 0; i < r->n; i++)
		free_book(&r->books[i]);
	free_book(&r->all);
	free(r->books);
	*r = (struct report){0};
}
