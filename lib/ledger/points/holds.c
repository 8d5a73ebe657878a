#include "ledger/points/holds.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ledger/points/available.h"
#include "ledger/points/lots.h"
#include "ledger/records/disputes.h"

const char *hold_name(enum hold hold)
{
	static const char *const names[] = {"", "expired", "unreleased", "disputed"};

	return names[hold];
}

/* Lots that are held now and had no reason before. */
static void give_reason(struct held_lots *h, enum hold why)
{
	for (size_t i = 0; i < h->lots.n; i++)
		if (h->why[i] == HOLD_NONE && h->lots.lot[i].points > 0 && h->lots.lot[i].held)
			h->why[i] = why;
}

int held_lots_read(struct ledger *l, struct household *h, struct held_lots *out)
{
	int rc;

	*out = (struct held_lots){.why = NULL};
	date_format(l->today, out->day);
	rc = household_lots(l, h, false, &out->lots);
	if (rc)
		return rc;
	out->why = xcalloc(out->lots.n + 1, sizeof *out->why);
	for (size_t i = 0; i < out->lots.n; i++)
		if (strcmp(out->lots.lot[i].last_day, out->day) < 0)
			out->why[i] = HOLD_EXPIRED;
	rc = release_mark(l, h->book, h->id, INT64_MAX, out->day, &out->lots);
	if (rc == 0)
		give_reason(out, HOLD_UNRELEASED);
	if (rc == 0)
		rc = disputes_mark(l, h->book, h->id, INT64_MAX, &out->lots);
	if (rc == 0)
		give_reason(out, HOLD_DISPUTED);
	return rc;
}

void held_lots_free(struct held_lots *h)
{
	lots_free(&h->lots);
	free(h->why);
	*h = (struct held_lots){.why = NULL};
}
