#include "market.h"

const int64_t market_price[GOODS] = {1000, 3500, 2000, 1000}, market_cash[GOODS] = {0, 0, 550, 0};

int village_of_family(int family)
{
	return family / 3;
}

int village_of_shop(int shop)
{
	return shop == 2;
}

bool is_merchant(int shop)
{
	return shop == 1;
}

static bool is_coupon(enum good good)
{
	return good == MEAL;
}

static int64_t reserved(const struct market *m, int family)
{
	int64_t sum = 0;

	for (int i = 0; i < m->n; i++)
		if (m->ticket[i].family == family && m->ticket[i].fate == OPEN)
			sum += m->ticket[i].points;
	return sum;
}

int64_t market_available(const struct market *m, int family)
{
	int64_t free_points = m->balance[family] - reserved(m, family);

	return free_points > 0 ? free_points : 0;
}

/* 2000-01-01 was a Saturday. */
static bool is_open(const struct market *m, int day)
{
	int weekday = day % 7;

	return !m->law.wednesdays_and_fridays || weekday == 4 || weekday == 6;
}

/* Does it stand as a visit, and as pieces had? */
static bool stands(const struct ticket *t)
{
	return t->fate == OPEN || t->fate == GIVEN || t->fate == COLLECTED;
}

static int window(const struct market *m, int day)
{
	return m->law.per_quarter ? month_number(day) / 3 : month_number(day);
}

static bool comes_too_often(const struct market *m, int family, int day)
{
	int days[TICKETS], n = 0;

	if (m->law.visits == 0)
		return false;
	for (int i = 0; i < m->n; i++) {
		const struct ticket *t = &m->ticket[i];
		bool known = t->day == day;
		if (t->family != family || !stands(t) || window(m, t->day) != window(m, day))
			continue;
		for (int k = 0; k < n; k++)
			known = known || days[k] == t->day;
		if (!known)
			days[n++] = t->day;
	}
	return n >= m->law.visits;
}

static bool has_enough_rice(const struct market *m, int family, int64_t pieces, int day)
{
	for (int i = 0; i < m->n; i++) {
		const struct ticket *t = &m->ticket[i];
		if (t->family == family && t->good == RICE && stands(t) && month_number(t->day) == month_number(day))
			pieces += t->pieces;
	}
	return pieces > 2;
}

static bool pay(const struct market *m, struct ticket *t, bool topup)
{
	int64_t has = market_available(m, t->family), missing;

	t->points = market_price[t->good] * t->pieces;
	t->cash = market_cash[t->good] * t->pieces;
	t->value = t->points * m->law.point_value / 100 + t->cash;
	if (has >= t->points)
		return true;
	if (!topup || !m->law.topup || has == 0)
		return false;
	missing = t->points - has;
	t->points = has;
	/* Half a fen is rounded up. */
	t->cash += (missing * m->law.point_value + 50) / 100;
	return true;
}

/* Hands out: points, goods, cash. */
static void give(struct market *m, struct ticket *t)
{
	m->balance[t->family] -= t->points;
	if (is_coupon(t->good)) {
		m->till[village_of_family(t->family)] += t->cash;
		t->valid = (int)t->pieces;
	} else if (is_merchant(t->shop)) {
		m->owed[t->shop] += t->value - t->cash;
	} else {
		m->till[village_of_shop(t->shop)] += t->cash;
		m->shelf[t->shop][t->good] -= t->pieces;
	}
}

static bool there(const struct market *m, const struct ticket *t)
{
	return is_coupon(t->good) || is_merchant(t->shop) ||
	       m->shelf[t->shop][t->good] - m->held[t->shop][t->good] >= t->pieces;
}

bool market_order(struct market *m, int family, int shop, enum good good, int64_t pieces, int day, bool topup,
		  bool reserve)
{
	struct ticket t = {.family = family,
			   .shop = shop,
			   .good = good,
			   .pieces = pieces,
			   .day = day,
			   .until = -1,
			   .reserved_once = reserve};

	if (reserve && is_coupon(good))
		return false;
	if (!is_coupon(good) && village_of_shop(shop) != village_of_family(family) && !m->law.anywhere)
		return false;
	if ((!reserve && !is_open(m, day)) || comes_too_often(m, family, day))
		return false;
	if (good == RICE && has_enough_rice(m, family, pieces, day))
		return false;
	if (!pay(m, &t, topup) || !there(m, &t))
		return false;
	t.fate = reserve ? OPEN : GIVEN;
	if (reserve)
		t.until = day + m->law.reserve_days;
	else if (is_coupon(good))
		t.until = day + 20;
	if (reserve && t.until < m->today)
		return false;
	if (reserve && !is_merchant(shop))
		m->held[shop][good] += pieces;
	if (!reserve)
		give(m, &t);
	m->ticket[m->n++] = t;
	return true;
}

