#include "ledger/points/available.h"

#include <string.h>

#include "ledger/points/lots.h"
#include "ledger/points/release.h"
#include "ledger/records/disputes.h"
#include "ledger/records/reservations.h"

/* What is alive and held. */
static int64_t held_alive(const struct lots *lots, const char *day)
{
	int64_t sum = 0;

	for (size_t i = 0; i < lots->n; i++)
		if (lots->lot[i].points > 0 && lots->lot[i].held && strcmp(lots->lot[i].last_day, day) >= 0)
			sum += lots->lot[i].points;
	return sum;
}

/*
 * The household's lots with those that are not released marked, and what these hold; then with those that are disputed
 * marked too. What is worked out while writing is kept, so that the spending that follows need not do it again. The
 * caller frees the lots.
 */
static int marked_lots(struct ledger *l, struct household *h, const char *day, struct lots *lots, int64_t *unreleased)
{
	int rc = household_lots(l, h, l->journal != NULL, lots);

	if (rc == 0)
		rc = release_mark(l, h->book, h->id, INT64_MAX, day, lots);
	*unreleased = rc ? 0 : held_alive(lots, day);
	return rc ? rc : disputes_mark(l, h->book, h->id, INT64_MAX, lots);
}

/* A debt past its last day is as good as wiped. */
static void add_expired(const struct lots *lots, const char *today, struct available *out)
{
	day_t day;

	for (size_t i = 0; i < lots->n; i++) {
		const struct lot *lot = &lots->lot[i];
		if (strcmp(lot->last_day, today) >= 0)
			continue;
		out->expired += lot->points;
		/* Lots are in order of last day. */
		if (lot->points > 0 && !*out->expired_since && date_parse(lot->last_day, &day))
			date_format(day + 1, out->expired_since);
	}
}

int household_available(struct ledger *l, struct household *h, struct available *out)
{
	struct lots lots = {0};
	char day[DATE_SIZE];
	int rc;

	*out = (struct available){0};
	rc = marked_lots(l, h, date_format(l->today, day), &lots, &out->unreleased);
	if (rc == 0)
		rc = reserved_points(l, h, &out->reserved);
	if (rc == 0) {
		out->balance = h->balance;
		out->disputed = held_alive(&lots, day) - out->unreleased;
		add_expired(&lots, day, out);
		out->available = out->balance - out->expired - out->unreleased - out->disputed - out->reserved;
	}
	if (out->available < 0)
		out->available = 0;
	lots_free(&lots);
	return rc;
}

int held_points(struct ledger *l, struct household *h, struct held_points *out)
{
	char day[DATE_SIZE];
	struct lots lots;
	int rc = household_lots(l, h, false, &lots);

	*out = (struct held_points){0};
	if (rc)
		return rc;
	rc = release_explain(l, h->book, h->id, date_format(l->today, day), &lots, out);
	lots_free(&lots);
	return rc;
}

int available_points(struct ledger *l, struct household *h, int64_t *out)
{
	struct available a;
	int rc = household_available(l, h, &a);

	*out = a.available;
	return rc;
}

/* What of the lots can be spent on a day to come, when nothing happens until then. */
static int64_t alive_on(const struct lots *lots, const char *day)
{
	int64_t sum = 0;

	for (size_t i = 0; i < lots->n; i++)
		if (strcmp(lots->lot[i].last_day, day) >= 0 && !(lots->lot[i].points > 0 && lots->lot[i].held))
			sum += lots->lot[i].points;
	return sum;
}

int available_until(struct ledger *l, struct household *h, int64_t points, day_t until, char day[static DATE_SIZE])
{
	struct lots lots = {0};
	int64_t reserved = 0, unreleased;
	char today[DATE_SIZE];
	int rc = marked_lots(l, h, date_format(l->today, today), &lots, &unreleased);

	if (rc == 0)
		rc = reserved_points(l, h, &reserved);
	date_format(until, day);
	/* Only the last days of lots matter: between them nothing dies. */
	for (size_t i = lots.n; rc == 0 && i-- > 0 && alive_on(&lots, day) < points + reserved;)
		if (strcmp(lots.lot[i].last_day, day) < 0)
			memcpy(day, lots.lot[i].last_day, DATE_SIZE);
	lots_free(&lots);
	return rc;
}
