/* What lies in each shop is what came in less what went out, never was less than nothing, and is worth what its cost
 * says. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "domain/cost.h"
#include "job/check/internal.h"
#include "ledger/journal/stock.h"

struct shelf_sum {
	int64_t quantity;
	int64_t value;
};

struct stock {
	struct map index; /* shop, NUL, item → number of the shelf */
	struct shelf_sum *all;
	size_t n;
	int64_t costs; /* entries whose goods have a cost */
	struct buf key;
};

static int check_stock_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct stock));
	return 0;
}

static struct shelf_sum *check_stock_find(struct stock *s, const char *shop, const char *item)
{
	bool added;
	int64_t *at;

	buf_clear(&s->key);
	buf_add(&s->key, shop, strlen(shop) + 1);
	buf_puts(&s->key, item);
	at = map_put(&s->index, s->key.s, s->key.n, (int64_t)s->n, &added);
	if (added) {
		s->all = xrealloc(s->all, s->n + 1, sizeof *s->all);
		s->all[s->n++] = (struct shelf_sum){0};
	}
	return &s->all[*at];
}

/* What redeemed goods take along; what comes back brings what its entry had. The kept figure of an entry before this
 * one has been held already. */
static int redeemed_value(struct checking *c, const struct entry *e, const struct shelf_sum *p, int64_t *change)
{
	char code[128], is_text[DEC_SIZE], was_text[DEC_SIZE];
	int64_t seq, kept, cost = 0;
	int rc = 0;

	if (e->kind == KIND_REDEEM && !cost_of(p->quantity, p->value, -e->quantity, &cost))
		return check_fault(c, _("entry %s:%lld: the stock is more than can be counted"), e->book,
				   (long long)e->seq);
	if (e->kind == KIND_REFUND && address_parse(e->corrects, code, sizeof code, &seq)) {
		rc = stock_cost(c->l, c->book->id, seq, &cost);
		cost = -cost;
	}
	*change = -cost;
	if (rc == 0)
		rc = stock_cost(c->l, c->book->id, e->seq, &kept);
	if (rc == 0 && kept != cost)
		rc = check_fault(c, _("entry %s:%lld: its goods are kept as having cost %s yuan, they cost %s"),
				 e->book, (long long)e->seq, dec_human(kept, was_text), dec_human(cost, is_text));
	return rc;
}

static int check_stock_entry(struct checking *c, void *state, const struct entry *e)
{
	struct stock *s = state;
	int64_t change = e->value == BLANK ? 0 : e->value;
	struct shelf_sum *p;
	int rc = 0;

	if (!entry_moves_goods(e))
		return 0;
	p = check_stock_find(s, e->shop, e->item);
	if (e->kind != KIND_STOCK) {
		s->costs++;
		rc = redeemed_value(c, e, p, &change);
	}
	if (rc)
		return rc;
	if (!dec_add(p->quantity, e->quantity, &p->quantity) || !dec_add(p->value, change, &p->value))
		return check_fault(c, _("entry %s:%lld: the stock is more than can be counted"), e->book,
				   (long long)e->seq);
	if (p->quantity < 0)
		return check_fault(c, _("entry %s:%lld takes more of %s from shop %s than is there"), e->book,
				   (long long)e->seq, e->item, e->shop);
	return 0;
}

static int check_stock_differs(struct checking *c, const char *shop, const char *item, int64_t says, int64_t gives)
{
	char says_text[DEC_SIZE], gives_text[DEC_SIZE];

	return check_fault(c, _("%s, shop %s: the stock of %s is kept as %s, the entries give %s"), c->book->code, shop,
			   item, dec_human(says, says_text), dec_human(gives, gives_text));
}

static int differs_in_value(struct checking *c, const char *shop, const char *item, int64_t says, int64_t gives)
{
	char says_text[DEC_SIZE], gives_text[DEC_SIZE];

	return check_fault(c, _("%s, shop %s: the stock of %s is kept as worth %s yuan, the entries give %s"),
			   c->book->code, shop, item, dec_human(says, says_text), dec_human(gives, gives_text));
}

static int check_stock_compare(struct checking *c, struct stock *s, const struct rows *r)
{
	struct shelf_sum *p = check_stock_find(s, db_text(r, 0), db_text(r, 1));
	int rc = 0;

	if (db_int(r, 2) != p->quantity)
		rc = check_stock_differs(c, db_text(r, 0), db_text(r, 1), db_int(r, 2), p->quantity);
	else if (db_int(r, 4) != p->value)
		rc = differs_in_value(c, db_text(r, 0), db_text(r, 1), db_int(r, 4), p->value);
	*p = (struct shelf_sum){0}; /* seen */
	return rc;
}

/* Each entry's own was looked at when it came by; here only whether there are others. */
static int check_stock_costs(struct checking *c, const struct stock *s)
{
	struct rows r;
	int64_t n = 0;
	int rc;

	checks_walk(c->l, CHECKED_STOCK_COSTS, c->book, &r);
	while (db_next(&r))
		n++;
	rc = db_end(&r);
	if (rc == 0 && n != s->costs)
		rc = check_fault(c, _("%s: the cost of goods is kept for %lld entries, %lld moved goods"),
				 c->book->code, (long long)n, (long long)s->costs);
	return rc;
}

static int check_stock_end(struct checking *c, void *state)
{
	struct stock *s = state;
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_STOCK, c->book, &r);
	while (db_next(&r))
		r.rc = check_stock_compare(c, s, &r);
	rc = db_end(&r);
	for (size_t i = 0; i < s->index.n && rc == 0; i++) {
		const char *shop = map_key(&s->index, i, NULL);
		if (s->all[i].quantity != 0)
			rc = check_stock_differs(c, shop, shop + strlen(shop) + 1, 0, s->all[i].quantity);
	}
	return rc ? rc : check_stock_costs(c, s);
}

static void check_stock_free(void *state)
{
	struct stock *s = state;

	if (s) {
		map_free(&s->index);
		buf_free(&s->key);
		free(s->all);
	}
	free(s);
}

const struct check_part check_stock = {check_stock_start, check_stock_entry, check_stock_end, check_stock_free};
