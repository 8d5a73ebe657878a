/*
 * Shops (兑换点): own ones and merchants, and those that have become part of another.
 */
#ifndef PTS_LEDGER_SCHEME_SHOPS_H
#define PTS_LEDGER_SCHEME_SHOPS_H

#include "ledger/ledger.h"

struct shop {
	char code[80];
	char name[256];
	bool partner;         /* a merchant: paid at settlement, its stock is not ours to count */
	char merged_into[80]; /* "": it stands alone */
	char merged_from[12]; /* since when */
};

/* A shop of the book as the scheme has it; EX_DATAERR when the book has none of that code. */
int shop_get(struct ledger *l, const struct book *book, const char *code, struct shop *out);

/* The same without complaint: 1, 0, -1. */
int shop_look(struct ledger *l, const struct book *book, const char *code, struct shop *out);

/*
 * The shop that serves on a day (YYYY-MM-DD): the one given (checked), else the item's, else the only one of the book,
 * or its only own one. A shop that has become part of another by then stands for that other. EX_DATAERR when there is
 * none or more than one.
 */
int shop_at(struct ledger *l, const struct book *book, const char *given, const char *item, const char *date,
	    struct shop *out);

/* Codes of the book's shops in order. */
int shop_walk(struct ledger *l, const struct book *book, struct rows *r);

/* Codes of the shops that have become part of `code` by that day, whether directly or through others. *list is the
 * caller's to free. */
int shop_merged(struct ledger *l, const struct book *book, const char *code, const char *date, char (**list)[80],
		size_t *n);

#endif
