#include "ledger/release.h"

#include <stdio.h>
#include <string.h>

#include "domain/entry.h"
#include "ledger/past.h"

SQL(CLOSED_BEFORE, "SELECT MAX(period) FROM months WHERE book = $1 AND closed > 0 AND closed < $2");
SQL(PERIOD_OF, "SELECT period FROM journal WHERE book = $1 AND seq = $2");

/* The last month that was closed before an entry, "" for none. */
static int closed_before(struct ledger *l, int64_t book, int64_t seq, char month[static MONTH_SIZE])
{
	struct rows r;
	int got = db_one(l->db, &r, &CLOSED_BEFORE, "ii", book, seq);

	month[0] = '\0';
	if (got == 1) {
		snprintf(month, MONTH_SIZE, "%s", db_text(&r, 0));
		db_end(&r);
	}
	return got < 0 ? ledger_fault(l) : 0;
}

static int mark(struct ledger *l, int64_t book, const char *closed, struct lot *lot)
{
	struct rows r;
	int got = db_one(l->db, &r, &PERIOD_OF, "ii", book, lot->seq);

	lot->held = false;
	if (got == 1) {
		lot->held = strcmp(db_text(&r, 0), closed) > 0;
		db_end(&r);
	}
	return got < 0 ? ledger_fault(l) : 0;
}

int release_mark(struct ledger *l, int64_t book, int64_t seq, struct lots *lots)
{
	char spendable[64], closed[MONTH_SIZE];
	int rc = past_setting(l, book, "spendable", seq, spendable);

	for (size_t i = 0; i < lots->n; i++)
		lots->lot[i].held = false;
	if (rc || strcmp(spendable, "posted") == 0)
		return rc;
	rc = closed_before(l, book, seq, closed);
	for (size_t i = 0; i < lots->n && rc == 0; i++)
		rc = mark(l, book, closed, &lots->lot[i]);
	return rc;
}
