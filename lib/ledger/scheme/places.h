/*
 * Where a household redeems: a shop of its own book, or (通兑) of any.
 */
#ifndef PTS_LEDGER_SCHEME_PLACES_H
#define PTS_LEDGER_SCHEME_PLACES_H

#include "ledger/scheme/shops.h"

/*
 * The shop that serves on a day (YYYY-MM-DD): the one given (checked), else the item's, else the only one of the book,
 * or its only own one. A shop that has become part of another by then stands for that other. EX_DATAERR when there is
 * none or more than one.
 */
int shop_at(struct ledger *l, const struct book *book, const char *given, const char *item, const char *date,
	    struct shop *out);

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

#endif
