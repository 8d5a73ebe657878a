/* What a row about goods means. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/stock/internal.h"
#include "ledger/scheme/places.h"

static int refuse_partner(struct stocking *s, const struct shop *shop)
{
	if (!shop->partner)
		return 0;
	return diag_error(s->l->diag, EX_DATAERR, _("shop %s is a merchant: what lies there is not ours to count"),
			  shop->code);
}

/*
 * Deliveries follow a shop that has become part of another; what is taken away, moved or counted may still lie in the
 * old one.
 */
static int goods_shop(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	bool as_named = *w->shop && s->verb != STOCK_IN;
	int rc = as_named ? shop_get(s->l, g->book, w->shop, &g->shop)
			  : shop_at(s->l, g->book, w->shop, w->item, g->date, &g->shop);

	return rc ? rc : refuse_partner(s, &g->shop);
}

/* Where goods move: a shop of the same book, or BOOK:SHOP. */
static int goods_target(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	const char *colon = strrchr(w->to, ':'), *shop = colon ? colon + 1 : w->to;
	char *book = xstrdup(w->to);
	int rc = 0;

	book[colon ? colon - w->to : 0] = '\0';
	g->to_book = g->book;
	if (!*shop)
		rc = diag_error(s->l->diag, EX_DATAERR,
				_("no shop to move to: name it as SHOP or BOOK:SHOP with --to or in the column to"));
	if (rc == 0 && *book)
		rc = book_find(s->l, book, &g->to_book);
	if (rc == 0)
		rc = shop_at(s->l, g->to_book, shop, w->item, g->date, &g->to);
	if (rc == 0)
		rc = refuse_partner(s, &g->to);
	if (rc == 0 && g->to_book == g->book && strcmp(g->to.code, g->shop.code) == 0)
		rc = diag_error(s->l->diag, EX_DATAERR, _("goods cannot move from shop %s to itself"), g->shop.code);
	free(book);
	return rc;
}

/*
 * The item as the shop gives it that day. What is no longer offered may still lie there, so only deliveries ask for it
 * to be; of the others it is enough that it ever was.
 */
static int goods_item(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	bool known = false;
	int rc = 0;

	if (!*w->item)
		return diag_error(s->l->diag, EX_DATAERR, _("no item: give its code"));
	if (s->verb == STOCK_IN)
		return item_find(s->l, g->book, w->item, g->shop.code, g->date, &g->item);
	if (strlen(w->item) < sizeof g->item.code)
		rc = item_known(s->l, g->book, w->item, &known);
	if (rc)
		return rc;
	if (!known)
		return diag_error(s->l->diag, EX_DATAERR, _("item %s is not offered in %s on %s"), w->item,
				  g->book->code, g->date);
	memcpy(g->item.code, w->item, strlen(w->item) + 1);
	return item_title(s->l, g->book, w->item, g->item.title);
}

static int goods_quantity(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	if (s->verb != STOCK_COUNT)
		return document_pieces(s->l, w->quantity, &g->quantity);
	if (!*w->counted)
		return diag_error(s->l->diag, EX_DATAERR,
				  _("nothing counted: write the pieces that are there, 0 for none"));
	if (!dec_parse(w->counted, &g->quantity) || g->quantity < 0 || g->quantity % 100 != 0)
		return diag_error(s->l->diag, EX_DATAERR, _("counted `%s` is no whole number of pieces"), w->counted);
	return 0;
}

static int goods_cost(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	int64_t each = g->item.cost;

	g->value = BLANK;
	if (s->verb != STOCK_IN)
		return 0;
	if (*w->cost && (!dec_parse(w->cost, &each) || each < 0))
		return diag_error(s->l->diag, EX_DATAERR, _("cost `%s` is no amount of yuan"), w->cost);
	if (*w->account && !text_is_code(w->account))
		return diag_error(s->l->diag, EX_DATAERR,
				  _("source `%s` is no code: letters, digits, - and _ are safe"), w->account);
	if (*w->account && each == BLANK)
		return diag_error(s->l->diag, EX_DATAERR, _("goods given by %s need a value: give it as cost"),
				  w->account);
	if (each != BLANK && !dec_mul(each, g->quantity, &g->value))
		return diag_error(s->l->diag, EX_DATAERR, _("the cost is more than can be counted"));
	return 0;
}

static int goods_reason(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	g->reason = s->verb == STOCK_IN ? w->supplier : *w->reason ? w->reason : s->job->message ? s->job->message : "";
	if (s->verb == STOCK_OUT && !*g->reason)
		return diag_error(s->l->diag, EX_DATAERR,
				  _("goods that go out need a reason: the column reason, or -m TEXT"));
	return 0;
}

