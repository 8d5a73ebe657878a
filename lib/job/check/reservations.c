/* What is put aside lies there: goods held are those of open reservations, and what was collected or lost has its
 * entry. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/check/internal.h"
#include "ledger/records/redemptions.h"

static void check_reservations_make_key(struct buf *key, const char *shop, const char *item)
{
	buf_clear(key);
	buf_add(key, shop, strlen(shop) + 1);
	buf_puts(key, item);
}

static int check_reservations_differs(struct checking *c, const char *shop, const char *item, int64_t says,
				      int64_t gives)
{
	char says_text[DEC_SIZE], gives_text[DEC_SIZE];

	return check_fault(c, _("%s, shop %s: %s of %s are held, the open reservations want %s"), c->book->code, shop,
			   dec_human(says, says_text), item, dec_human(gives, gives_text));
}

static int read_held(struct checking *c, struct map *held, struct buf *key)
{
	struct rows r;

	checks_walk(c->l, CHECKED_HELD, c->book, &r);
	while (db_next(&r)) {
		check_reservations_make_key(key, db_text(&r, 0), db_text(&r, 1));
		map_put(held, key->s, key->n, db_int(&r, 2), NULL);
	}
	return db_end(&r);
}

static int compare_stock(struct checking *c, struct map *held, struct buf *key)
{
	struct rows r;

	checks_walk(c->l, CHECKED_STOCK, c->book, &r);
	while (db_next(&r)) {
		int64_t *at;
		check_reservations_make_key(key, db_text(&r, 0), db_text(&r, 1));
		at = map_get(held, key->s, key->n);
		if (db_int(&r, 3) != (at ? *at : 0))
			r.rc = check_reservations_differs(c, db_text(&r, 0), db_text(&r, 1), db_int(&r, 3), at ? *at : 0);
		if (at)
			*at = 0; /* seen */
	}
	return db_end(&r);
}

static int check_reservations_held(struct checking *c)
{
	struct map held = {0};
	struct buf key = {0};
	int rc = read_held(c, &held, &key);

	if (rc == 0)
		rc = compare_stock(c, &held, &key);
	for (size_t i = 0; i < held.n && rc == 0; i++) {
		const char *shop = map_key(&held, i, NULL);
		if (map_value(&held, i) != 0)
			rc = check_reservations_differs(c, shop, shop + strlen(shop) + 1, 0, map_value(&held, i));
	}
	map_free(&held);
	buf_free(&key);
	return rc;
}

static int check_reservations_states(struct checking *c)
{
	struct rows r;

	checks_walk(c->l, CHECKED_RESERVATIONS, c->book, &r);
	while (db_next(&r)) {
		bool posted = strcmp(db_text(&r, 1), "collected") == 0 || strcmp(db_text(&r, 1), "lost") == 0;
		struct redemption redemption;
		bool found;
		r.rc = redemption_find(c->l, c->book, db_text(&r, 0), &redemption, &found);
		if (r.rc == 0 && posted != found)
			r.rc = check_fault(c,
					 posted ? _("%s: receipt %s is kept as %s, and no entry gave it out")
						: _("%s: receipt %s is kept as %s, and an entry gave it out"),
					 c->book->code, db_text(&r, 0), db_text(&r, 1));
	}
	return db_end(&r);
}

static int check_reservations_end(struct checking *c, void *state)
{
	int rc = check_reservations_held(c);

	(void)state;
	return rc ? rc : check_reservations_states(c);
}

const struct check_part check_reservations = {NULL, NULL, check_reservations_end, NULL};