static void let_go(struct market *m, struct ticket *t, enum fate fate)
{
	t->fate = fate;
	if (!is_merchant(t->shop))
		m->held[t->shop][t->good] -= t->pieces;
}

bool market_collect(struct market *m, int ticket)
{
	struct ticket *t = &m->ticket[ticket];

	if (t->fate == COLLECTED)
		return true;
	if (t->fate != OPEN || t->until < m->today || !is_open(m, m->today))
		return false;
	/* What others have put aside is not touched for this one. */
	if (m->balance[t->family] < reserved(m, t->family) ||
	    (!is_merchant(t->shop) && m->shelf[t->shop][t->good] < m->held[t->shop][t->good]))
		return false;
	let_go(m, t, COLLECTED);
	give(m, t);
	return true;
}

bool market_cancel(struct market *m, int ticket)
{
	struct ticket *t = &m->ticket[ticket];

	if (t->fate == OPEN)
		let_go(m, t, CANCELLED);
	return t->fate == CANCELLED;
}

static void take_back(struct market *m, struct ticket *t, bool goods)
{
	m->balance[t->family] += t->points;
	if (t->fate == LOST)
		return;
	if (is_coupon(t->good))
		m->till[village_of_family(t->family)] -= t->cash;
	else if (is_merchant(t->shop))
		m->owed[t->shop] -= t->value - t->cash;
	else
		m->till[village_of_shop(t->shop)] -= t->cash;
	if (is_coupon(t->good) || is_merchant(t->shop))
		return;
	t->goods_away = !goods;
	if (goods)
		m->shelf[t->shop][t->good] += t->pieces;
}

bool market_void(struct market *m, int ticket, bool returned)
{
	struct ticket *t = &m->ticket[ticket];

	/* To have the goods back as well would be another decision. */
	if (t->fate == VOIDED)
		return !(returned && t->goods_away);
	if ((t->fate != GIVEN && t->fate != COLLECTED && t->fate != LOST) || t->used > 0 || t->dead > 0)
		return false;
	take_back(m, t, !t->reserved_once || returned);
	t->valid = 0;
	t->fate = VOIDED;
	return true;
}

bool market_use(struct market *m, int ticket, int shop)
{
	struct ticket *t = &m->ticket[ticket];

	if (t->valid == 0 || t->until < m->today ||
	    (village_of_shop(shop) != village_of_family(t->family) && !m->law.anywhere))
		return false;
	t->valid--;
	t->used++;
	if (is_merchant(shop))
		m->owed[shop] += t->value / t->pieces;
	return true;
}

bool market_reissue(struct market *m, int ticket)
{
	const struct ticket *t = &m->ticket[ticket];

	return t->valid > 0 && t->until >= m->today;
}

static int64_t part(int64_t amount, int64_t of, int64_t whole)
{
	return (2 * amount * of + whole) / (2 * whole);
}

static void lapse_coupons(struct market *m, struct ticket *t)
{
	if (!m->law.coupon_is_lost) {
		m->balance[t->family] += part(t->points, t->valid, t->pieces);
		m->till[village_of_family(t->family)] -= part(t->cash, t->valid, t->pieces);
		if (t->valid == t->pieces)
			t->fate = VOIDED;
	}
	t->dead = t->valid;
	t->valid = 0;
}

static void lapse_reservation(struct market *m, struct ticket *t)
{
	let_go(m, t, m->law.reserved_is_lost ? LOST : LAPSED);
	if (t->fate == LOST) {
		int64_t has = market_available(m, t->family);
		t->points = has < t->points ? has : t->points;
		m->balance[t->family] -= t->points;
	}
}

void market_lapse(struct market *m)
{
	for (int i = 0; i < m->n; i++)
		if (m->ticket[i].fate == OPEN && m->ticket[i].until < m->today)
			lapse_reservation(m, &m->ticket[i]);
	for (int i = 0; i < m->n; i++)
		if (m->ticket[i].valid > 0 && m->ticket[i].until < m->today)
			lapse_coupons(m, &m->ticket[i]);
}

bool market_spoil(struct market *m, int shop, enum good good, int64_t pieces)
{
	if (m->shelf[shop][good] < pieces)
		return false;
	m->shelf[shop][good] -= pieces;
	return true;
}
