#include "ledger/scheme/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "ledger/scheme/scheme.h"

SQL(SHOPS_OF_ITEM, "SELECT DISTINCT shop FROM items WHERE book = $1 AND item = $2 AND shop <> ''");
SQL(SHOP_THERE, "SELECT 1 FROM shops WHERE book = $1 AND shop = $2");

/* The one shop that these codes are on that day, merchants left out when `own`: *n is 0, 1 or more. */
static int only_one(struct ledger *l, const struct book *book, const struct shop_codes *codes, const char *date, bool own,
		    struct shop *out, int *n)
{
	int rc = 0;

	*n = 0;
	for (size_t i = 0; i < codes->n && rc == 0; i++) {
		struct shop s;
		rc = shop_follow(l, book, codes->code[i], date, &s);
		if (rc || (own && s.partner) || (*n && strcmp(s.code, out->code) == 0))
			continue;
		if ((*n)++ == 0)
			*out = s;
	}
	return rc;
}

/* The codes of the rows nearest to the book that bind the item to shops. */
static int item_shops(struct ledger *l, const struct book *book, const char *item, struct shop_codes *out)
{
	int64_t b = book->id;
	int rc = 0;

	for (;;) {
		const struct book *at = book_by_id(l, b);
		struct rows r;
		db_query(l->db, &r, &SHOPS_OF_ITEM, "it", b, item);
		rc = shop_codes_read(&r, out);
		if (rc || out->n || b == 0)
			return rc;
		b = at ? at->parent : 0;
	}
}

/* The only shop of the book, or its only own one: *n as above, -1 when the book has none. */
static int book_shop(struct ledger *l, const struct book *book, const char *date, struct shop *out, int *n)
{
	struct shop_codes codes = {NULL, 0};
	struct rows r;
	int rc;

	shop_walk(l, book, &r);
	rc = shop_codes_read(&r, &codes);
	if (rc == 0)
		rc = only_one(l, book, &codes, date, false, out, n);
	if (rc == 0 && *n > 1)
		rc = only_one(l, book, &codes, date, true, out, n);
	if (codes.n == 0)
		*n = -1;
	free(codes.code);
	return rc;
}

int shop_at(struct ledger *l, const struct book *book, const char *given, const char *item, const char *date,
	    struct shop *out)
{
	struct shop_codes codes = {NULL, 0};
	struct item offered;
	bool gives = true;
	int n = 0, rc;

	if (*given)
		return shop_follow(l, book, given, date, out);
	rc = item_shops(l, book, item, &codes);
	if (rc == 0 && codes.n)
		rc = only_one(l, book, &codes, date, false, out, &n);
	if (rc == 0 && n != 1) {
		rc = book_shop(l, book, date, out, &n);
		/* Of an item that several shops give it must be one of these. */
		if (rc == 0 && n == 1 && codes.n)
			rc = item_look(l, book, item, out->code, date, &offered, &gives);
	}
	free(codes.code);
	if (rc || (n == 1 && gives))
		return rc;
	if (n < 0)
		return diag_error(l->diag, EX_DATAERR, _("%s has no shop; add it to the table shops"), book->code);
	return diag_error(l->diag, EX_DATAERR, _("%s has several shops: name one with -s or in the column shop"),
			  book->code);
}

static int several(struct ledger *l, const char *shop, const struct buf *names)
{
	return diag_error(l->diag, EX_DATAERR, _("shop %s is in several books: write one of %s"), shop, buf_str(names));
}

/* The only book that has the shop, `home` before the others; NULL when none has. */
static int book_of_shop(struct ledger *l, const struct book *home, const char *shop, const struct book **out)
{
	struct buf names = {0};
	size_t found = 0;
	bool has;
	int rc = ledger_has(l, &has, &SHOP_THERE, "it", home->id, shop);

	*out = has ? home : NULL;
	for (size_t i = 0; rc == 0 && *out != home && i < l->nbooks; i++) {
		rc = ledger_has(l, &has, &SHOP_THERE, "it", l->books[i].id, shop);
		if (!has)
			continue;
		*out = &l->books[i];
		buf_printf(&names, "%s%s:%s", found++ ? ", " : "", l->books[i].code, shop);
	}
	if (rc == 0 && found > 1)
		rc = several(l, shop, &names);
	buf_free(&names);
	return rc;
}

static int may_redeem(struct ledger *l, const struct book *home, const struct book *book, const char *shop)
{
	if (book == home || strcmp(setting_get(l, home->id, "redeem_at"), "any") == 0)
		return 0;
	return diag_error(l->diag, EX_REFUSED,
			  _("shop %s is one of %s, and households of %s redeem in their own book only: name one of its "
			    "shops, or change the setting redeem_at"),
			  shop, book->code, home->code);
}

int place_find(struct ledger *l, const struct book *home, const char *given, const char *item, const char *date,
	       struct place *out)
{
	const char *colon = strchr(given, ':'), *shop = colon ? colon + 1 : given;
	char code[80];
	int rc = 0;

	out->book = home;
	if (colon) {
		snprintf(code, sizeof code, "%.*s", (int)(colon - given), given);
		rc = book_find(l, code, &out->book);
	} else if (*given) {
		rc = book_of_shop(l, home, given, &out->book);
		/* A shop that nobody has is missed by the household's book. */
		out->book = out->book ? out->book : home;
	}
	if (rc == 0)
		rc = may_redeem(l, home, out->book, shop);
	return rc ? rc : shop_at(l, out->book, shop, item, date, &out->shop);
}
