/*
 * Shops (兑换点): own ones and merchants, and those that have become part of another.
 */
#ifndef PTS_LEDGER_SCHEME_SHOPS_H
#define PTS_LEDGER_SCHEME_SHOPS_H

#include "ledger/core/core.h"

struct shop {
	char code[80];
	char name[256];
	bool partner;         /* a merchant: paid at settlement, its stock is not ours to count */
	char merged_into[80]; /* "": it stands alone */
	char merged_from[12]; /* since when */
};

/* A shop of the book as the scheme has it; EX_DATAERR when the book has none of that code. */
int shop_get(struct ledger *l, const struct book *book, const char *code, struct shop *out);

/* The same without complaint: *found is false when the book has none of that code. */
int shop_look(struct ledger *l, const struct book *book, const char *code, struct shop *out, bool *found);

/* The shop of this code, or the one that it has become part of by a day (YYYY-MM-DD). EX_DATAERR when there is none. */
int shop_follow(struct ledger *l, const struct book *book, const char *code, const char *date, struct shop *out);

/* Codes of the book's shops in order. */
void shop_walk(struct ledger *l, const struct book *book, struct rows *r);

/* Codes read from rows whose first column they are, which it ends; adds to what *out has. The caller frees out->code. */
struct shop_codes {
	char (*code)[80];
	size_t n;
};
int shop_codes_read(struct rows *r, struct shop_codes *out);

/* Codes of the shops that have become part of `code` by that day, whether directly or through others. *list is the
 * caller's to free. */
int shop_merged(struct ledger *l, const struct book *book, const char *code, const char *date, char (**list)[80],
		size_t *n);

#endif
