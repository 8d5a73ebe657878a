/* Room for the figures of a book. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/report/internal.h"

/* The place of a key in an array that grows with its index. */
static size_t book_place(struct map *index, const char *key, void **array, size_t size)
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
	size_t i = book_place(&b->month_index, month, &array, sizeof *b->months);

	b->months = array;
	memcpy(b->months[i].month, month, strnlen(month, MONTH_SIZE - 1));
	return &b->months[i];
}

/* The same of a code and a title, which are kept. */
static size_t book_titled_place(struct map *index, const char *code, const char *title, void **array, size_t size)
{
	char *key = xasprintf("%s\t%s", code, title);
	size_t at = book_place(index, key, array, size);

	free(key);
	return at;
}

static void book_keep(char **to, const char *s)
{
	if (!*to)
		*to = xstrdup(s);
}

struct report_category *report_category_at(struct report_book *b, const char *code, const char *title)
{
	void *array = b->categories;
	size_t i = book_titled_place(&b->category_index, code, title, &array, sizeof *b->categories);

	b->categories = array;
	book_keep(&b->categories[i].code, code);
	book_keep(&b->categories[i].title, title);
	return &b->categories[i];
}

struct report_item *report_item_at(struct report_book *b, const char *code, const char *title)
{
	void *array = b->items;
	size_t i = book_titled_place(&b->item_index, code, title, &array, sizeof *b->items);

	b->items = array;
	book_keep(&b->items[i].code, code);
	book_keep(&b->items[i].title, title);
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

void report_book_free(struct report_book *b)
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
