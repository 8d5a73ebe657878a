/* What is running out. */
#include <string.h>

#include "base/dec.h"
#include "domain/blank.h"
#include "job/stock/stock.h"
#include "ledger/journal/stock.h"
#include "ledger/scheme/places.h"
#include "ledger/scheme/scheme.h"
#include "ledger/scheme/shops.h"

static const char *const low_columns[] = {"book", "shop", "item", "title", "quantity", "low", NULL};

struct low {
	struct ledger *l;
	struct printer *out;
	const struct book *book;
	char today[DATE_SIZE];
	struct map items;
};

static int check_low(struct low *x, const char *shop, const char *code)
{
	char quantity[DEC_SIZE], low[DEC_SIZE];
	struct shelf there;
	struct item item;
	bool found;
	int rc = item_look(x->l, x->book, code, shop, x->today, &item, &found);

	if (rc || !found || item.low == BLANK)
		return rc;
	rc = stock_read(x->l, x->book->id, shop, code, &there);
	if (rc == 0 && there.quantity - there.held <= item.low)
		printer_row(x->out, (const char *[]){x->book->code, shop, code, item.title,
						     dec_format(there.quantity - there.held, quantity),
						     dec_format(item.low, low)});
	return rc;
}

/* Shops that have become part of another, and merchants, have no stock to run out. */
static int low_in_shop(struct low *x, const char *code)
{
	struct shop shop;
	int rc = shop_at(x->l, x->book, code, "", x->today, &shop);

	if (rc || shop.partner || strcmp(shop.code, code) != 0)
		return rc;
	for (size_t i = 0; i < x->items.n && rc == 0; i++)
		rc = check_low(x, code, map_key(&x->items, i, NULL));
	return rc;
}

static int low_in_book(void *ctx, const struct book *book)
{
	struct low *x = ctx;
	struct map shops = {0};
	struct rows r;
	int rc;

	x->book = book;
	shop_walk(x->l, book, &r);
	while (db_next(&r))
		map_put(&shops, db_text(&r, 0), strlen(db_text(&r, 0)), 0, NULL);
	rc = db_end(&r);
	if (rc == 0)
		rc = item_codes(x->l, x->book, &x->items);
	for (size_t i = 0; i < shops.n && rc == 0; i++)
		rc = low_in_shop(x, map_key(&shops, i, NULL));
	map_free(&shops);
	map_free(&x->items);
	return rc;
}

int job_stock_low(struct job *job)
{
	struct low x = {.out = NULL};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	date_format(x.l->today, x.today);
	rc = ledger_read_begin(x.l);
	x.out = job_print(job, low_columns);
	if (rc == 0)
		rc = books_each(x.l, job->book, low_in_book, &x);
	ledger_read_end(x.l);
	printer_end(x.out);
	ledger_close(x.l);
	return rc;
}
