#include "ledger/journal/transfers.h"

#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ledger/journal/journal.h"

SQL(SIDE_READ, "SELECT h.household, j.period, j.kind, j.ref FROM journal j LEFT JOIN households h ON h.book = j.book "
	       "AND h.code = j.household WHERE j.book = $1 AND j.seq = $2");
/* In the order in which they were taken, as a fold in memory has them. */
SQL(ALLOTMENTS_READ, "SELECT lot, part, last_day, points FROM allotments WHERE book = $1 AND seq = $2 ORDER BY last_day, lot, part");
SQL(ALLOTMENT_AT, "SELECT lot, part FROM allotments WHERE book = $1 AND seq = $2 ORDER BY last_day, lot, part LIMIT 1 OFFSET $3");

int transfer_side(struct ledger *l, int64_t book, int64_t seq, struct transfer_side *out)
{
	struct rows r;

	*out = (struct transfer_side){.other = NULL};
	if (db_one(l->db, &r, &SIDE_READ, "ii", book, seq)) {
		out->household = db_null(&r, 0) ? 0 : db_int(&r, 0);
		text_copy(out->month, sizeof out->month, db_text(&r, 1));
		if (strcmp(db_text(&r, 2), kind_name(KIND_TRANSFER)) == 0)
			out->other = book_at(l, db_text(&r, 3), &out->other_seq);
	}
	return db_end(&r);
}

static int broken_transfer(struct ledger *l, const struct book *book, int64_t seq)
{
	return diag_error(l->diag, EX_DATAERR, _("transfer %s:%lld does not say where its points come from or go to; pts-check tells more"),
			  book->code, (long long)seq);
}

int transfer_receiver(struct ledger *l, const struct entry *e, struct household **h, int64_t *seq)
{
	const struct book *own = book_by_id(l, e->book_id), *book = book_at(l, e->ref, seq);
	struct transfer_side side = {.household = 0};
	int rc = book ? transfer_side(l, book->id, *seq, &side) : 0;

	if (rc)
		return rc;
	if (!book || side.other != own || side.other_seq != e->seq)
		return broken_transfer(l, own, e->seq);
	return roster_by_id(l, book, side.household, h);
}

int allotments_read(struct ledger *l, int64_t book, int64_t seq, struct allotments *out)
{
	struct rows r;

	*out = (struct allotments){0};
	db_query(l->db, &r, &ALLOTMENTS_READ, "ii", book, seq);
	while (db_next(&r)) {
		out->a = xrealloc(out->a, out->n + 1, sizeof *out->a);
		out->a[out->n] = (struct allotment){.lot = db_int(&r, 0), .part = (int)db_int(&r, 1), .points = db_int(&r, 3)};
		text_copy(out->a[out->n++].last_day, DATE_SIZE, db_text(&r, 2));
	}
	return db_end(&r);
}

int transfer_given(struct ledger *l, const struct entry *e, struct allotments *out)
{
	int64_t seq;
	const struct book *book = book_at(l, e->ref, &seq);

	*out = (struct allotments){0};
	return book ? allotments_read(l, book->id, seq, out) : broken_transfer(l, book_by_id(l, e->book_id), e->seq);
}

/*
 * The Nth lot that an entry took; what it owes itself is a lot of its own. Not *found either when that lot is younger than the entry: somebody
 * wrote into the table.
 */
static int allotment_at(struct ledger *l, const struct book *book, int64_t seq, int n, struct lot_place *lot, bool *found)
{
	struct rows r;

	*found = false;
	if (db_one(l->db, &r, &ALLOTMENT_AT, "iii", book->id, seq, (int64_t)n - 1)) {
		lot->seq = db_int(&r, 0);
		lot->part = (int)db_int(&r, 1);
		*found = lot->seq < seq || (lot->seq == seq && lot->part == 0);
	}
	return db_end(&r);
}

/* One move back: the lot that arrived as this one, the entry that gave it, and the month in which its arrival counts. */
static int step_back(struct ledger *l, const struct lot_place *at, struct lot_place *from, int64_t *by, char month[static MONTH_SIZE])
{
	struct transfer_side in, out = {0};
	bool found = false;
	int rc = transfer_side(l, at->book->id, at->seq, &in);

	if (rc == 0 && in.other)
		rc = transfer_side(l, in.other->id, in.other_seq, &out);
	*from = (struct lot_place){.book = in.other, .household = out.household};
	*by = in.other_seq;
	memcpy(month, in.month, MONTH_SIZE);
	if (rc == 0 && in.other)
		rc = allotment_at(l, in.other, in.other_seq, at->part, from, &found);
	return rc || found ? rc : broken_transfer(l, at->book, at->seq);
}

int lot_source(struct ledger *l, const struct book *book, int64_t household, int64_t seq, int part, struct lot_source *out)
{
	struct lot_place from;
	int rc = 0;

	*out = (struct lot_source){.at = {book, household, seq, part}};
	while (rc == 0 && out->at.part > 0 && !out->given.book) {
		rc = step_back(l, &out->at, &from, &out->given_by, out->month);
		if (rc == 0 && from.book != book)
			out->given = from;
		else if (rc == 0)
			out->at = from;
	}
	return rc || out->at.part > 0 ? rc : journal_period(l, book->id, out->at.seq, out->month);
}

int lot_origin(struct ledger *l, const struct book *book, int64_t seq, int part, const struct book **of, int64_t *of_seq)
{
	struct lot_place at = {book, 0, seq, part}, from;
	char month[MONTH_SIZE];
	int64_t by;
	int rc = 0;

	while (rc == 0 && at.part > 0) {
		rc = step_back(l, &at, &from, &by, month);
		at = from;
	}
	*of = at.book;
	*of_seq = at.seq;
	return rc;
}
