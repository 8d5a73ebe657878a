/*
 * Points the naive way: each hundredth that a household ever had or owed is a token of its own, which is free, spent or
 * dead. No lots, no sums kept.
 */
#ifndef PTS_TESTS_TOKENS_H
#define PTS_TESTS_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum state {
	FREE,     /* it can be spent until its last day */
	OWED,     /* it was taken although nobody had it */
	SPENT,    /* somebody had it and gave it away */
	PAID,     /* it was owed, and points that came in paid it */
	GONE,     /* it was owed and wiped, or has died and its death is posted */
	WITHDRAWN /* taken back with the earn it came from */
};

struct token {
	int home;	/* the household that has, owes or spent it */
	int64_t entry;	/* the lot it belongs to, or the entry that made the debt; the transfer that brought it here */
	int part;	/* which of the lots of that transfer; 0: it came by no transfer */
	int64_t origin; /* the entry that granted it or made the debt: purse_id() */
	int last_day;
	enum state state;
	int64_t by;    /* the entry that spent or owed it: purse_id(); 0 for none; below 0: it has come back */
	bool debt;     /* it was never there: it began as a debt */
	bool was_dead; /* it was past its last day when it was spent: must never be */
	int group;     /* on a move: its place among the lots that move */
};

/* The tokens of all households. Each function below speaks of one, at home in a book whose entries it numbers. */
struct purse {
	struct token *token;
	size_t n, room;
	int home;
	int64_t book;
};

/* One number for an entry of the purse's book. */
int64_t purse_id(const struct purse *p, int64_t entry);

enum { FOREVER = 1 << 30 };

/* Points come in: they pay the oldest debt first, unless they are past their last day already. */
void purse_earn(struct purse *p, int64_t entry, int last_day, int64_t points, int today);

/* The tokens that die first go first; what is not there is owed under the entry's own last day. */
void purse_spend(struct purse *p, int64_t entry, int last_day, int64_t points, int today);

/* An entry's spending is undone: its tokens come back, to live at least until `least`. */
void purse_give_back(struct purse *p, int64_t entry, int64_t of, int last_day, int least, int64_t points, int today);

/* What of an earn has not died by today, anywhere; and taking that much back from what is unspent here, the rest as debt. */
int64_t purse_living_part(const struct purse *p, int64_t entry, int64_t points, int today);
void purse_take_back(struct purse *p, int64_t entry, int64_t of, int last_day, int64_t points, int today);

/* The sum of what is past this last day exactly: died (positive) or owed (positive); posting it makes the tokens GONE.
 */
int64_t purse_due(const struct purse *p, int last_day, enum state state);
void purse_expire(struct purse *p, int last_day, enum state state);

/*
 * All that is alive, points and debts, goes to another household, where it comes in by `entry`: as the lots 1, 2 … of it, in the order of the
 * lots here; first the points, which pay debts there, then the debts, which take points there. Returns how many lots moved.
 */
int purse_move(struct purse *p, int to, int64_t to_book, int64_t entry, int today, int64_t *points);

/* The same with the tokens that have a group already, and with nothing else. */
void purse_arrive(struct purse *p, int to, int64_t to_book, int64_t entry, int groups, int today);
void purse_group(struct purse *p, bool (*wanted)(const struct token *t, int64_t what), int64_t what, int *groups);

int64_t purse_count(const struct purse *p, enum state state);
int64_t purse_spendable(const struct purse *p, int today);
int64_t purse_lot(const struct purse *p, int64_t entry, int part, int last_day, enum state state);

void purse_free(struct purse *p);

#endif
