/*
 * Inside pts-redeem: verbs and their transactions, and an order on its way: understood, checked, posted or put aside.
 */
#ifndef PTS_JOB_SHOP_INTERNAL_H
#define PTS_JOB_SHOP_INTERNAL_H

#include "job/intake/cells.h"
#include "job/intake/document.h"
#include "job/shop/shop.h"
#include "ledger/records/redemptions.h"
#include "ledger/records/reservations.h"
#include "ledger/scheme/places.h"
#include "ledger/scheme/scheme.h"

/* What a verb does in a transaction of its caller, printing on `out`; a job beside it opens the ledger, and begins and
 * ends the transaction. */
typedef int redeem_verb(struct job *job, struct ledger *l, struct printer *out, const void *ctx);

int redeem_transaction(struct job *job, const char *const *columns, redeem_verb *verb, const void *ctx);

/* The same for a verb that begins and ends its transactions itself. */
int redeem_with_ledger(struct job *job, const char *const *columns, redeem_verb *verb, const void *ctx);

/* The verbs with what ctx points to: receipts are strings, lapse takes none. */
struct one_order {
	const struct order *order;
	const struct redeem_options *how;
};
struct voiding {
	const char *receipt;
	bool returned;
};
struct using {
	const char *code, *shop, *id;
};
redeem_verb redeem_one, redeem_collect, redeem_cancel, redeem_void, redeem_use, redeem_reissue;

/*
 * Each in a transaction of its own; what cannot lapse is told and left as it is. The worst of these, EX_DATAERR or
 * EX_REFUSED, when there are any.
 */
redeem_verb redeem_lapse;

extern const char *const use_columns[];

struct redeem {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	struct cells cells;
	struct map ordinals;
	const char *source;
	struct redeem_options how;
	bool fresh_ids;
};

/* An order understood. */
struct redeem_row {
	struct household *h;
	struct member *m;
	day_t day;
	char date[DATE_SIZE];
	char month[MONTH_SIZE];      /* that it counts in, in the household's book */
	char shop_month[MONTH_SIZE]; /* and in the shop's */
	struct place place;
	struct item item;
	bool topup;
	int64_t quantity; /* hundredths of a piece, above 0 */
	int64_t points;   /* hundredths: what the household pays in points */
	int64_t value;    /* fen: the frozen price of all of it */
	int64_t cash;     /* fen: the part of it paid in cash, BLANK: none */
	struct document_id id;
	bool numbered; /* a receipt number was taken: what fails now fails the whole transaction */
};

/* May this household have this there today, and at what price? Fills in place, item, months, points, value and cash. */
int offer_check(struct redeem *x, const struct order *o, struct redeem_row *r);

/* The part of it that holds for collecting too: the household, vetoes, the days on which the shop redeems. */
int offer_open(struct ledger *l, const struct household *h, const struct book *shop, day_t day);

/* EX_REFUSED when `points` are more than the household can spend: says what it has, what keeps the rest, and what to
 * do. */
int offer_points(struct ledger *l, struct household *h, int64_t points, int64_t *available);

/* Puts the order aside. */
int reserve_append(struct redeem *x, const struct order *o, struct redeem_row *r);

/* The redemption of a receipt, in the book of -b or in any; says what else the receipt is when it is none. */
int redeemed_find(struct job *job, struct ledger *l, const char *receipt, struct redemption *out);

/* The role of a member of the household today, "" when there is none of that code. */
int role_of(struct ledger *l, const struct book *book, const char *member, const char **role);

#endif
