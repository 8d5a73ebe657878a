/*
 * Lots, debt and who took what: folded again from the entries, as far as the ledger has folded them
 * (accounts.lots_upto).
 *
 * What comes after is not stored yet and needs no check: the fold neither makes nor loses points.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/journal/transfers.h"
#include "ledger/points/named.h"
#include "ledger/points/release.h"
#include "ledger/records/disputes.h"
#include "ledger/scheme/setting_history.h"

struct lots_fold {
	struct rows stored; /* allotments in order of entry, walked along with the journal */
	bool more; /* it stands on a row */
	int64_t lots; /* rows of the table that were compared */
	struct allotments took;
	char expiry[64]; /* in force for entries before expiry_upto */
	int64_t expiry_upto;
	char at[STAMP_SIZE]; /* of the newest entry asked for, and the day it was recorded */
	char at_day[DATE_SIZE];
};

static int check_lots_start(struct checking *c, void **state)
{
	struct lots_fold *f = xcalloc(1, sizeof *f);

	*state = f;
	checks_walk(c->l, CHECKED_ALLOTMENTS, c->book, &f->stored);
	f->more = db_next(&f->stored);
	return f->stored.rc;
}

/* Many entries are recorded at one time. */
static int posted_day(struct checking *c, struct lots_fold *f, const struct entry *e, char out[static DATE_SIZE])
{
	int64_t at;

	if (e->kind == KIND_EXPIRE) {
		memcpy(out, e->date, DATE_SIZE);
		return 0;
	}
	if (strcmp(e->at, f->at) != 0) {
		if (!stamp_parse(e->at, &at))
			return check_fault(c, _("entry %s:%lld was recorded at `%s`, which is no time"), e->book,
					   (long long)e->seq, e->at);
		date_format(day_at(at), f->at_day);
		memcpy(f->at, e->at, STAMP_SIZE);
	}
	memcpy(out, f->at_day, DATE_SIZE);
	return 0;
}

/* Points given back go to the lots they came from and live at least void_days. */
static int fill_given_back(struct checking *c, const struct entry *e, struct lot_entry *le, struct allotments *taken)
{
	char days[64];
	day_t posted;
	int rc = past_setting(c->l, e->book_id, "void_days", e->seq, days);

	if (rc == 0)
		rc = allotments_read(c->l, c->book->id, c->corrects, taken);
	if (rc == 0 && date_parse(le->posted, &posted))
		date_format(posted + atoi(days), le->least_day);
	le->taken = taken;
	return rc;
}

/* A transfer's receiving side gets what the giving side took. */
static int fill_transfer(struct checking *c, const struct entry *e, struct lot_entry *le, struct allotments *taken)
{
	const struct book *book;
	int64_t seq;

	le->named = e->kind == KIND_TRANSFER && *e->corrects;
	le->moves_in = e->kind == KIND_TRANSFER && *e->account;
	if (!le->moves_in)
		return 0;
	book = book_at(c->l, e->ref, &seq);
	if (!book)
		return check_fault(c, _("entry %s:%lld does not say where it comes from"), e->book, (long long)e->seq);
	le->taken = taken;
	return allotments_read(c->l, book->id, seq, taken);
}

/* The expiry of the time of an entry, into f. */
static int find_expiry(struct checking *c, struct lots_fold *f, const struct entry *e)
{
	int rc = 0;

	if (e->seq < f->expiry_upto)
		return 0;
	rc = past_setting(c->l, e->book_id, "expiry", e->seq, f->expiry);
	return rc ? rc : past_change(c->l, e->book_id, "expiry", e->seq, &f->expiry_upto);
}

static int fold_entry(struct checking *c, struct lots_fold *f, const struct entry *e)
{
	struct lot_entry le = {.seq = e->seq, .kind = e->kind, .points = e->points, .corrects = c->corrects};
	struct allotments taken = {0};
	day_t day;
	int rc = posted_day(c, f, e, le.posted);

	if (rc == 0)
		rc = find_expiry(c, f, e);
	if (rc == 0 && !date_parse(e->date, &day))
		rc = check_fault(c, _("entry %s:%lld is dated `%s`, which is no date"), e->book, (long long)e->seq,
				 e->date);
	if (rc)
		return rc;
	expiry_last_day(f->expiry, e->date, e->period, le.last_day);
	le.gives_back = c->corrects && (e->kind == KIND_REFUND || (e->kind == KIND_REVERSE && c->corrected_points < 0));
	if (le.gives_back)
		rc = fill_given_back(c, e, &le, &taken);
	if (rc == 0)
		rc = fill_transfer(c, e, &le, &taken);
	f->took.n = 0;
	if (rc == 0 && e->kind == KIND_REDEEM)
		rc = release_mark(c->l, c->book, c->who->id, e->seq, le.posted, &c->who->lots);
	if (rc == 0 && e->kind == KIND_REDEEM)
		rc = disputes_mark(c->l, c->book, c->who->id, e->seq, &c->who->lots);
	if (rc == 0)
		rc = lots_name(c->l, e, &c->who->lots);
	if (rc == 0 && !lots_fold(&c->who->lots, &le, &f->took))
		rc = check_fault(c, _("entry %s:%lld: the lots are more than can be counted"), e->book,
				 (long long)e->seq);
	allotments_free(&taken);
	if (allotments_plain(&f->took, e->seq))
		f->took.n = 0;
	return rc;
}