/* Deliveries had their ids before there was anything else, and keep them; the other verbs stand before their content.
 */
static int goods_id(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	static const char *const verbs[] = {
		[STOCK_IN] = "", [STOCK_OUT] = "out\t", [STOCK_MOVE] = "move\t", [STOCK_COUNT] = "count\t"};
	char quantity[DEC_SIZE];
	struct buf who = {0};
	int rc;

	buf_printf(&who, "%s%s\t%s\t%s\t%s\t%s", verbs[s->verb], g->book->code, g->date, g->shop.code, w->item,
		   w->supplier);
	if (s->verb == STOCK_MOVE)
		buf_printf(&who, "%s:%s", g->to_book->code, g->to.code);
	if (*w->account)
		buf_printf(&who, "\t%s", w->account);
	rc = document_id(s->l, w->id, g->day, buf_str(&who), dec_format(g->quantity, quantity),
			 s->fresh_ids ? NULL : &s->ordinals, ID_STOCK_DERIVED, ID_STOCK_GIVEN, &g->id);
	buf_free(&who);
	return rc;
}

int stock_understand(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	int rc = document_book(s->job, s->l, w->book, &g->book);

	if (rc == 0)
		rc = goods_quantity(s, w, g);
	if (rc == 0)
		rc = document_date(s->l, w->date, &g->day, g->date);
	if (rc == 0)
		rc = goods_shop(s, w, g);
	if (rc == 0 && s->verb == STOCK_MOVE)
		rc = goods_target(s, w, g);
	if (rc == 0)
		rc = goods_item(s, w, g);
	if (rc == 0)
		rc = goods_cost(s, w, g);
	if (rc == 0)
		rc = goods_reason(s, w, g);
	return rc ? rc : goods_id(s, w, g);
}

/* Whether the other entry of a move, which `e` names, is in the shop that goods move to now. */
static int went_there(const struct stocking *s, const struct goods *g, const struct entry *e, bool *there)
{
	struct entry_store store = {.n = 0};
	struct entry other;
	char book[128];
	int64_t seq;
	bool found = false;
	int rc = 0;

	if (address_parse(e->ref, book, sizeof book, &seq) && strcmp(book, g->to_book->code) == 0)
		rc = journal_look(s->l, g->to_book->id, seq, &other, &store, &found);
	*there = rc == 0 && found && strcmp(other.shop, g->to.code) == 0;
	entry_store_free(&store);
	return rc;
}

/* Whether a known entry is what is handed in now; what is left to the program (the day, the cost) is as it was. */
static int compare_entry(const struct stocking *s, const struct stock_words *w, const struct goods *g, const struct entry *e, bool *same)
{
	char counted[DEC_SIZE + 8], quantity[DEC_SIZE];

	*same = strcmp(e->item, g->item.code) == 0 && strcmp(e->shop, g->shop.code) == 0 && (!*w->date || strcmp(e->date, g->date) == 0);
	if (!*same)
		return 0;
	switch (s->verb) {
	case STOCK_IN:
		*same = !*e->ref && e->quantity == g->quantity && (!*w->cost || e->value == g->value) &&
			strcmp(e->account, w->account) == 0;
		return 0;
	case STOCK_COUNT:
		snprintf(counted, sizeof counted, "COUNT %s", dec_format(g->quantity, quantity));
		*same = strcmp(e->ref, counted) == 0;
		return 0;
	case STOCK_MOVE:
		*same = e->quantity == -g->quantity;
		return *same ? went_there(s, g, e, same) : 0;
	default:
		*same = !*e->ref && e->quantity == -g->quantity;
		return 0;
	}
}

int stock_known(struct stocking *s, const struct stock_words *w, struct goods *g, bool *known)
{
	struct entry_store store;
	struct entry e;
	bool same;
	int rc = document_known(s->l, g->book->id, &g->id, &e, &store, known);

	if (rc || !*known)
		return rc;
	rc = compare_entry(s, w, g, &e, &same);
	if (rc == 0 && same)
		rc = stock_print(s, &e, g->item.title, "duplicate");
	else if (rc == 0)
		rc = diag_error(s->l->diag, EX_DATAERR,
				_("%s is known with other content (%s:%lld): give this one another id"), g->id.text,
				e.book, (long long)e.seq);
	entry_store_free(&store);
	return rc;
}
