#include "ledger/points/named.h"

#include "ledger/journal/transfers.h"

SQL(CORRECTS_READ, "SELECT corrects FROM journal WHERE book = $1 AND seq = $2");

/* Lots that came by transfers, from the entry that is corrected. */
static int name_descendants(struct ledger *l, const struct book *book, const struct book *of, int64_t of_seq, struct lots *lots)
{
	const struct book *origin;
	int64_t seq;
	int rc = 0;

	for (size_t i = 0; i < lots->n && rc == 0; i++) {
		struct lot *lot = &lots->lot[i];
		if (lot->part == 0)
			continue;
		rc = lot_origin(l, book, lot->seq, lot->part, &origin, &seq);
		lot->named = rc == 0 && origin == of && seq == of_seq;
	}
	return rc;
}

/* The giving side: the debt that the correction `by` made moves away, or the lot that it gave back in place of a debt that had moved. */
static void name_result(const struct entry *e, int64_t of, int64_t by, struct lots *lots)
{
	for (size_t i = 0; i < lots->n; i++)
		lots->lot[i].named = lots->lot[i].seq == (e->points < 0 ? of : by) && lots->lot[i].part == 0;
}

/* The entry that is corrected; a transfer names the correction that it carries on, whose seq is *by. *of is NULL when there is none. */
static int find_corrected(struct ledger *l, const struct entry *e, const struct book **of, int64_t *seq, int64_t *by)
{
	char corrects[ADDRESS_SIZE];
	int rc = 0;

	*of = *e->corrects ? book_at(l, e->corrects, seq) : NULL;
	if (*of && e->kind == KIND_TRANSFER) {
		*by = *seq;
		rc = ledger_text(l, corrects, sizeof corrects, &CORRECTS_READ, "ii", (*of)->id, *by);
		*of = rc ? NULL : book_at(l, corrects, seq);
	}
	return rc;
}

int lots_name(struct ledger *l, const struct entry *e, struct lots *lots)
{
	const struct book *of;
	int64_t seq = 0, by = 0;
	int rc = 0;

	for (size_t i = 0; i < lots->n; i++)
		lots->lot[i].named = false;
	if (e->kind == KIND_TRANSFER || e->kind == KIND_REVERSE)
		rc = find_corrected(l, e, &of, &seq, &by);
	else
		of = NULL;
	if (rc || !of)
		return rc;
	if (e->kind == KIND_TRANSFER && !*e->account)
		name_result(e, seq, by, lots);
	else if (e->points < 0)
		rc = name_descendants(l, book_by_id(l, e->book_id), of, seq, lots);
	return rc;
}
