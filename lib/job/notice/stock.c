/* Goods by shop and item: what came, what went, what is left. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "job/notice/making.h"
#include "ledger/scheme/scheme.h"

static const char *const stock_columns[] = {"book",     "period", "shop",  "item",    "title", "opening",
					    "received", "given",  "other", "balance", NULL};

/* Hundredths of a piece. */
struct stock_figures {
	int64_t opening, received, given, other;
};

struct stock_rows {
	struct making *m;
	struct map rows; /* shop TAB item → index of figures */
	struct stock_figures *figures;
};

static struct stock_figures *figures_of(struct stock_rows *g, const struct entry *e)
{
	char *key = xasprintf("%s\t%s", e->shop, e->item);
	bool added;
	size_t at = (size_t)*map_put(&g->rows, key, strlen(key), (int64_t)g->rows.n, &added);

	if (added) {
		g->figures = xrealloc(g->figures, g->rows.n, sizeof *g->figures);
		g->figures[at] = (struct stock_figures){0};
	}
	free(key);
	return &g->figures[at];
}

static int stock_entry(void *ctx, const struct entry *e, bool before)
{
	struct stock_rows *g = ctx;
	struct stock_figures *f;
	int64_t *to;

	if (!entry_moves_goods(e))
		return 0;
	f = figures_of(g, e);
	if (before)
		to = &f->opening;
	else if (e->kind != KIND_STOCK)
		to = &f->given;
	else
		to = e->quantity > 0 ? &f->received : &f->other;
	return dec_add(*to, to == &f->given ? -e->quantity : e->quantity, to) ? 0 : making_too_big(g->m);
}

static int compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int stock_row(struct stock_rows *g, const char *key)
{
	const struct stock_figures *f = &g->figures[*map_get(&g->rows, key, strlen(key))];
	char text[5][DEC_SIZE], title[256], *shop = xasprintf("%.*s", (int)strcspn(key, "\t"), key);
	const char *item = key + strlen(shop) + 1;
	int64_t left;
	int rc = 0;

	if (!dec_add(f->opening, f->received, &left) || !dec_add(left, f->other, &left) ||
	    !dec_sub(left, f->given, &left))
		rc = making_too_big(g->m);
	if (rc == 0)
		rc = item_title(g->m->l, g->m->book, item, title);
	if (rc == 0 && (f->opening || f->received || f->given || f->other))
		making_row(g->m, (const char *[]){g->m->book->code, g->m->period.text, shop, item, title,
						  dec_format(f->opening, text[0]), dec_format(f->received, text[1]),
						  dec_format(f->given, text[2]), dec_format(f->other, text[3]),
						  dec_format(left, text[4])});
	free(shop);
	return rc;
}

static int make_stock(struct making *m)
{
	struct stock_rows g = {.m = m};
	int rc = making_walk_until(m, stock_entry, &g);
	const char **keys = xcalloc(g.rows.n + 1, sizeof *keys);

	for (size_t i = 0; i < g.rows.n; i++)
		keys[i] = map_key(&g.rows, i, NULL);
	qsort(keys, g.rows.n, sizeof *keys, compare_keys);
	for (size_t i = 0; i < g.rows.n && rc == 0; i++)
		rc = stock_row(&g, keys[i]);
	map_free(&g.rows);
	free(g.figures);
	free(keys);
	return rc;
}

const struct making_kind making_stock = {SHEET_STOCK, stock_columns, make_stock};
