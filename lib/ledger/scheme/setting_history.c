#include "ledger/scheme/setting_history.h"

#include <stdio.h>
#include <string.h>

#include "domain/settings.h"

SQL(SETTING_THEN, "SELECT value FROM settings_past WHERE book = $1 AND key = $2 AND seq <= $3 ORDER BY seq DESC LIMIT 1");
SQL(SETTING_CHANGE, "SELECT seq FROM settings_past WHERE book = $1 AND key = $2 AND seq > $3 ORDER BY seq LIMIT 1");
SQL(SETTING_NOTED, "SELECT value FROM settings_past WHERE book = $1 AND key = $2 ORDER BY seq DESC LIMIT 1");
SQL(SETTING_NOTE, "INSERT INTO settings_past (book, key, seq, value) VALUES ($1, $2, $3, $4)");
SQL(DYING_LOT, "SELECT 1 FROM lots WHERE book = $1 AND last_day <> '9999-12-31' LIMIT 1");
SQL(EXPIRY_EVER, "SELECT 1 FROM settings_past WHERE book = $1 AND key = 'expiry' AND value NOT IN ('', 'never') LIMIT 1");

int past_setting(struct ledger *l, int64_t book, const char *key, int64_t seq, char out[static 64])
{
	struct rows r;

	snprintf(out, 64, "%s", setting_default(key)); /* what was not given was the default */
	if (db_one(l->db, &r, &SETTING_THEN, "iti", book, key, seq) && *db_text(&r, 0))
		snprintf(out, 64, "%s", db_text(&r, 0));
	return db_end(&r);
}

int past_change(struct ledger *l, int64_t book, const char *key, int64_t seq, int64_t *next)
{
	int rc = ledger_int(l, next, &SETTING_CHANGE, "iti", book, key, seq);

	if (*next == BLANK)
		*next = INT64_MAX;
	return rc;
}

int past_had_expiry(struct ledger *l, const struct book *book, bool *out)
{
	int rc = ledger_has(l, out, &EXPIRY_EVER, "i", book->id);

	if (rc == 0 && !*out) /* points that moved in keep their last days */
		rc = ledger_has(l, out, &DYING_LOT, "i", book->id);
	*out |= strcmp(setting_get(l, book->id, "expiry"), "never") != 0;
	return rc;
}

static int remember_one(struct ledger *l, const struct book *book, const char *key, int64_t seq)
{
	const char *now = setting_given(l, book->id, key);
	struct rows r;
	bool noted = db_one(l->db, &r, &SETTING_NOTED, "it", book->id, key),
	     same = strcmp(noted ? db_text(&r, 0) : "", now ? now : "") == 0;
	int rc = db_end(&r);

	if (rc == 0 && !same)
		rc = db_run(l->db, &SETTING_NOTE, NULL, "itit", book->id, key, seq, now ? now : "");
	return rc;
}

int settings_remember(struct ledger *l, const struct book *book, int64_t seq)
{
	int rc = 0;

	for (const struct setting_def *s = setting_table; s->key && rc == 0; s++)
		rc = remember_one(l, book, s->key, seq);
	return rc;
}
