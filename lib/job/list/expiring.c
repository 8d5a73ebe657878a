/* Points that are about to die, by household and last day. */
#include <string.h>

#include "base/dec.h"
#include "job/list/internal.h"
#include "ledger/points/lots.h"
#include "ledger/scheme/setting_history.h"

static const char *const expiring_columns[] = {"book", "household", "name", "group", "last_day", "points", NULL};

/* Lots are in order of their last day. What has died already, posted or not, can no longer be spent and concerns
 * nobody. */
static int expiring_row(void *ctx, struct household *h)
{
	struct listing *x = ctx;
	char today[DATE_SIZE], points[DEC_SIZE];
	struct lots lots = {0};
	int rc = household_lots(x->l, h, false, &lots);

	date_format(x->l->today, today);
	for (size_t i = 0; rc == 0 && i < lots.n && strcmp(lots.lot[i].last_day, x->until) <= 0;) {
		const char *day = lots.lot[i].last_day;
		int64_t sum = 0;
		for (; i < lots.n && strcmp(lots.lot[i].last_day, day) == 0; i++)
			if (lots.lot[i].points > 0)
				sum += lots.lot[i].points;
		if (sum > 0 && strcmp(day, today) >= 0)
			printer_row(x->out, (const char *const[]){h->book->code, h->code, h->head, h->group, day,
								  dec_format(sum, points)});
	}
	lots_free(&lots);
	return rc;
}

static int list_expiring(struct listing *x, const struct book *book)
{
	bool ever;
	int rc = past_had_expiry(x->l, book, &ever);

	if (rc || !ever)
		return rc;
	return x->household ? expiring_row(x, x->household) : roster_each(x->l, book, expiring_row, x);
}

const struct view view_expiring = {"expiring", expiring_columns, "Hu", list_expiring};