static int by_lot(const void *a, const void *b)
{
	const struct allotment *x = a, *y = b;

	if (x->lot != y->lot)
		return x->lot < y->lot ? -1 : 1;
	return x->part != y->part ? x->part - y->part : strcmp(x->last_day, y->last_day);
}

/* In order of lot, part and last day, each once, as they are stored. */
static void gather_lots(struct allotments *t)
{
	size_t k = 0;

	if (t->n > 1)
		qsort(t->a, t->n, sizeof *t->a, by_lot);
	for (size_t i = 0; i < t->n; i++)
		if (k > 0 && by_lot(&t->a[k - 1], &t->a[i]) == 0)
			t->a[k - 1].points += t->a[i].points;
		else
			t->a[k++] = t->a[i];
	t->n = k;
}

/* Whether the columns from `first` on are this lot's. */
static bool check_lots_same(const struct rows *r, int first, int64_t lot, int part, const char *last_day, int64_t points)
{
	return db_int(r, first) == lot && db_int(r, first + 1) == part && strcmp(db_text(r, first + 2), last_day) == 0 &&
	       db_int(r, first + 3) == points;
}

static int compare_taken(struct checking *c, struct lots_fold *f, const struct entry *e)
{
	bool ok = !f->more || db_int(&f->stored, 0) >= e->seq;

	gather_lots(&f->took);
	for (size_t i = 0; i < f->took.n && ok; i++) {
		const struct allotment *a = &f->took.a[i];
		ok = f->more && db_int(&f->stored, 0) == e->seq &&
		     check_lots_same(&f->stored, 1, a->lot, a->part, a->last_day, a->points);
		if (ok)
			f->more = db_next(&f->stored);
	}
	if (f->stored.rc || (ok && (!f->more || db_int(&f->stored, 0) > e->seq)))
		return f->stored.rc;
	return check_fault(c, _("entry %s:%lld: what is kept of the lots it took is not what it took"), e->book,
			   (long long)e->seq);
}

static int compare_lots(struct checking *c, struct lots_fold *f, const struct entry *e)
{
	struct lots *lots = &c->who->lots;
	struct rows r;
	bool same = true;
	size_t i = 0;
	int rc;

	checks_lots(c->l, c->book, c->who->id, &r);
	while (same && db_next(&r)) {
		const struct lot *l = i < lots->n ? &lots->lot[i] : NULL;
		same = l && check_lots_same(&r, 0, l->seq, l->part, l->last_day, l->points);
		i += same;
	}
	rc = db_end(&r);
	f->lots += (int64_t)i;
	if (rc == 0 && (!same || i < lots->n))
		rc = check_fault(c,
				 _("%s, household %s: the lots kept as of entry %s:%lld are not those of its entries"),
				 c->book->code, c->who->code, c->book->code, (long long)e->seq);
	lots_free(lots);
	return rc;
}

static int check_lots_entry(struct checking *c, void *state, const struct entry *e)
{
	struct lots_fold *f = state;
	int rc = 0;

	f->took.n = 0;
	if (c->who && e->seq <= c->who->lots_upto && (e->points != 0 || e->kind == KIND_TRANSFER))
		rc = fold_entry(c, f, e);
	if (rc == 0)
		rc = compare_taken(c, f, e);
	if (rc == 0 && c->who && e->seq == c->who->lots_upto)
		rc = compare_lots(c, f, e);
	return rc;
}

static int check_lots_end(struct checking *c, void *state)
{
	struct lots_fold *f = state;
	int64_t stored;
	int rc = f->stored.rc;

	if (rc == 0)
		rc = checks_lots_count(c->l, c->book, &stored);
	for (size_t i = 0; i < c->n && rc == 0; i++)
		if (c->all[i].lots_upto > c->all[i].last || c->all[i].lots.n > 0)
			rc = check_fault(
				c,
				_("%s, household %s: its lots are kept as of entry %lld, which is none of its entries"),
				c->book->code, c->all[i].code, (long long)c->all[i].lots_upto);
	if (rc == 0 && f->more)
		rc = check_fault(c, _("%s: lots are kept as taken by entry %lld, which is none"), c->book->code,
				 (long long)db_int(&f->stored, 0));
	if (rc == 0 && stored != f->lots)
		rc = check_fault(c, _("%s: %lld lots are kept, the entries give %lld"), c->book->code,
				 (long long)stored, (long long)f->lots);
	return rc;
}

static void check_lots_free(void *state)
{
	struct lots_fold *f = state;

	if (f) {
		if (f->stored.db)
			db_end(&f->stored);
		allotments_free(&f->took);
	}
	free(f);
}

const struct check_part check_lots = {check_lots_start, check_lots_entry, check_lots_end, check_lots_free};
