/* Whether points live long enough to be spent, under each book's settings in force. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "domain/calendar.h"
#include "domain/lots.h"
#include "domain/period.h"
#include "job/load/table_copy.h"

/* A leap year and a common one hold every case. */
enum { YEAR = 2027, YEARS = 2 };

/* The last two matter to `noticed` only. */
static const char *const keys[] = {"expiry", "spendable", "objection_days", "objection_calendar"};
enum { KEYS = sizeof keys / sizeof *keys, KEYS_CLOSED = 2 };

/* How long points wait after the end of their month. */
struct wait {
	bool noticed;
	bool working;
	int days;
};

static struct wait wait_of(const struct ledger *l, int64_t book, const char *spendable)
{
	return (struct wait){.noticed = strcmp(spendable, "noticed") == 0,
			     .working = strcmp(setting_get(l, book, "objection_calendar"), "working") == 0,
			     .days = atoi(setting_get(l, book, "objection_days"))};
}

/* The first day on which points of a month could be spent, at the earliest: closed and put up the day after it, without a holiday. */
static day_t first_free(const struct wait *w, day_t last)
{
	const struct calendar weekdays = {0};

	if (!w->noticed)
		return last + 1;
	return 1 + (w->working ? calendar_after(&weekdays, last + 1, w->days) : last + 1 + w->days);
}

/* The first deed of these years whose points die too early; false when none do. */
static bool dies_early(const char *expiry, const struct wait *wait, char date[static DATE_SIZE], char last[static DATE_SIZE],
		       char free_from[static DATE_SIZE])
{
	day_t end = day_of((struct civil){YEAR + YEARS, 1, 1});
	char month[MONTH_SIZE];

	for (day_t d = day_of((struct civil){YEAR, 1, 1}); d < end; d++) {
		expiry_last_day(expiry, date_format(d, date), month_of(d, month), last);
		date_format(first_free(wait, month_last(month)), free_from);
		if (strcmp(last, free_from) < 0)
			return true;
	}
	return false;
}

/* Told at the setting that this load brought. A book without a setting of its own is told with the one above it. */
static bool place_setting(struct loading *ld, const struct table_copy *settings, int64_t book, size_t nkeys)
{
	bool own = book == 0;

	diag_at(ld->job->diag, NULL, 0);
	for (size_t k = 0; k < nkeys; k++)
		for (size_t r = 0; r < settings->n; r++) {
			if (settings->row[r].book != book || strcmp(copy_get(settings, r, "key"), keys[k]) != 0)
				continue;
			own = true;
			if (!ld->job->diag->file)
				copy_place(ld, settings, r);
		}
	return own;
}

static void check_book(struct loading *ld, const struct table_copy *settings, int64_t book)
{
	const char *spendable = setting_get(ld->l, book, "spendable"), *expiry = setting_get(ld->l, book, "expiry");
	struct wait wait = wait_of(ld->l, book, spendable);
	size_t nkeys = wait.noticed ? KEYS : KEYS_CLOSED;
	char date[DATE_SIZE], last[DATE_SIZE], free_from[DATE_SIZE];

	if (strcmp(spendable, "posted") == 0 ||
	    !dies_early(expiry, &wait, date, last, free_from) ||
	    !place_setting(ld, settings, book, nkeys))
		return;
	loading_inconsistent(
		ld,
		_("with spendable %s and expiry %s points of %s leave no day to spend them: those of %s die on %s and "
		  "are "
		  "released on %s at the earliest; choose a later expiry such as year-end+31d, or spendable posted"),
		spendable, expiry, book == 0 ? _("every book") : book_by_id(ld->l, book)->code, date, last, free_from);
}

void check_expiry(struct loading *ld, const struct table_copy *settings)
{
	check_book(ld, settings, 0);
	for (size_t i = 0; i < ld->l->nbooks; i++)
		check_book(ld, settings, ld->l->books[i].id);
}
