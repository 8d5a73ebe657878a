/* Entries about goods. */
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/cost.h"
#include "job/stock/internal.h"
#include "ledger/journal/ids.h"
#include "ledger/post/post.h"
#include "ledger/scheme/places.h"

/* What all these entries have; the id only when there is one. */
static struct entry goods_entry(const struct stocking *s, const struct goods *g, const char *source)
{
	struct entry e = entry_new(KIND_STOCK);

	e.book_id = g->book->id;
	memcpy(e.period, g->month, MONTH_SIZE);
	memcpy(e.date, g->date, DATE_SIZE);
	e.id = g->id.text;
	e.item = g->item.code;
	e.shop = g->shop.code;
	e.source = source;
	e.actor = s->job->actor;
	return e;
}

static int append_goods(struct stocking *s, struct entry *e, const struct goods *g)
{
	const struct id_place id = {g->id.kind, g->id.key};
	int rc = post_entry(s->l, &(struct post){.entry = e, .note = g->reason, .id = *e->id ? &id : NULL});

	return rc ? rc : stock_print(s, e, g->item.title, "posted");
}

/* The share of the shelf's worth that so many pieces have. The book's head is ours, so nobody changes it meanwhile. */
static int share_of_worth(struct stocking *s, const struct goods *g, int64_t quantity, int64_t *value)
{
	struct shelf there;
	struct head head;
	int rc = journal_head(s->l, g->book->id, &head);

	if (rc == 0)
		rc = stock_read(s->l, g->book->id, g->shop.code, g->item.code, &there);
	if (rc == 0 && !cost_of(there.quantity, there.value, quantity, value))
		rc = diag_error(s->l->diag, EX_DATAERR, _("the stock of %s is worth more than can be counted"),
				g->item.code);
	return rc;
}

static int post_in(struct stocking *s, const struct stock_words *w, const struct goods *g)
{
	struct entry e = goods_entry(s, g, w->source);

	e.quantity = g->quantity;
	e.value = g->value;
	e.account = w->account;
	return append_goods(s, &e, g);
}

static int post_out(struct stocking *s, const struct stock_words *w, const struct goods *g)
{
	struct entry e = goods_entry(s, g, w->source);
	int64_t value;
	int rc = share_of_worth(s, g, g->quantity, &value);

	if (rc)
		return rc;
	e.quantity = -g->quantity;
	e.value = -value;
	return append_goods(s, &e, g);
}

/* What was there at the end of the day of the count, by the entries; a surplus on an empty shelf costs what the item
 * costs. */
static int post_count(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	struct entry e = goods_entry(s, g, w->source);
	char ref[DEC_SIZE + 8], counted[DEC_SIZE];
	struct item offered;
	struct shelf there;
	int64_t since = 0;
	int rc = stock_read(s->l, g->book->id, g->shop.code, g->item.code, &there);

	if (rc == 0 && g->day < s->l->today)
		rc = stock_since(s->l, g->book->id, g->shop.code, g->item.code, g->date, &since);
	if (rc)
		return rc;
	e.quantity = g->quantity - (there.quantity - since);
	if (e.quantity != 0 && !*g->reason)
		return diag_error(s->l->diag, EX_DATAERR,
				  _("of %s %s were counted, not %s: give the reason in the column reason or with -m"),
				  g->item.code, dec_human(g->quantity, ref),
				  dec_human(there.quantity - since, counted));
	rc = share_of_worth(s, g, e.quantity, &e.value);
	if (rc == 0 && there.quantity == 0 && e.quantity > 0 && *g->item.code) {
		rc = item_find(s->l, g->book, g->item.code, g->shop.code, g->date, &offered);
		if (rc == 0 && offered.cost != BLANK && !dec_mul(offered.cost, e.quantity, &e.value))
			rc = diag_error(s->l->diag, EX_DATAERR, _("the cost is more than can be counted"));
	}
	snprintf(ref, sizeof ref, "COUNT %s", dec_format(g->quantity, counted));
	e.ref = ref;
	return rc ? rc : append_goods(s, &e, g);
}

/* Two entries that name each other; the goods take their share of the worth along. */
static int post_move(struct stocking *s, const struct stock_words *w, const struct goods *g)
{
	struct entry out = goods_entry(s, g, w->source), in = out;
	bool same = g->to_book == g->book;
	char to[ADDRESS_SIZE], from[ADDRESS_SIZE];
	int rc = journal_heads(s->l, g->book, g->to_book);

	if (rc == 0)
		rc = stock_has(s->l, g->book->id, g->shop.code, g->item.code, g->quantity);
	if (rc == 0)
		rc = share_of_worth(s, g, g->quantity, &in.value);
	if (rc == 0)
		rc = stock_room(s->l, g->to_book->id, g->to.code, g->item.code, g->quantity, in.value);
	if (rc == 0)
		rc = document_month(s->l, g->to_book->id, g->day, s->late, in.period);
	if (rc == 0)
		rc = journal_address(s->l, g->book, 1, from);
	if (rc == 0)
		rc = journal_address(s->l, g->to_book, same ? 2 : 1, to);
	if (rc)
		return rc;
	out.quantity = -g->quantity;
	out.value = -in.value;
	out.ref = to;
	out.account = same ? "" : g->to_book->code;
	in.book_id = g->to_book->id;
	in.id = "";
	in.shop = g->to.code;
	in.quantity = g->quantity;
	in.ref = from;
	in.account = same ? "" : g->book->code;
	rc = append_goods(s, &out, g);
	return rc ? rc : append_goods(s, &in, g);
}

int stock_post(struct stocking *s, const struct stock_words *w, struct goods *g)
{
	int rc = document_month(s->l, g->book->id, g->day, s->late, g->month);

	if (rc)
		return rc;
	switch (s->verb) {
	case STOCK_OUT:
		return post_out(s, w, g);
	case STOCK_MOVE:
		return post_move(s, w, g);
	case STOCK_COUNT:
		return post_count(s, w, g);
	default:
		return post_in(s, w, g);
	}
}
