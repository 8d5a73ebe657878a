#include "ledger/scheme/places.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "ledger/journal/journal.h"

SQL(SHOP_THERE, "SELECT 1 FROM shops WHERE book = $1 AND shop = $2");

/* 1, 0, -1 */
static int is_there(struct ledger *l, const struct book *book, const char *shop)
{
	struct rows r;
	int got = db_one(l->db, &r, &SHOP_THERE, "it", book->id, shop);

	if (got < 0)
		ledger_fault(l);
	if (got == 1)
		db_end(&r);
	return got;
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
	int rc = 0, got = is_there(l, home, shop);

	*out = got == 1 ? home : NULL;
	for (size_t i = 0; got == 0 && i < l->nbooks; i++) {
		got = is_there(l, &l->books[i], shop);
		if (got != 1)
			continue;
		*out = &l->books[i];
		buf_printf(&names, "%s%s:%s", found++ ? ", " : "", l->books[i].code, shop);
		got = 0;
	}
	if (got < 0)
		rc = EX_IOERR;
	else if (found > 1)
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

int place_heads(struct ledger *l, const struct book *home, const struct book *shop)
{
	const struct book *first = strcmp(home->code, shop->code) <= 0 ? home : shop;
	struct head head;
	int rc = journal_head(l, first->id, &head);

	if (rc == 0 && home != shop)
		rc = journal_head(l, first == home ? shop->id : home->id, &head);
	return rc;
}
