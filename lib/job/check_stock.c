/* What lies in each shop is what came in less what went out, and never was less than nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/checking.h"

struct stock {
	struct map quantity; /* shop, NUL, item → hundredths */
	struct buf key;
};

static int start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct stock));
	return 0;
}

static void make_key(struct stock *s, const char *shop, const char *item)
{
	buf_clear(&s->key);
	buf_add(&s->key, shop, strlen(shop) + 1);
	buf_puts(&s->key, item);
}

static int entry(struct checking *c, void *state, const struct entry *e)
{
	bool moves = e->kind == KIND_STOCK || e->kind == KIND_REDEEM || e->kind == KIND_REFUND;
	struct stock *s = state;
	int64_t *at;

	if (!moves || e->quantity == BLANK || e->quantity == 0 || !*e->shop)
		return 0;
	make_key(s, e->shop, e->item);
	at = map_put(&s->quantity, s->key.s, s->key.n, 0, NULL);
	if (!dec_add(*at, e->quantity, at))
		return check_fault(c, _("entry %s:%lld: the stock is more than can be counted"), e->book,
				   (long long)e->seq);
	if (*at < 0)
		return check_fault(c, _("entry %s:%lld takes more of %s from shop %s than is there"), e->book,
				   (long long)e->seq, e->item, e->shop);
	return 0;
}

static int differs(struct checking *c, const char *shop, const char *item, int64_t says, int64_t gives)
{
	char says_text[DEC_SIZE], gives_text[DEC_SIZE];

	return check_fault(c, _("%s, shop %s: the stock of %s is kept as %s, the entries give %s"), c->book->code, shop,
			   item, dec_human(says, says_text), dec_human(gives, gives_text));
}

static int end(struct checking *c, void *state)
{
	struct stock *s = state;
	struct rows r;
	int got = 0, rc = checks_walk(c->l, CHECKED_STOCK, c->book, &r);

	while (rc == 0 && (got = db_next(&r)) == 1) {
		int64_t *at;
		make_key(s, db_text(&r, 0), db_text(&r, 1));
		at = map_get(&s->quantity, s->key.s, s->key.n);
		if (db_int(&r, 2) != (at ? *at : 0))
			rc = differs(c, db_text(&r, 0), db_text(&r, 1), db_int(&r, 2), at ? *at : 0);
		if (at)
			*at = 0; /* seen */
	}
	rc = check_walked(c, &r, got, rc);
	for (size_t i = 0; i < s->quantity.n && rc == 0; i++) {
		const char *shop = map_key(&s->quantity, i, NULL);
		if (map_value(&s->quantity, i) != 0)
			rc = differs(c, shop, shop + strlen(shop) + 1, 0, map_value(&s->quantity, i));
	}
	return rc;
}

static void release(void *state)
{
	struct stock *s = state;

	if (s) {
		map_free(&s->quantity);
		buf_free(&s->key);
	}
	free(s);
}

const struct check_part check_stock = {start, entry, end, release};
