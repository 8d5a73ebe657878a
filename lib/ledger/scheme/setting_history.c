#include "ledger/scheme/setting_history.h"

#include <stdio.h>
#include <string.h>

#include "domain/settings.h"

SQL(SETTING_THEN, "SELECT value FROM settings_past WHERE book = $1 AND key = $2 AND seq <= $3 ORDER BY seq DESC LIMIT 1");
SQL(SETTING_CHANGE, "SELECT seq FROM settings_past WHERE book = $1 AND key = $2 AND seq > $3 ORDER BY seq LIMIT 1");
SQL(SETTING_NOTED, "SELECT value FROM settings_past WHERE book = $1 AND key = $2 ORDER BY seq DESC LIMIT 1");
SQL(SETTING_NOTE, "INSERT INTO settings_past (book, key, seq, value) VALUES ($1, $2, $3, $4)");
SQL(DYING_LOT, "SELECT 1 FROM lots WHERE book = $1 AND last_day <> '9999-12-31' LIMIT 1");
SQL(EXPIRY_EVER, "SELECT 1 FROM settings_past WHERE book = $1 AND key = 'expiry' AND value <> 'never' LIMIT 1");

int past_setting(struct ledger *l, int64_t book, const char *key, int64_t seq, char out[static 64])
{
	const char *fallback = setting_default(key); /* what was never noted was the default */
	struct rows r;
	int got = db_one(l->db, &r, &SETTING_THEN, "iti", book, key, seq);

	if (got < 0)
		return ledger_fault(l);
	snprintf(out, 64, "%s", got == 1 ? db_text(&r, 0) : fallback);
	if (got == 1)
		db_end(&r);
	return 0;
}

int past_change(struct ledger *l, int64_t book, const char *key, int64_t seq, int64_t *next)
{
	struct rows r;
	int got = db_one(l->db, &r, &SETTING_CHANGE, "iti", book, key, seq);

	if (got < 0)
		return ledger_fault(l);
	*next = got == 1 ? db_int(&r, 0) : INT64_MAX;
	if (got == 1)
		db_end(&r);
	return 0;
}

int past_had_expiry(struct ledger *l, const struct book *book, bool *out)
{
	struct rows r;
	int got = db_one(l->db, &r, &EXPIRY_EVER, "i", book->id);

	if (got == 0) /* points that moved in keep their last days */
		got = db_one(l->db, &r, &DYING_LOT, "i", book->id);
	if (got < 0)
		return ledger_fault(l);
	if (got == 1)
		db_end(&r);
	*out = got == 1 || strcmp(setting_get(l, book->id, "expiry"), "never") != 0;
	return 0;
}

static int remember_one(struct ledger *l, const struct book *book, const char *key, int64_t seq)
{
	const char *now = setting_get(l, book->id, key);
	struct rows r;
	int got = db_one(l->db, &r, &SETTING_NOTED, "it", book->id, key);
	bool same;

	if (got < 0)
		return ledger_fault(l);
	same = strcmp(got == 1 ? db_text(&r, 0) : setting_default(key), now) == 0;
	if (got == 1)
		db_end(&r);
	if (!same && db_run(l->db, &SETTING_NOTE, NULL, "itit", book->id, key, seq, now) != 0)
		return ledger_fault(l);
	return 0;
}

int settings_remember(struct ledger *l, const struct book *book, int64_t seq)
{
	int rc = 0;

	for (const struct setting_def *s = setting_table; s->key && rc == 0; s++)
		rc = remember_one(l, book, s->key, seq);
	return rc;
}
