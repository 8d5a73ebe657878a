#include "ledger/points/release.h"

#include <stdlib.h>
#include <string.h>

#include "domain/entry.h"
#include "ledger/journal/transfers.h"
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

static int read_released(struct ledger *l, const struct book *book, int64_t household, int64_t seq, struct released *out)
{
	char spendable[64];
	int rc = past_setting(l, book->id, "spendable", seq, spendable);

	*out = (struct released){.before = seq};
	if (rc)
		return rc;
	if (strcmp(spendable, "closed") == 0) {
		out->spendable = SPEND_CLOSED;
		return closed_before(l, book->id, seq, out->closed);
	}
	if (strcmp(spendable, "noticed") == 0) {
		out->spendable = SPEND_NOTICED;
		return notice_releases_read(l, book->id, household, &out->notices);
	}
	return 0;
}

/* The last day on which an entry of this month is held back: "" when it is free, DAY_NEVER when nothing releases it yet. */
static void entry_until(const struct released *r, int64_t seq, const char *month, char until[static DATE_SIZE])
{
	const struct notice_release *by;

	until[0] = '\0';
	if (r->spendable == SPEND_POSTED || !*month)
		return;
	memcpy(until, DAY_NEVER, DATE_SIZE);
	if (r->spendable == SPEND_CLOSED && strcmp(month, r->closed) <= 0)
		until[0] = '\0';
	by = r->spendable == SPEND_NOTICED ? notice_release_of(&r->notices, r->before, seq, month) : NULL;
	if (by)
		memcpy(until, by->until, DATE_SIZE);
}

static int moved_until(struct ledger *l, const struct lot_place *lot, int64_t before, char until[static DATE_SIZE]);

/*
 * The same of a lot of the household for which `r` was read. Inside a book, points that moved are released as the entry that granted them is.
 * What came from another book was released there before it left, or counts with the transfer that brought it.
 */
static int lot_until(struct ledger *l, const struct released *r, const struct lot_place *lot, char until[static DATE_SIZE])
{
	struct lot_source from;
	int rc;

	if (lot->part > 0)
		return moved_until(l, lot, r->before, until);
	rc = lot_source(l, lot->book, lot->household, lot->seq, lot->part, &from);
	if (rc == 0)
		entry_until(r, lot->seq, from.month, until);
	return rc;
}

static int moved_until(struct ledger *l, const struct lot_place *lot, int64_t before, char until[static DATE_SIZE])
{
	struct released r = {.before = 0};
	struct lot_source from;
	int rc = lot_source(l, lot->book, lot->household, lot->seq, lot->part, &from);

	memcpy(until, DAY_NEVER, DATE_SIZE);
	if (rc == 0 && from.given.book) {
		rc = read_released(l, from.given.book, from.given.household, from.given_by, &r);
		if (rc == 0)
			rc = lot_until(l, &r, &from.given, until);
		free(r.notices.all);
		r.notices.all = NULL;
	}
	if (rc || strcmp(until, DAY_NEVER) != 0)
		return rc;
	rc = read_released(l, lot->book, from.at.household, before, &r);
	if (rc == 0)
		entry_until(&r, from.at.seq, from.month, until);
	free(r.notices.all);
	return rc;
}

int release_mark(struct ledger *l, const struct book *book, int64_t household, int64_t seq, const char *day, struct lots *lots)
{
	char until[DATE_SIZE];
	struct released r;
	int rc = read_released(l, book, household, seq, &r);

	for (size_t i = 0; i < lots->n; i++)
		lots->lot[i].held = false;
	for (size_t i = 0; i < lots->n && rc == 0 && r.spendable != SPEND_POSTED; i++) {
		struct lot *lot = &lots->lot[i];
		rc = lot_until(l, &r, &(struct lot_place){book, household, lot->seq, lot->part}, until);
		lot->held = rc == 0 && *until && strcmp(day, until) <= 0;
	}
	free(r.notices.all);
	return rc;
}

static void explain(const struct lot *lot, const char *last_held, struct held_points *out)
{
	char free_from[DATE_SIZE];
	day_t until;

	if (strcmp(last_held, DAY_NEVER) == 0) {
		out->waiting += lot->points;
		return;
	}
	out->running += lot->points;
	if (date_parse(last_held, &until)) {
		date_format(until + 1, free_from);
		if (!*out->free_from || strcmp(free_from, out->free_from) < 0)
			memcpy(out->free_from, free_from, DATE_SIZE);
	}
}

int release_explain(struct ledger *l, const struct book *book, int64_t household, const char *day, const struct lots *lots,
		    struct held_points *out)
{
	char until[DATE_SIZE];
	struct released r;
	int rc = read_released(l, book, household, INT64_MAX, &r);

	*out = (struct held_points){0};
	for (size_t i = 0; i < lots->n && rc == 0 && r.spendable != SPEND_POSTED; i++) {
		const struct lot *lot = &lots->lot[i];
		if (lot->points <= 0 || strcmp(lot->last_day, day) < 0)
			continue;
		rc = lot_until(l, &r, &(struct lot_place){book, household, lot->seq, lot->part}, until);
		if (rc == 0 && *until && strcmp(day, until) <= 0)
			explain(lot, until, out);
	}
	free(r.notices.all);
	return rc;
}
