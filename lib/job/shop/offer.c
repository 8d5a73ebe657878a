/* May this household have this, at this shop, on this day, and what does it pay? */
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "domain/shopdays.h"
#include "job/shop/internal.h"
#include "ledger/journal/vetoes.h"
#include "ledger/points/available.h"
#include "ledger/records/redemptions.h"

static int check_no_veto(struct ledger *l, const struct household *h, const char *date)
{
	struct veto v;
	int rc = veto_on(l, h, date, &v);

	if (rc || v.seq == 0)
		return rc;
	return diag_error(l->diag, EX_REFUSED,
			  _("household %s stands under a veto since %s (%s:%lld): it redeems again after %s, "
			    "or once it is repaired (pts-log --repair)"),
			  h->code, v.date, h->book->code, (long long)v.seq, v.until);
}

static int check_may_redeem(struct ledger *l, const struct household *h, const char *date)
{
	if (!h->active)
		return diag_error(l->diag, EX_REFUSED,
				  _("household %s of %s has ended: what it has can be moved to another by pts-log "
				    "--move, not redeemed"),
				  h->code, h->book->code);
	return check_no_veto(l, h, date);
}

int offer_open(struct ledger *l, const struct household *h, const struct book *shop, day_t day)
{
	const char *days = setting_get(l, shop->id, "redeem_days");
	char date[DATE_SIZE], next[DATE_SIZE];
	int rc = check_may_redeem(l, h, date_format(day, date));

	if (rc == 0 && !open_on(days, day))
		rc = diag_error(l->diag, EX_REFUSED,
				_("the shops of %s do not redeem on %s (redeem_days %s): the next day is %s"),
				shop->code, date, days, date_format(open_next(days, day), next));
	return rc;
}

/* The first and last day of a window, as dates. */
static void window_days(day_t day, const char *per, char from[static DATE_SIZE], char to[static DATE_SIZE])
{
	date_format(window_first(day, per), from);
	date_format(window_last(day, per), to);
}

/* redeem_per: on how many days of a window a household comes; several orders of a day are one visit. */
static int check_visits(struct ledger *l, const struct redeem_row *r)
{
	const char *text = setting_get(l, r->h->book->id, "redeem_per"), *per;
	char from[DATE_SIZE], to[DATE_SIZE], last[DATE_SIZE], next[DATE_SIZE];
	int64_t most, n;
	int rc;

	if (!visits_parse(text, &most, &per) || most == 0)
		return 0;
	window_days(r->day, per, from, to);
	rc = redeeming_days(l, r->h, from, to, r->date, &n, last);
	if (rc || n < most)
		return rc;
	if (strcmp(per, "ever") == 0)
		return diag_error(l->diag, EX_REFUSED, _("household %s has redeemed already, last on %s (redeem_per %s)"),
				  r->h->code, last, text);
	return diag_error(
		l->diag, EX_REFUSED,
		_("household %s has redeemed already, last on %s (redeem_per %s): it redeems again from %s on"),
		r->h->code, last, text, date_format(window_last(r->day, per) + 1, next));
}

static int check_limit(struct ledger *l, const struct redeem_row *r)
{
	const char *per = *r->item.limit_per ? r->item.limit_per : "ever";
	char from[DATE_SIZE], to[DATE_SIZE], most[DEC_SIZE], had[DEC_SIZE], window[WINDOW_SIZE];
	int64_t given = 0, reserved = 0;
	int rc;

	if (r->item.limit == BLANK)
		return 0;
	window_days(r->day, per, from, to);
	rc = redeemed_pieces(l, r->h, r->item.code, from, to, &given);
	if (rc == 0)
		rc = reserved_pieces(l, r->h, r->item.code, from, to, &reserved);
	if (rc || given + reserved + r->quantity <= r->item.limit)
		return rc;
	dec_human(r->item.limit, most);
	dec_human(given + reserved, had);
	if (strcmp(per, "ever") == 0)
		return diag_error(l->diag, EX_REFUSED, _("item %s: at most %s for a household, household %s has had %s"),
				  r->item.code, most, r->h->code, had);
	return diag_error(l->diag, EX_REFUSED, _("item %s: at most %s for a household in %s, household %s has had %s"),
			  r->item.code, most, window_of(r->day, per, window), r->h->code, had);
}

/* A coupon that no shop is named for can be used at any. */
static int find_offer_place(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	bool floats = false;
	int rc = *o->shop ? 0 : item_floats(x->l, r->h->book, o->item, r->date, &floats);

	r->place.book = r->h->book;
	if (rc || floats)
		return rc;
	return place_find(x->l, r->h->book, o->shop, o->item, r->date, &r->place);
}

/* Points of two villages are the same only when they are worth the same. */
static int same_worth(struct ledger *l, const struct redeem_row *r, int64_t *point_value)
{
	const char *here = setting_get(l, r->h->book->id, "point_value"),
		   *there = setting_get(l, r->place.book->id, "point_value");
	int64_t other;

	if (!dec_parse(here, point_value) || !dec_parse(there, &other))
		return diag_error(l->diag, EX_CONFIG, _("the setting point_value is no amount"));
	if (*point_value == other)
		return 0;
	return diag_error(
		l->diag, EX_REFUSED,
		_("a point is worth %s yuan in %s and %s in %s: households of one cannot redeem in the other"), here,
		r->h->book->code, there, r->place.book->code);
}

