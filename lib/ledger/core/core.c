#include "ledger/core/core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/settings.h"

SQL(BOOKS_ALL, "SELECT book, parent, code, name, level FROM books ORDER BY code /* scan: every book is wanted */");
SQL(SETTINGS_ALL, "SELECT book, key, value FROM settings ORDER BY book, key /* scan: every setting is wanted */");

bool ledger_in_transaction(const struct ledger *l)
{
	return l->db->in_transaction;
}

void ledger_spoil(struct ledger *l, int rc)
{
	if (!l->db->failed)
		l->db->failed = rc;
}

int ledger_spoilt(const struct ledger *l)
{
	return l->db->failed;
}

int ledger_failure(struct ledger *l)
{
	int rc = l->db->last;

	l->db->last = 0;
	return rc;
}

struct diag *ledger_report_to(struct ledger *l, struct diag *d)
{
	struct diag *old = l->diag;

	l->diag = l->db->diag = d;
	return old;
}

int ledger_int(struct ledger *l, int64_t *out, const struct sql *sql, const char *types, ...)
{
	struct rows r;
	va_list ap;

	va_start(ap, types);
	db_query_v(l->db, &r, sql, types, ap);
	va_end(ap);
	*out = db_next(&r) ? db_int(&r, 0) : BLANK;
	return db_end(&r);
}

int ledger_has(struct ledger *l, bool *yes, const struct sql *sql, const char *types, ...)
{
	struct rows r;
	va_list ap;

	va_start(ap, types);
	db_query_v(l->db, &r, sql, types, ap);
	va_end(ap);
	*yes = db_next(&r);
	return db_end(&r);
}

int ledger_text(struct ledger *l, char *buf, size_t size, const struct sql *sql, const char *types, ...)
{
	struct rows r;
	va_list ap;

	va_start(ap, types);
	db_query_v(l->db, &r, sql, types, ap);
	va_end(ap);
	snprintf(buf, size, "%s", db_next(&r) ? db_text(&r, 0) : "");
	return db_end(&r);
}

void ledger_forget_tables(struct ledger *l)
{
	for (size_t i = 0; i < l->nbooks; i++) {
		free(l->books[i].code);
		free(l->books[i].name);
		free(l->books[i].level);
	}
	for (size_t i = 0; i < l->nsettings; i++) {
		free(l->settings[i].key);
		free(l->settings[i].value);
	}
	free(l->books);
	free(l->settings);
	l->books = NULL;
	l->settings = NULL;
	l->nbooks = l->nsettings = 0;
}

static int load_books(struct ledger *l)
{
	struct rows r;

	db_query(l->db, &r, &BOOKS_ALL, "");
	while (db_next(&r)) {
		l->books = xrealloc(l->books, l->nbooks + 1, sizeof *l->books);
		l->books[l->nbooks++] = (struct book){db_int(&r, 0), db_int(&r, 1), xstrdup(db_text(&r, 2)), xstrdup(db_text(&r, 3)),
						      xstrdup(db_text(&r, 4))};
	}
	return db_end(&r);
}

static bool is_taken(const char *key, const char *value)
{
	const struct setting_def *def = setting_find(key);

	return def && (!*value || setting_takes(def, value));
}

/* No figure can be worked out by a setting that pts-load would not have stored; pts-check goes on with what stands above it. */
static int refuse_setting(struct ledger *l, const char *key, const char *value)
{
	if (!l->inspecting)
		return diag_error(l->diag, EX_DATAERR, _("the table settings was changed: %s is `%s`, which it does not take; pts-check tells more"),
				  key, value);
	diag_error(l->diag, EX_REFUSED, _("the table settings was changed: %s is `%s`, which it does not take"), key, value);
	return 0;
}

static int load_settings(struct ledger *l)
{
	struct rows r;
	int refused = 0, rc;

	db_query(l->db, &r, &SETTINGS_ALL, "");
	while (refused == 0 && db_next(&r)) {
		const char *key = db_text(&r, 1), *value = db_text(&r, 2);
		if (!is_taken(key, value)) {
			refused = refuse_setting(l, key, value);
			continue;
		}
		l->settings = xrealloc(l->settings, l->nsettings + 1, sizeof *l->settings);
		l->settings[l->nsettings++] = (struct setting){db_int(&r, 0), xstrdup(key), xstrdup(value)};
	}
	rc = db_end(&r);
	return rc ? rc : refused;
}

int ledger_reload(struct ledger *l)
{
	int rc;

	ledger_forget_tables(l);
	rc = load_books(l);
	return rc ? rc : load_settings(l);
}

int ledger_read_clock(struct ledger *l)
{
	const char *zone = setting_get(l, 0, "timezone");
	char civil[17];

	if (!clock_now(zone, &l->now))
		return diag_error(l->diag, EX_USAGE, _("PTS_NOW is no time: write it as 2025-10-08T09:00:00"));
	if (!clock_is_plausible(l->now))
		return diag_error(l->diag, EX_UNAVAILABLE, _("the system's clock says %s, which cannot be right: set it, or give the time in PTS_NOW"),
				  civil_format(l->now, civil));
	l->today = day_at(l->now);
	return 0;
}
