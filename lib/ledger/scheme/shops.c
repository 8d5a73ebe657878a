#include "ledger/scheme/shops.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/scheme/scheme.h"

SQL(SHOP_READ, "SELECT name, kind, merged_into, merged_from FROM shops WHERE book = $1 AND shop = $2");
SQL(SHOPS_OF_BOOK, "SELECT shop FROM shops WHERE book = $1 ORDER BY shop");
SQL(SHOPS_OF_ITEM, "SELECT DISTINCT shop FROM items WHERE book = $1 AND item = $2 AND shop <> ''");

/* The codes that a query gives; the caller frees. */
struct codes {
	char (*code)[80];
	size_t n;
};

int shop_look(struct ledger *l, const struct book *book, const char *code, struct shop *out)
{
	struct rows r;
	int got = db_one(l->db, &r, &SHOP_READ, "it", book->id, code);

	*out = (struct shop){.partner = false};
	if (got != 1)
		return got < 0 ? (ledger_fault(l), -1) : 0;
	snprintf(out->code, sizeof out->code, "%s", code);
	snprintf(out->name, sizeof out->name, "%s", db_text(&r, 0));
	out->partner = strcmp(db_text(&r, 1), "partner") == 0;
	snprintf(out->merged_into, sizeof out->merged_into, "%s", db_text(&r, 2));
	snprintf(out->merged_from, sizeof out->merged_from, "%s", db_text(&r, 3));
	db_end(&r);
	return 1;
}

int shop_get(struct ledger *l, const struct book *book, const char *code, struct shop *out)
{
	int got = shop_look(l, book, code, out);

	if (got == 0)
		return diag_error(l->diag, EX_DATAERR, _("shop %s is not one of %s"), code, book->code);
	return got < 0 ? EX_IOERR : 0;
}

/* The shop that a shop is on a day. The scheme has no circles (load_scheme.c); a broken one ends all the same. */
static int follow(struct ledger *l, const struct book *book, const char *code, const char *date, struct shop *out)
{
	int rc = shop_get(l, book, code, out);

	for (int steps = 0; rc == 0 && steps < 64 && *out->merged_into && strcmp(out->merged_from, date) <= 0;
	     steps++) {
		char next[80];
		memcpy(next, out->merged_into, sizeof next);
		rc = shop_get(l, book, next, out);
	}
	return rc;
}

static int read_codes(struct ledger *l, struct rows *r, struct codes *out)
{
	int got;

	while ((got = db_next(r)) == 1) {
		out->code = xrealloc(out->code, out->n + 1, sizeof *out->code);
		snprintf(out->code[out->n++], 80, "%s", db_text(r, 0));
	}
	db_end(r);
	return got == 0 ? 0 : ledger_fault(l);
}

int shop_walk(struct ledger *l, const struct book *book, struct rows *r)
{
	return db_query(l->db, r, &SHOPS_OF_BOOK, "i", book->id) ? ledger_fault(l) : 0;
}

int shop_merged(struct ledger *l, const struct book *book, const char *code, const char *date, char (**list)[80],
		size_t *n)
{
	struct codes all = {NULL, 0};
	struct shop s;
	struct rows r;
	size_t kept = 0;
	int rc = shop_walk(l, book, &r);

	if (rc == 0)
		rc = read_codes(l, &r, &all);
	for (size_t i = 0; i < all.n && rc == 0; i++) {
		if (strcmp(all.code[i], code) == 0)
			continue;
		rc = follow(l, book, all.code[i], date, &s);
		if (rc == 0 && strcmp(s.code, code) == 0)
			memmove(all.code[kept++], all.code[i], 80);
	}
	*list = all.code;
	*n = kept;
	return rc;
}

/* The one shop that these codes are on that day, merchants left out when `own`: *n is 0, 1 or more. */
static int only_one(struct ledger *l, const struct book *book, const struct codes *codes, const char *date, bool own,
		    struct shop *out, int *n)
{
	int rc = 0;

	*n = 0;
	for (size_t i = 0; i < codes->n && rc == 0; i++) {
		struct shop s;
		rc = follow(l, book, codes->code[i], date, &s);
		if (rc || (own && s.partner) || (*n && strcmp(s.code, out->code) == 0))
			continue;
		if ((*n)++ == 0)
			*out = s;
	}
	return rc;
}

/* The codes of the rows nearest to the book that bind the item to shops. */
static int item_shops(struct ledger *l, const struct book *book, const char *item, struct codes *out)
{
	int64_t b = book->id;
	int rc = 0;

	for (;;) {
		const struct book *at = book_by_id(l, b);
		struct rows r;
		rc = db_query(l->db, &r, &SHOPS_OF_ITEM, "it", b, item) ? ledger_fault(l) : read_codes(l, &r, out);
		if (rc || out->n || b == 0)
			return rc;
		b = at ? at->parent : 0;
	}
}

/* The only shop of the book, or its only own one: *n as above, -1 when the book has none. */
static int book_shop(struct ledger *l, const struct book *book, const char *date, struct shop *out, int *n)
{
	struct codes codes = {NULL, 0};
	struct rows r;
	int rc = shop_walk(l, book, &r);

	if (rc == 0)
		rc = read_codes(l, &r, &codes);
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
	struct codes codes = {NULL, 0};
	struct item offered;
	int n = 0, got = 1, rc;

	if (*given)
		return follow(l, book, given, date, out);
	rc = item_shops(l, book, item, &codes);
	if (rc == 0 && codes.n)
		rc = only_one(l, book, &codes, date, false, out, &n);
	if (rc == 0 && n != 1) {
		rc = book_shop(l, book, date, out, &n);
		/* Of an item that several shops give it must be one of these. */
		if (rc == 0 && n == 1 && codes.n)
			got = item_look(l, book, item, out->code, date, &offered);
	}
	free(codes.code);
	if (rc || got < 0)
		return rc ? rc : EX_IOERR;
	if (n == 1 && got == 1)
		return 0;
	if (n < 0)
		return diag_error(l->diag, EX_DATAERR, _("%s has no shop; add it to the table shops"), book->code);
	return diag_error(l->diag, EX_DATAERR, _("%s has several shops: name one with -s or in the column shop"),
			  book->code);
}
