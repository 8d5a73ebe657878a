#include "ledger/scheme/shops.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/scheme/scheme.h"

SQL(SHOP_READ, "SELECT name, kind, merged_into, merged_from FROM shops WHERE book = $1 AND shop = $2");
SQL(SHOPS_OF_BOOK, "SELECT shop FROM shops WHERE book = $1 ORDER BY shop");

int shop_look(struct ledger *l, const struct book *book, const char *code, struct shop *out, bool *found)
{
	struct rows r;

	*out = (struct shop){.partner = false};
	*found = db_one(l->db, &r, &SHOP_READ, "it", book->id, code);
	if (*found) {
		snprintf(out->code, sizeof out->code, "%s", code);
		snprintf(out->name, sizeof out->name, "%s", db_text(&r, 0));
		out->partner = strcmp(db_text(&r, 1), "partner") == 0;
		snprintf(out->merged_into, sizeof out->merged_into, "%s", db_text(&r, 2));
		snprintf(out->merged_from, sizeof out->merged_from, "%s", db_text(&r, 3));
	}
	return db_end(&r);
}

int shop_get(struct ledger *l, const struct book *book, const char *code, struct shop *out)
{
	bool found;
	int rc = shop_look(l, book, code, out, &found);

	if (rc == 0 && !found)
		rc = diag_error(l->diag, EX_DATAERR, _("shop %s is not one of %s"), code, book->code);
	return rc;
}

int shop_follow(struct ledger *l, const struct book *book, const char *code, const char *date, struct shop *out)
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

int shop_codes_read(struct rows *r, struct shop_codes *out)
{
	while (db_next(r)) {
		out->code = xrealloc(out->code, out->n + 1, sizeof *out->code);
		snprintf(out->code[out->n++], 80, "%s", db_text(r, 0));
	}
	return db_end(r);
}

void shop_walk(struct ledger *l, const struct book *book, struct rows *r)
{
	db_query(l->db, r, &SHOPS_OF_BOOK, "i", book->id);
}

int shop_merged(struct ledger *l, const struct book *book, const char *code, const char *date, char (**list)[80],
		size_t *n)
{
	struct shop_codes all = {NULL, 0};
	struct shop s;
	struct rows r;
	size_t kept = 0;
	int rc;

	shop_walk(l, book, &r);
	rc = shop_codes_read(&r, &all);
	for (size_t i = 0; i < all.n && rc == 0; i++) {
		if (strcmp(all.code[i], code) == 0)
			continue;
		rc = shop_follow(l, book, all.code[i], date, &s);
		if (rc == 0 && strcmp(s.code, code) == 0)
			memmove(all.code[kept++], all.code[i], 80);
	}
	*list = all.code;
	*n = kept;
	return rc;
}
