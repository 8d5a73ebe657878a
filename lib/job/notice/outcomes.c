/* Disputes that were decided in the period, and what came of them. */
#include <stdlib.h>

#include "job/notice/making.h"
#include "ledger/records/disputes.h"

/*
 * Who objected, and whose figures it was about, is told to them: a deduction's entry is here, and its household
 * elsewhere.
 */
static const char *const outcome_columns[] = {"book",    "period", "dispute", "contested",  "entry",  "decided",
					      "outcome", "score",  "points",  "correction", "reason", NULL};

/* What is pending has no such day. */
static bool decided_in_period(const struct making *m, const struct dispute *d)
{
	day_t day;

	return date_parse(d->decided, &day) && day >= m->period.first && day <= m->period.last;
}

static const char *outcome_of(const struct dispute *d, const struct entry *correction)
{
	if (d->state == DISPUTE_REJECTED)
		return "reject";
	return correction->kind == KIND_ADJUST ? "adjust" : "reverse";
}

static int outcome_row(struct making *m, const struct dispute *d, const struct entry *e, const char *reason)
{
	char entry[ADDRESS_SIZE] = "", correction[ADDRESS_SIZE] = "", score[DEC_SIZE] = "", points[DEC_SIZE] = "";

	if (d->entry)
		address_format(m->book->code, d->entry, entry);
	if (d->correction) {
		address_format(m->book->code, d->correction, correction);
		dec_format(e->score, score);
		dec_format(e->points, points);
	}
	making_row(m, (const char *[]){m->book->code, m->period.text, d->number, d->notice, entry, d->decided,
				       outcome_of(d, e), score, points, correction, reason});
	return 0;
}

static int outcome(void *ctx, const struct dispute *d)
{
	struct making *m = ctx;
	struct entry_store store = {.n = 0};
	struct entry e = entry_new(KIND_ADJUST);
	char *reason = NULL;
	int rc = 0;

	if (!decided_in_period(m, d))
		return 0;
	if (d->correction)
		rc = journal_get(m->l, m->book->id, d->correction, &e, &store);
	if (rc == 0)
		rc = dispute_words(m->l, m->book->id, d->outcome, NULL, &reason);
	if (rc == 0)
		rc = outcome_row(m, d, &e, reason);
	entry_store_free(&store);
	free(reason);
	return rc;
}

static int make_outcomes(struct making *m)
{
	return disputes_each(m->l, m->book, 0, outcome, m);
}

const struct making_kind making_outcomes = {SHEET_OUTCOMES, outcome_columns, make_outcomes};
