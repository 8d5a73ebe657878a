/* Whether a row makes sense by itself; the tables together are in scheme.c. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "domain/settings.h"
#include "job/load/internal.h"
#include "ledger/journal/queries.h"

static const char *row_cell(const struct table *t, const char *name, const char *const *cells)
{
	int i = table_field(t, name);

	return i < 0 ? "" : cells[i];
}

static void unknown_setting(struct loading *ld, const char *key)
{
	const char *names[64] = {NULL}, *near;
	struct buf list = {0};
	size_t n = 0;

	for (const struct setting_def *d = setting_table; d->key && n < 63; d++) {
		buf_printf(&list, "%s%s", n ? ", " : "", d->key);
		names[n++] = d->key;
	}
	near = text_nearest(key, names);
	if (near)
		loading_inconsistent(ld, _("there is no setting `%s`; did you mean `%s`?"), key, near);
	else
		loading_inconsistent(ld, _("there is no setting `%s`: known are %s"), key, buf_str(&list));
	buf_free(&list);
}

/* What a setting takes, in words. */
static const char *setting_words(const struct setting_def *s)
{
	static const char *const kinds[][2] = {
		{"days", N_("a number of days up to 9999")},
		{"file", N_("the name of a file beside the ledger, without folders")},
		{"amount", N_("an amount above 0")},
		{"zone", N_("a name of the tz database such as Asia/Shanghai")},
		{"open-days", N_("any, weekdays (mon to sun) or days of the month (1 to 31, last), divided by blanks")},
		{"visits", N_("none, or a number and a window such as 1/quarter")},
		{"percent", N_("a percentage above 0, at most 100")},
		{"fields", N_("some of household, name, group, address, figure, grade, title, stars, benefit, divided by "
			    "blanks")},
		{"expiry", N_("never, quarter-end, quarter-end+Nd, year-end, year-end+Nd, months:N or base")},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(s->takes, kinds[i][0]) == 0)
			return _(kinds[i][1]);
	return s->takes;
}

/* The C library takes a misspelt zone for UTC without a word, and every date after midnight would be wrong. */
static bool zone_exists(const char *zone)
{
	static const char folder[] = "/usr/share/zoneinfo";
	char path[128];

	if (access(folder, F_OK) != 0)
		return true;
	snprintf(path, sizeof path, "%s/%s", folder, zone);
	return *zone != '/' && !strstr(zone, "..") && access(path, R_OK) == 0;
}

/* The days on which points were posted follow from the time zone. */
static int find_zone_use(struct loading *ld, const char *wanted, bool *used)
{
	*used = strcmp(setting_get(ld->l, 0, "timezone"), wanted) != 0;
	return *used ? query_any_account(ld->l, used) : 0;
}

static int check_setting(struct loading *ld, const char *const *cells)
{
	const char *key = row_cell(ld->table, "key", cells), *value = row_cell(ld->table, "value", cells);
	const struct setting_def *s = setting_find(key);
	bool bad = !s || (*value && (!setting_takes(s, value) || (strcmp(s->takes, "zone") == 0 && !zone_exists(value))));
	bool used = false;
	int rc = s && strcmp(key, "timezone") == 0 ? find_zone_use(ld, *value ? value : s->value, &used) : 0;

	ld->bad_setting |= bad;
	if (used)
		loading_inconsistent(ld, _("timezone cannot change any more: points were recorded under the one in force, and live by its days"));
	if (!s)
		unknown_setting(ld, key);
	else if (bad)
		loading_inconsistent(ld, _("setting %s takes %s, not `%s`"), key, setting_words(s), value);
	return rc;
}

static int check_validity(struct loading *ld, const char *const *cells)
{
	const char *from = row_cell(ld->table, "valid_from", cells), *until = row_cell(ld->table, "valid_until", cells);

	if (*until && strcmp(until, from) < 0)
		return diag_error(ld->job->diag, EX_DATAERR, _("valid_until %s lies before valid_from %s"), until,
				  from);
	return 0;
}

/* Codes are unique within a book only, so another book's equal code is another household; unless it is plainly the same
 * people. */
static int check_twin(struct loading *ld, const char *const *cells)
{
	const struct table *t = ld->table;
	const struct book *book = book_lookup(ld->l, cells[0]), *other;
	const char *code = row_cell(t, "household", cells);
	int rc = query_twin(ld->l, book, code, row_cell(t, "head", cells), row_cell(t, "address", cells), &other);

	if (rc || !other)
		return rc;
	return diag_error(ld->job->diag, EX_DATAERR,
			  _("household %s with this head and address is one of %s: a load cannot give it another book, "
			    "pts-log --move can"),
			  code, other->code);
}

int check_row(struct loading *ld, const char *const *old, const char *const *cells)
{
	const char *name = ld->table->name;
	int rc = check_validity(ld, cells);

	if (rc == 0 && strcmp(name, "settings") == 0)
		rc = check_setting(ld, cells);
	check_rule_row(ld, cells);
	check_item_row(ld, cells);
	if (rc == 0 && !old && strcmp(name, "households") == 0)
		rc = check_twin(ld, cells);
	return rc;
}
