#include "ledger/points/release.h"

#include <stdlib.h>
#include <string.h>

#include "domain/entry.h"
#include "ledger/records/notices.h"
#include "ledger/scheme/setting_history.h"

SQL(CLOSED_BEFORE, "SELECT MAX(period) FROM months WHERE book = $1 AND closed > 0 AND closed < $2");

enum spendable { SPEND_POSTED, SPEND_CLOSED, SPEND_NOTICED };

/* What was released when an entry was posted. */
struct released {
	enum spendable spendable;
	int64_t before;          /* notices and closes before this entry count */
	char closed[MONTH_SIZE]; /* the last closed month */
	struct notice_releases notices;
};

/* The last month that was closed before an entry, "" for none. */
static int closed_before(struct ledger *l, int64_t book, int64_t seq, char month[static MONTH_SIZE])
{
	return ledger_text(l, month, MONTH_SIZE, &CLOSED_BEFORE, "ii", book, seq);
}

static int read_released(struct ledger *l, int64_t book, int64_t household, int64_t seq, struct released *out)
{
	char spendable[64];
	int rc = past_setting(l, book, "spendable", seq, spendable);

	*out = (struct released){.before = seq};
	if (rc)
		return rc;
	if (strcmp(spendable, "closed") == 0) {
		out->spendable = SPEND_CLOSED;
		return closed_before(l, book, seq, out->closed);
	}
	if (strcmp(spendable, "noticed") == 0) {
		out->spendable = SPEND_NOTICED;
		return notice_releases_read(l, book, household, &out->notices);
	}
	return 0;
}

/* Is the lot held back on `day`? *by is the notice that releases it, NULL when none does yet. */
static bool is_held(const struct released *r, const struct lot *lot, const char *month, const char *day,
		    const struct notice_release **by)
{
	*by = NULL;
	if (r->spendable == SPEND_POSTED || !*month)
		return false;
	if (r->spendable == SPEND_CLOSED)
		return strcmp(month, r->closed) > 0;
	*by = notice_release_of(&r->notices, r->before, lot->seq, month);
	return !*by || strcmp(day, (*by)->until) <= 0;
}

int release_mark(struct ledger *l, int64_t book, int64_t household, int64_t seq, const char *day, struct lots *lots)
{
	const struct notice_release *by;
	char month[MONTH_SIZE];
	struct released r;
	int rc = read_released(l, book, household, seq, &r);

	for (size_t i = 0; i < lots->n; i++)
		lots->lot[i].held = false;
	for (size_t i = 0; i < lots->n && rc == 0 && r.spendable != SPEND_POSTED; i++) {
		rc = journal_period(l, book, lots->lot[i].seq, month);
		if (rc == 0)
			lots->lot[i].held = is_held(&r, &lots->lot[i], month, day, &by);
	}
	free(r.notices.all);
	return rc;
}

static void explain(const struct lot *lot, const struct notice_release *by, struct held_points *out)
{
	char free_from[DATE_SIZE];
	day_t until;

	if (!by) {
		out->waiting += lot->points;
		return;
	}
	out->running += lot->points;
	if (date_parse(by->until, &until)) {
		date_format(until + 1, free_from);
		if (!*out->free_from || strcmp(free_from, out->free_from) < 0)
			memcpy(out->free_from, free_from, DATE_SIZE);
	}
}

int release_explain(struct ledger *l, int64_t book, int64_t household, const char *day, const struct lots *lots,
		    struct held_points *out)
{
	const struct notice_release *by;
	char month[MONTH_SIZE];
	struct released r;
	int rc = read_released(l, book, household, INT64_MAX, &r);

	*out = (struct held_points){0};
	for (size_t i = 0; i < lots->n && rc == 0; i++) {
		const struct lot *lot = &lots->lot[i];
		if (lot->points <= 0 || strcmp(lot->last_day, day) < 0)
			continue;
		rc = journal_period(l, book, lot->seq, month);
		if (rc == 0 && is_held(&r, lot, month, day, &by))
			explain(lot, by, out);
	}
	free(r.notices.all);
	return rc;
}
