#include "ledger/points/lots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ledger/journal/transfers.h"
#include "ledger/points/named.h"
#include "ledger/points/release.h"
#include "ledger/records/disputes.h"
#include "ledger/scheme/setting_history.h"

SQL(LOTS_READ, "SELECT seq, part, last_day, points FROM lots WHERE book = $1 AND household = $2");
SQL(LOT_DELETE, "DELETE FROM lots WHERE book = $1 AND household = $2 AND seq = $3 AND part = $4 AND last_day = $5");
SQL(LOT_INSERT, "INSERT INTO lots (book, household, seq, part, last_day, points) VALUES ($1, $2, $3, $4, $5, $6)");
SQL(LOT_UPDATE, "UPDATE lots SET points = $6 WHERE book = $1 AND household = $2 AND seq = $3 AND part = $4 AND last_day = $5");
SQL(ALLOTMENT_WRITE, "INSERT INTO allotments (book, seq, lot, part, last_day, points) VALUES ($1, $2, $3, $4, $5, $6) "
		     "ON CONFLICT (book, seq, lot, part, last_day) DO UPDATE SET points = allotments.points + excluded.points");
SQL(KIND_AND_POINTS, "SELECT kind, points FROM journal WHERE book = $1 AND seq = $2");

/* A household's fold on its way: the lots so far, and what recent entries took, for corrections among them. */
struct fold {
	struct ledger *l;
	struct household *h;
	bool save;
	struct lots *lots;
	const struct links *near; /* NULL: none were read */
	char expiry[64]; /* in force before entry expiry_next */
	int64_t expiry_next;
	char at[STAMP_SIZE], day[DATE_SIZE]; /* the last instant of posting, and its civil day */
	struct fresh {
		int64_t seq;
		struct allotments took;
	} *fresh;
	size_t nfresh;
};

static int read_lots(struct ledger *l, const struct household *h, struct lots *out)
{
	struct rows r;

	*out = (struct lots){0};
	db_query(l->db, &r, &LOTS_READ, "ii", h->book->id, h->id);
	while (db_next(&r)) {
		struct lot lot = {.seq = db_int(&r, 0), .part = (int)db_int(&r, 1), .points = db_int(&r, 3)};
		text_copy(lot.last_day, DATE_SIZE, db_text(&r, 2));
		lots_add(out, &lot);
	}
	return db_end(&r);
}

/* What the corrected entry took: from this fold, else as stored. */
static int find_taken(struct fold *f, int64_t seq, struct allotments *stored, const struct allotments **out)
{
	int rc = 0;

	*out = NULL;
	for (size_t i = 0; i < f->nfresh; i++)
		if (f->fresh[i].seq == seq)
			*out = &f->fresh[i].took;
	if (!*out) {
		rc = allotments_read(f->l, f->h->book->id, seq, stored);
		*out = stored;
	}
	return rc;
}

static int fill_correction(struct fold *f, const struct entry *e, struct lot_entry *le, struct allotments *stored)
{
	char code[128], days[64];
	struct rows r;
	day_t posted;
	int rc;

	if (!*e->corrects || !address_parse(e->corrects, code, sizeof code, &le->corrects) || strcmp(code, e->book) != 0) {
		le->corrects = 0;
		return 0;
	}
	if (db_one(f->l->db, &r, &KIND_AND_POINTS, "ii", e->book_id, le->corrects))
		le->gives_back = e->kind == KIND_REFUND || (e->kind == KIND_REVERSE && db_int(&r, 1) < 0);
	rc = db_end(&r);
	if (rc || !le->gives_back)
		return rc;
	rc = past_setting(f->l, e->book_id, "void_days", e->seq, days);
	if (rc == 0 && date_parse(le->posted, &posted))
		date_format(posted + atoi(days), le->least_day);
	return rc ? rc : find_taken(f, le->corrects, stored, &le->taken);
}

/* A transfer's receiving side has the account that the points come from, and names the giving entry. */
static int fill_transfer(struct fold *f, const struct entry *e, struct lot_entry *le, struct allotments *stored)
{
	le->named = e->kind == KIND_TRANSFER && *e->corrects;
	le->moves_in = e->kind == KIND_TRANSFER && *e->account;
	if (!le->moves_in)
		return 0;
	le->taken = stored;
	return transfer_given(f->l, e, stored);
}

/* Many entries are posted at one instant. */
static int posted_day(struct fold *f, const struct entry *e, char day[static DATE_SIZE])
{
	int64_t at;

	if (e->kind != KIND_EXPIRE && strcmp(e->at, f->at) != 0) {
		if (!stamp_parse(e->at, &at))
			return chain_broken(f->l, f->h, e->seq);
		date_format(day_at(at), f->day);
		memcpy(f->at, e->at, STAMP_SIZE);
	}
	memcpy(day, e->kind == KIND_EXPIRE ? e->date : f->day, DATE_SIZE);
	return 0;
}

/* The last day that points of this entry have. */
static int last_day(struct fold *f, const struct entry *e, char out[static DATE_SIZE])
{
	int rc = 0;

	if (e->seq >= f->expiry_next)
		rc = past_setting(f->l, e->book_id, "expiry", e->seq, f->expiry);
	if (rc == 0 && e->seq >= f->expiry_next)
		rc = past_change(f->l, e->book_id, "expiry", e->seq, &f->expiry_next);
	if (rc == 0)
		expiry_last_day(f->expiry, e->date, e->period, out);
	return rc;
}

