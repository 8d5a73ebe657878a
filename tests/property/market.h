/*
 * A points shop on paper: what a careful clerk would write down. Shares nothing with the library.
 *
 * Villages A (families 0–2, shops 0 own and 1 a merchant) and B (families 3–5, shop 2 own); days count from 2000-01-01,
 * points are hundredths, money is fen.
 */
#ifndef PTS_TESTS_MARKET_H
#define PTS_TESTS_MARKET_H

#include "world.h"

enum { FAMILIES = 6, SHOPS = 3, GOODS = 4, TICKETS = 400, CODES = 3, NOWHERE = -1 };
enum good { SOAP, RICE, OIL, MEAL }; /* RICE: two a month; OIL: a swap; MEAL: a coupon for 20 days */
enum fate { OPEN, GIVEN, COLLECTED, CANCELLED, LAPSED, LOST, VOIDED };

/* What the villages decided. */
struct policy {
	int64_t point_value; /* fen */
	bool topup, anywhere, reserved_is_lost, coupon_is_lost;
	int reserve_days;
	int visits; /* 0: as often as they like */
	bool per_quarter;
	bool wednesdays_and_fridays;
};

struct ticket {
	int family, shop; /* NOWHERE: a coupon */
	enum good good;
	bool reserved_once;
	int64_t pieces, points, value, cash; /* points and money as paid */
	int day, until;                      /* until -1: none */
	enum fate fate;
	int valid, used, dead; /* coupons */
	bool goods_away;       /* voided, and its goods did not come back */
};

struct market {
	struct policy law;
	int today;
	int64_t balance[FAMILIES];
	int64_t shelf[SHOPS][GOODS], held[SHOPS][GOODS];
	int64_t till[2], owed[SHOPS];
	struct ticket ticket[TICKETS];
	int n;
};

extern const int64_t market_price[GOODS], market_cash[GOODS];

int village_of_family(int family);
int village_of_shop(int shop);
bool is_merchant(int shop);

/* What a family can spend. */
int64_t market_available(const struct market *m, int family);

/* Each says whether it may be done, and does it if so. A new ticket is the last one. */
bool market_order(struct market *m, int family, int shop, enum good good, int64_t pieces, int day, bool topup,
		  bool reserve);
bool market_collect(struct market *m, int ticket);
bool market_cancel(struct market *m, int ticket);
bool market_void(struct market *m, int ticket, bool returned);
bool market_use(struct market *m, int ticket, int shop);
bool market_reissue(struct market *m, int ticket);
void market_lapse(struct market *m);
bool market_spoil(struct market *m, int shop, enum good good, int64_t pieces);

#endif