/* What the household pays, so far as its points reach. */
static bool price(struct redeem_row *r)
{
	int64_t cash = r->item.cash == BLANK ? 0 : r->item.cash;

	if (!dec_mul(r->item.points, r->quantity, &r->points) || !dec_mul(cash, r->quantity, &r->cash))
		return false;
	if (r->cash == 0)
		r->cash = BLANK;
	return true;
}

/* The frozen price of a piece is its points at the point value and its cash. (The item's market price is only shown.)
 */
static bool freeze_value(struct redeem_row *r, int64_t point_value)
{
	int64_t each, cash = r->item.cash == BLANK ? 0 : r->item.cash;

	return dec_mul(r->item.points, point_value, &each) && dec_add(each, cash, &each) &&
	       dec_mul(each, r->quantity, &r->value);
}

static int too_many(struct ledger *l, const struct order *o)
{
	return diag_error(l->diag, EX_DATAERR, _("quantity `%s` is more than can be counted"), o->quantity);
}

/* What of the balance cannot be spent, and why. */
static void explain_unspendable(const struct available *a, struct buf *why)
{
	char points[DEC_SIZE];

	if (a->expired > 0)
		buf_printf(why, _("; %s expired on %s"), dec_human(a->expired, points), a->expired_since);
	if (a->unreleased > 0)
		buf_printf(why, _("; %s not released yet (pts-list journal shows their months)"),
			   dec_human(a->unreleased, points));
	if (a->disputed > 0)
		buf_printf(why, _("; %s disputed (pts-dispute list)"), dec_human(a->disputed, points));
	if (a->reserved > 0)
		buf_printf(why, _("; %s reserved (pts-list reservations)"), dec_human(a->reserved, points));
}

static int too_few(struct ledger *l, const struct household *h, const struct available *a, int64_t points,
		   const char *hint)
{
	char has[DEC_SIZE], needs[DEC_SIZE];
	struct buf why = {0};
	int rc;

	explain_unspendable(a, &why);
	rc = diag_error(l->diag, EX_REFUSED, _("household %s has %s, needs %s%s%s"), h->code,
			dec_human(a->available, has), dec_human(points, needs), buf_str(&why), hint);
	buf_free(&why);
	return rc;
}

int offer_points(struct ledger *l, struct household *h, int64_t points, int64_t *available)
{
	struct available a;
	int rc = household_available(l, h, &a);

	*available = a.available;
	return rc || a.available >= points ? rc : too_few(l, h, &a, points, "");
}

/* Missing points in cash, at the point value; never the other way. */
static int top_up(struct redeem *x, struct redeem_row *r, int64_t point_value)
{
	bool allowed = strcmp(setting_get(x->l, r->h->book->id, "topup"), "yes") == 0;
	struct available a;
	int64_t missing, cash;
	int rc = household_available(x->l, r->h, &a);

	if (rc || a.available >= r->points)
		return rc;
	if (!r->topup)
		return too_few(x->l, r->h, &a, r->points,
			       allowed && a.available > 0 ? _("; what is missing can be paid in cash (--topup)") : "");
	if (!allowed)
		return too_few(x->l, r->h, &a, r->points,
			       _("; the scheme lets nobody pay what is missing in cash (setting topup)"));
	if (a.available == 0)
		return too_few(x->l, r->h, &a, r->points, _("; without any points there is nothing to top up"));
	if (!dec_sub(r->points, a.available, &missing) || !dec_mul(missing, point_value, &cash) ||
	    !dec_add(r->cash == BLANK ? 0 : r->cash, cash, &r->cash))
		return diag_error(x->l->diag, EX_DATAERR, _("this is more than can be counted"));
	/* Rounded as a whole, it may be more than the price, which is rounded piece by piece: nobody pays more than that. */
	if (r->cash > r->value)
		r->cash = r->value;
	if (r->cash == 0)
		r->cash = BLANK;
	r->points = a.available;
	return 0;
}

static int find_offer(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	struct diag *d = x->l->diag;
	int rc = find_offer_place(x, o, r);

	if (rc == 0)
		rc = item_find(x->l, r->place.book, o->item, r->place.shop.code, r->date, &r->item);
	if (rc == 0)
		rc = document_month(x->l, r->h->book->id, r->day, x->how.late, r->month);
	if (rc == 0)
		rc = document_month(x->l, r->place.book->id, r->day, x->how.late, r->shop_month);
	if (rc)
		return rc;
	if (r->item.points == BLANK || r->item.points <= 0)
		return diag_error(d, EX_CONFIG, _("item %s has no points in the scheme"), o->item);
	if (x->how.reserve && strcmp(r->item.kind, "coupon") == 0)
		return diag_error(d, EX_REFUSED, _("item %s is a coupon: it is ordered, not reserved"), o->item);
	return price(r) ? 0 : too_many(x->l, o);
}

int offer_check(struct redeem *x, const struct order *o, struct redeem_row *r)
{
	int64_t point_value;
	int rc = check_may_redeem(x->l, r->h, r->date);

	if (rc == 0)
		rc = find_offer(x, o, r);
	/* What is reserved by telephone is collected on a day on which the shop redeems. */
	if (rc == 0 && !x->how.reserve)
		rc = offer_open(x->l, r->h, r->place.book, r->day);
	if (rc == 0)
		rc = check_visits(x->l, r);
	if (rc == 0)
		rc = check_limit(x->l, r);
	if (rc == 0)
		rc = same_worth(x->l, r, &point_value);
	if (rc == 0 && !freeze_value(r, point_value))
		rc = too_many(x->l, o);
	if (rc == 0)
		rc = journal_heads(x->l, r->h->book, r->place.book);
	return rc ? rc : top_up(x, r, point_value);
}
