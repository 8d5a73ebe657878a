#include "job/dispute/internal.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/dec.h"
#include "ledger/points/lots.h"

const char *const dispute_columns[] = {"dispute", "id",      "book",   "notice",     "household", "name",
				       "group",   "entry",   "date",   "due",        "late",      "objector",
				       "text",    "state",   "frozen", "correction", "score",     "points",
				       "decided", "decider", "reason", "remark",     NULL};

/* The cells of a row that are made for it. */
struct made_cells {
	char entry[ADDRESS_SIZE], correction[ADDRESS_SIZE], due[DATE_SIZE], frozen[DEC_SIZE], score[DEC_SIZE],
		points[DEC_SIZE], decider[128];
	char *objector, *text, *reason;
};

static int fill_frozen(struct ledger *l, const struct dispute *d, struct household *h, struct made_cells *c)
{
	struct lots lots;
	int64_t frozen;
	int rc = d->state == DISPUTE_PENDING ? household_lots(l, h, false, &lots) : 0;

	if (rc || d->state != DISPUTE_PENDING)
		return rc;
	rc = dispute_frozen(l, d, &lots, &frozen);
	if (rc == 0)
		dec_format(frozen, c->frozen);
	lots_free(&lots);
	return rc;
}

static int fill_outcome(struct ledger *l, const struct dispute *d, struct made_cells *c)
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int rc = d->outcome ? journal_get(l, d->book->id, d->outcome, &e, &store) : 0;

	if (rc == 0 && d->outcome) {
		snprintf(c->decider, sizeof c->decider, "%s", e.actor);
		rc = dispute_words(l, d->book->id, d->outcome, NULL, &c->reason);
	}
	entry_store_free(&store);
	if (rc || !d->correction)
		return rc;
	rc = journal_get(l, d->book->id, d->correction, &e, &store);
	if (rc == 0) {
		dec_format(e.score, c->score);
		dec_format(e.points, c->points);
	}
	entry_store_free(&store);
	return rc;
}

int dispute_print(struct printer *p, struct ledger *l, const struct dispute *d, const char *state, const char *remark)
{
	struct made_cells c = {0};
	struct household *h;
	int rc = roster_by_id(l, d->book, d->household, &h);

	if (rc == 0)
		rc = dispute_due(l, d, c.due);
	if (rc == 0)
		rc = fill_frozen(l, d, h, &c);
	if (rc == 0)
		rc = dispute_words(l, d->book->id, d->seq, &c.objector, &c.text);
	if (rc == 0)
		rc = fill_outcome(l, d, &c);
	if (rc == 0) {
		if (d->entry)
			address_format(d->book->code, d->entry, c.entry);
		if (d->correction)
			address_format(d->book->code, d->correction, c.correction);
		printer_row(p, (const char *[]){d->number,
						d->id,
						d->book->code,
						d->notice,
						h->code,
						h->head,
						h->group,
						c.entry,
						d->date,
						c.due,
						d->late ? "yes" : "",
						c.objector,
						c.text,
						state ? state : dispute_state_name(d->state),
						c.frozen,
						c.correction,
						c.score,
						c.points,
						d->decided,
						c.decider,
						c.reason,
						remark});
	}
	free(c.objector);
	free(c.text);
	free(c.reason);
	return rc;
}