static int store_allotments(struct ledger *l, int64_t book, int64_t seq, const struct allotments *took)
{
	int rc = 0;

	for (size_t i = 0; i < took->n && rc == 0; i++)
		rc = db_run(l->db, &ALLOTMENT_WRITE, NULL, "iiiiti", book, seq, took->a[i].lot, (int64_t)took->a[i].part, took->a[i].last_day,
			    took->a[i].points);
	return rc;
}

static int fold_entry(struct fold *f, const struct entry *e)
{
	struct lot_entry le = {.seq = e->seq, .kind = e->kind, .points = e->points};
	struct allotments stored = {0}, took = {0};
	int rc;

	if (e->points == 0 && e->kind != KIND_TRANSFER)
		return 0;
	rc = posted_day(f, e, le.posted);
	if (rc == 0)
		rc = last_day(f, e, le.last_day);
	if (rc == 0)
		rc = fill_correction(f, e, &le, &stored);
	if (rc == 0)
		rc = fill_transfer(f, e, &le, &stored);
	if (rc == 0 && e->kind == KIND_REDEEM)
		rc = release_mark(f->l, f->h->book, f->h->id, e->seq, le.posted, f->lots);
	if (rc == 0 && e->kind == KIND_REDEEM)
		rc = disputes_mark(f->l, f->h->book, f->h->id, e->seq, f->lots);
	if (rc == 0)
		rc = lots_name(f->l, e, f->lots);
	if (rc == 0 && !lots_fold(f->lots, &le, &took))
		rc = diag_error(f->l->diag, EX_DATAERR, _("the points of household %s cannot be counted"), f->h->code);
	if (rc == 0 && f->save && !allotments_plain(&took, e->seq))
		rc = store_allotments(f->l, e->book_id, e->seq, &took);
	allotments_free(&stored);
	if ((f->nfresh & (f->nfresh - 1)) == 0)
		f->fresh = xrealloc(f->fresh, f->nfresh ? 2 * f->nfresh : 1, sizeof *f->fresh);
	f->fresh[f->nfresh].seq = e->seq;
	f->fresh[f->nfresh++].took = took;
	return rc;
}

/* The chain runs from the newest entry back, the fold the other way. */
static int fold_since(struct fold *f)
{
	struct link *links = NULL;
	size_t n = 0;
	int rc = 0;

	for (int64_t seq = f->h->last; rc == 0 && seq > f->h->lots_upto; seq = links[n - 1].prev) {
		if ((n & (n - 1)) == 0)
			links = xrealloc(links, n ? 2 * n : 1, sizeof *links);
		rc = chain_get(f->l, f->h, f->near, seq, &links[n++]);
	}
	for (size_t i = n; i-- > 0 && rc == 0;) {
		struct entry e = link_entry(&links[i], f->h->book);
		rc = fold_entry(f, &e);
	}
	for (size_t i = 0; i < n; i++)
		link_free(&links[i]);
	free(links);
	return rc;
}

/* Only what changed: a household that never spent much has hundreds of lots. Both lists are in the same order. */
static int write_changes(struct ledger *l, const struct household *h, const struct lots *before, const struct lots *now)
{
	size_t i = 0, k = 0;
	int rc = 0;

	while (rc == 0 && (i < before->n || k < now->n)) {
		const struct lot *old = i < before->n ? &before->lot[i] : NULL, *new = k < now->n ? &now->lot[k] : NULL;
		int c = !old ? 1 : !new ? -1 : lot_order(old, new);

		if (c < 0)
			rc = db_run(l->db, &LOT_DELETE, NULL, "iiiit", h->book->id, h->id, old->seq, (int64_t)old->part, old->last_day);
		else if (c > 0 || old->points != new->points)
			rc = db_run(l->db, c > 0 ? &LOT_INSERT : &LOT_UPDATE, NULL, "iiiiti", h->book->id, h->id, new->seq,
				    (int64_t)new->part, new->last_day, new->points);
		i += c <= 0;
		k += c >= 0;
	}
	return rc;
}

static int save_lots(struct ledger *l, struct household *h, const struct lots *before, const struct lots *now)
{
	int rc = write_changes(l, h, before, now);

	if (rc)
		return rc;
	h->lots_upto = h->last;
	h->account_dirty = true;
	return 0;
}

static void copy_lots(const struct lots *from, struct lots *to)
{
	*to = (struct lots){.n = from->n, .size = from->n};
	to->lot = xcalloc(from->n + 1, sizeof *to->lot);
	if (from->n > 0)
		memcpy(to->lot, from->lot, from->n * sizeof *to->lot);
}

static int make_lots(struct ledger *l, struct household *h, bool save, const struct links *near, struct lots *out)
{
	struct fold f = {.l = l, .h = h, .save = save, .lots = out, .near = near};
	struct lots before = {0};
	int rc = roster_account(l, h);

	*out = (struct lots){0};
	if (rc == 0)
		rc = read_lots(l, h, out);
	if (rc == 0 && h->last > h->lots_upto) {
		copy_lots(out, &before);
		rc = fold_since(&f);
		if (rc == 0 && save)
			rc = save_lots(l, h, &before, out);
		lots_free(&before);
	}
	for (size_t i = 0; i < f.nfresh; i++)
		allotments_free(&f.fresh[i].took);
	free(f.fresh);
	if (rc)
		lots_free(out);
	return rc;
}

int household_lots(struct ledger *l, struct household *h, bool save, struct lots *out)
{
	return make_lots(l, h, save, NULL, out);
}

int household_lots_near(struct ledger *l, struct household *h, const struct links *near, struct lots *out)
{
	return make_lots(l, h, true, near, out);
}

int household_settle(struct ledger *l, struct household *h)
{
	struct lots lots;
	int rc = household_lots(l, h, true, &lots);

	if (rc == 0)
		lots_free(&lots);
	return rc;
}
