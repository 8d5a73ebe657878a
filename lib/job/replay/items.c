/* What was redeemed, at the prices of both schemes. */
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"
#include "job/replay/internal.h"

static struct replay_item *item_at(struct replay_book *b, const char *code)
{
	bool added;
	size_t at = (size_t)*map_put(&b->item_index, code, strlen(code), (int64_t)b->item_index.n, &added);

	if (added) {
		b->items = xrealloc(b->items, b->item_index.n, sizeof *b->items);
		b->items[at] = (struct replay_item){.title = ""};
		snprintf(b->items[at].title, sizeof b->items[at].title, "%s", code);
	}
	return &b->items[at];
}

static bool add_price(int64_t *to, int64_t points, int64_t pieces)
{
	int64_t price;

	return points == BLANK || (dec_mul(points, pieces, &price) && dec_add(*to, price, to));
}

/* Goods are counted where their quantity stands: at another village's shop that is the shop's entry. */
int replay_item_add(struct replay *r, struct replay_book *b, const struct entry *e)
{
	struct item old, now;
	struct replay_item *x;
	bool was, is = false;
	int rc;
	if (e->quantity == BLANK || !*e->item)
		return 0;
	x = item_at(b, e->item);
	rc = item_look(r->l, b->book, e->item, e->shop, e->date, &old, &was);
	if (rc == 0)
		rc = item_look(r->other, b->scheme, e->item, e->shop, e->date, &now, &is);
	if (rc)
		return rc;
	if (was)
		snprintf(x->title, sizeof x->title, "%s", old.title);
	x->gone |= !is;
	/* What the ledger's scheme does not have any more cost what was paid. */
	if (!dec_sub(x->pieces, e->quantity, &x->pieces) ||
	    !(was ? add_price(&x->old, old.points, -e->quantity) : dec_sub(x->old, e->points, &x->old)) ||
	    (is && !add_price(&x->now, now.points, -e->quantity)))
		return replay_too_big(r, e);
	return 0;
}

int replay_items_say(struct replay *r, const struct replay_book *b, struct printer *out)
{
	int rc = 0;

	for (size_t i = 0; i < b->item_index.n && rc == 0; i++) {
		const struct replay_item *x = &b->items[i];
		const char *code = map_key(&b->item_index, i, NULL);
		char old[DEC_SIZE];
		if (x->gone)
			replay_say(r, out, b, "item", code, x->title, dec_format(x->old, old), "");
		else if (x->old != x->now)
			rc = replay_say_figures(r, out, b, "item", code, x->title, x->old, x->now);
	}
	return rc;
}
