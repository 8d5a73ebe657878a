/* Money by source and purpose, and goods by shop and item: what came, what went, what is left. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "job/notice/making.h"
#include "ledger/journal/notes.h"
#include "ledger/journal/queries.h"
#include "ledger/scheme/scheme.h"

static const char *const fund_columns[] = {"book",  "period", "entry", "date",    "kind", "account",
					   "title", "income", "spent", "balance", NULL};
static const char *const stock_columns[] = {"book",     "period", "shop",  "item",    "title", "opening",
					    "received", "given",  "other", "balance", NULL};

struct goods {
	struct making *m;
	int64_t balance; /* of the fund, fen */
	struct map rows; /* shop TAB item → index of figures */
	struct figures {
		int64_t opening, received, given, other; /* hundredths of a piece */
	} * figures;
};

/* Does it lie before the period, in it or after it: -1, 0, 1. */
static int place(const struct making *m, const struct entry *e)
{
	day_t day = 0;

	if (!m->period.days)
		day = month_first(e->period);
	else if (!date_parse(e->date, &day))
		return 1;
	return day < m->period.first ? -1 : day > m->period.last;
}

/* Every entry of the book up to the end of the period: what there was before is a sum of all. */
static int walk_all(struct making *m, int (*f)(struct goods *g, const struct entry *e, int place), struct goods *g)
{
	struct journal_walk w;
	struct entry e;
	int got = 0, rc = journal_walk(m->l, &w, m->book, 1, 0);

	if (rc)
		return rc;
	while (rc == 0 && (got = journal_next(&w, &e)) == 1) {
		int at = place(m, &e);
		if (at <= 0)
			rc = f(g, &e, at);
	}
	journal_walk_end(&w);
	return got < 0 ? EX_IOERR : rc;
}

static int too_big(const struct goods *g)
{
	return diag_error(g->m->l->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"),
			  g->m->book->code);
}

static int fund_before(struct goods *g, const struct entry *e, int at)
{
	if (at < 0 && e->money != BLANK && !dec_add(g->balance, e->money, &g->balance))
		return too_big(g);
	return 0;
}

static int fund_row(void *ctx, const struct entry *e)
{
	struct goods *g = ctx;
	struct making *m = g->m;
	char address[ADDRESS_SIZE], amount[DEC_SIZE], balance[DEC_SIZE];
	struct buf purpose = {0};
	int rc;

	if (e->money == BLANK || e->money == 0)
		return 0;
	if (!dec_add(g->balance, e->money, &g->balance))
		return too_big(g);
	rc = note_text(m->l, m->book->id, e->seq, &purpose);
	if (rc)
		return rc;
	dec_format(e->money < 0 ? -e->money : e->money, amount);
	making_row(m, (const char *[]){e->book, m->period.text, address_format(e->book, e->seq, address), e->date,
				       kind_name(e->kind), e->account, e->kind == KIND_FUND ? buf_str(&purpose) : e->ref,
				       e->money > 0 ? amount : "", e->money < 0 ? amount : "",
				       dec_format(g->balance, balance)});
	buf_free(&purpose);
	return 0;
}

static int make_fund(struct making *m)
{
	struct goods g = {.m = m};
	char balance[DEC_SIZE];
	int rc = walk_all(m, fund_before, &g);

	if (rc == 0 && g.balance != 0)
		making_row(m, (const char *[]){m->book->code, m->period.text, "", "", "opening", "", "", "", "",
					       dec_format(g.balance, balance)});
	return rc ? rc : making_walk(m, fund_row, &g);
}

static struct figures *figures_of(struct goods *g, const struct entry *e)
{
	char *key = xasprintf("%s\t%s", e->shop, e->item);
	bool added;
	size_t at = (size_t)*map_put(&g->rows, key, strlen(key), (int64_t)g->rows.n, &added);

	if (added) {
		g->figures = xrealloc(g->figures, g->rows.n, sizeof *g->figures);
		g->figures[at] = (struct figures){0};
	}
	free(key);
	return &g->figures[at];
}

static int stock_entry(struct goods *g, const struct entry *e, int at)
{
	struct figures *f;
	int64_t *to;

	if (!entry_moves_goods(e))
		return 0;
	f = figures_of(g, e);
	if (at < 0)
		to = &f->opening;
	else if (e->kind != KIND_STOCK)
		to = &f->given;
	else
		to = e->quantity > 0 ? &f->received : &f->other;
	return dec_add(*to, to == &f->given ? -e->quantity : e->quantity, to) ? 0 : too_big(g);
}

static int compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int stock_row(struct goods *g, const char *key)
{
	const struct figures *f = &g->figures[*map_get(&g->rows, key, strlen(key))];
	char text[5][DEC_SIZE], title[256], *shop = xasprintf("%.*s", (int)strcspn(key, "\t"), key);
	const char *item = key + strlen(shop) + 1;
	int64_t left;
	int rc = 0;

	if (!dec_add(f->opening, f->received, &left) || !dec_add(left, f->other, &left) ||
	    !dec_sub(left, f->given, &left))
		rc = too_big(g);
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
	struct goods g = {.m = m};
	int rc = walk_all(m, stock_entry, &g);
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

const struct making_kind making_fund = {SHEET_FUND, fund_columns, make_fund};
const struct making_kind making_stock = {SHEET_STOCK, stock_columns, make_stock};
