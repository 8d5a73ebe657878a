#include "job/shop/posting.h"

#include <string.h>

#include "base/lang.h"
#include "ledger/journal/ids.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"
#include "ledger/records/redemptions.h"

const char *posting_act(const struct place *place, const struct item *item)
{
	return strcmp(item->kind, "coupon") == 0 ? "coupon" : place->shop.partner ? "partner" : "";
}

/* Two entries: the points leave one book, the goods the other. A coupon is issued by the household's own. */
static bool is_away(const struct posting *p)
{
	return p->place && p->place->book != p->h->book && strcmp(p->act, "coupon") != 0;
}

static int64_t negative(int64_t v)
{
	return v == BLANK ? BLANK : -v;
}

/* What lies with the shop: goods, and the cash that goes into the fund; or what the merchant is owed beside the cash he keeps. */
static void fill_shop(const struct posting *p, struct entry *e)
{
	e->act = p->act;
	e->quantity = negative(p->quantity);
	if (strcmp(p->act, ACT_PARTNER) == 0)
		e->owed = entry_unpaid(p->value, p->cash);
	else
		e->money = p->cash;
}

static struct entry common(const struct posting *p)
{
	struct entry e = entry_new(KIND_REDEEM);

	memcpy(e.date, p->date, DATE_SIZE);
	e.item = p->item;
	e.shop = p->place ? p->place->shop.code : "";
	e.value = p->value;
	e.cash = p->cash;
	e.ref = p->receipt;
	e.source = p->source;
	e.actor = p->actor;
	return e;
}

static int append_at_home(struct ledger *l, const struct posting *p, const struct id_place *id, struct entry *e)
{
	*e = common(p);
	e->book_id = p->h->book->id;
	memcpy(e->period, p->month, MONTH_SIZE);
	e->id = p->id;
	e->member = p->member;
	e->role = p->role;
	e->points = -p->points;
	if (is_away(p))
		e->account = p->place->book->code;
	else
		fill_shop(p, e);
	return post_entry(l, &(struct post){.entry = e, .household = p->h, .note = p->note, .id = id});
}

static int append_at_shop(struct ledger *l, const struct posting *p, struct entry *e)
{
	*e = common(p);
	e->book_id = p->place->book->id;
	memcpy(e->period, p->shop_month, MONTH_SIZE);
	e->account = p->h->book->code;
	fill_shop(p, e);
	return post_entry(l, &(struct post){.entry = e});
}

/* The id is free, or was looked up already; of a given one the next free place is taken. */
static int find_id_place(struct ledger *l, const struct posting *p, struct id_place *out)
{
	bool derived = id_parse(p->id, &out->key);
	int64_t taken;
	int rc = 0;

	out->kind = derived ? ID_ORDER_DERIVED : ID_ORDER_GIVEN;
	if (derived)
		return 0;
	out->key = id_given(p->id);
	while ((rc = ids_find(l, p->h->book->id, out->kind, out->key, &taken)) == 0 && taken)
		out->key.b++;
	return rc;
}

int posting_append(struct ledger *l, const struct posting *p, struct entry *e)
{
	struct redemption_new kept = {.receipt = p->receipt,
				      .date = p->counts_on,
				      .item = p->item,
				      .quantity = p->quantity == BLANK ? 0 : p->quantity};
	struct entry shop = {.seq = 0};
	struct id_place id;
	int rc = find_id_place(l, p, &id);

	if (rc == 0)
		rc = append_at_home(l, p, &id, e);
	if (rc == 0 && is_away(p))
		rc = append_at_shop(l, p, &shop);
	kept.seq = e->seq;
	kept.shop_book = is_away(p) ? shop.book_id : e->book_id;
	kept.shop_seq = is_away(p) ? shop.seq : e->seq;
	if (rc == 0)
		rc = redemption_add(l, p->h, &kept);
	return rc;
}
