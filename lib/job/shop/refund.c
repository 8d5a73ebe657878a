#include "job/shop/refund.h"

#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"

/* The share of an amount that goes back, with the other sign. */
static bool refund_share(const struct refund *r, int64_t v, int64_t *out)
{
	*out = v;
	return v == BLANK || (dec_muldiv(v, r->part, r->whole, out) && dec_sub(0, *out, out));
}

static int append_refund(struct ledger *l, const struct refund *r, const struct entry *of, struct household *h,
			 struct entry *e)
{
	char corrects[ADDRESS_SIZE];
	bool late;
	int rc;

	*e = entry_new(KIND_REFUND);
	e->book_id = of->book_id;
	date_format(l->today, e->date);
	e->member = of->member;
	e->role = of->role;
	e->item = of->item;
	e->shop = of->shop;
	e->act = of->act;
	e->account = of->account;
	e->ref = of->ref;
	e->corrects = address_format(of->book, of->seq, corrects);
	e->actor = r->actor;
	if (!refund_share(r, of->quantity, &e->quantity) || !refund_share(r, of->points, &e->points) ||
	    !refund_share(r, of->value, &e->value) || !refund_share(r, of->cash, &e->cash) || !refund_share(r, of->owed, &e->owed) ||
	    !refund_share(r, of->money, &e->money))
		return diag_error(l->diag, EX_DATAERR, _("this is more than can be counted"));
	if (!r->goods)
		e->quantity = BLANK;
	rc = journal_month(l, of->book_id, l->today, e->period, &late);
	if (rc == 0)
		rc = post_entry(l, &(struct post){.entry = e, .household = h, .note = h ? r->note : NULL});
	e->corrects = ""; /* the address was ours */
	return rc;
}

static int refund_at_shop(struct ledger *l, const struct refund *r)
{
	struct entry_store store;
	struct entry of, e;
	int rc = journal_get(l, r->of->shop_book->id, r->of->shop_seq, &of, &store);

	if (rc == 0)
		rc = append_refund(l, r, &of, NULL, &e);
	entry_store_free(&store);
	return rc;
}

int refund_append(struct ledger *l, const struct refund *r, struct entry *e)
{
	struct household *h;
	int rc = roster_household(l, r->of->book, r->home->household, &h);

	if (rc == 0)
		rc = append_refund(l, r, r->home, h, e);
	if (rc == 0 && r->of->shop_book != r->of->book)
		rc = refund_at_shop(l, r);
	return rc;
}
