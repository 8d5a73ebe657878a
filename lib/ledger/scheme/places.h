/*
 * Where a household redeems: a shop of its own book, or (通兑) of any.
 */
#ifndef PTS_LEDGER_SCHEME_PLACES_H
#define PTS_LEDGER_SCHEME_PLACES_H

#include "ledger/scheme/shops.h"

struct place {
	const struct book *book;
	struct shop shop;
};

/*
 * The shop for an item on a day: `given` as SHOP or BOOK:SHOP, else the item's, else the only one of `home`. A shop
 * that `home` does not have is looked for in the other books, if the setting redeem_at of `home` lets a household
 * redeem there: EX_REFUSED otherwise, EX_DATAERR when there is none or several.
 */
int place_find(struct ledger *l, const struct book *home, const char *given, const char *item, const char *date,
	       struct place *out);

/* Takes the heads of the books in the order of their codes, so that two who redeem across books never wait for each
 * other. */
int place_heads(struct ledger *l, const struct book *home, const struct book *shop);

#endif
