#include "ledger/sums/tallies.h"

#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "ledger/journal/queries.h"

SQL(TALLY_SUMS, "SELECT period, household, events, earned, deducted, points, redeemed, expired, other, balance FROM sums "
		"WHERE book = $1 AND period >= $2 AND period <= $3 ORDER BY period, household");
SQL(TALLY_FLOWS,
    "SELECT household, points, redeemed, expired, other FROM sums WHERE book = $1 AND period >= $2 AND period <= $3 "
    "ORDER BY period, household");
SQL(TALLY_BALANCES, "SELECT household, balance FROM accounts WHERE book = $1 ORDER BY household");
SQL(TALLY_MONTHS, "SELECT period FROM months WHERE book = $1 AND period >= $2 AND period <= $3 ORDER BY period");
SQL(TALLY_ENTRIES,
    "SELECT seq, period, date, kind, household, member, role, rule, category, score, points, corrects, quantity FROM journal "
    "WHERE book = $1 AND seq >= $2 AND seq <= $3 ORDER BY seq");
SQL(TALLY_KIND, "SELECT kind FROM journal WHERE book = $1 AND seq = $2");

struct sums_walk {
	sums_f *f;
	void *ctx;
	char period[MONTH_SIZE];
};

static int take_sums(void *ctx, const union db_cell *c, bool fits)
{
	struct sums_walk *w = ctx;
	const struct sums s = {c[2].i, c[3].i, c[4].i, c[5].i, c[6].i, c[7].i, c[8].i};

	(void)fits; /* pts-check asks that */
	text_copy(w->period, sizeof w->period, c[0].t);
	return w->f(w->ctx, w->period, c[1].i, &s, c[9].i);
}

int tallies_sums(struct ledger *l, const struct book *book, const char *from, const char *to, sums_f *f, void *ctx)
{
	struct sums_walk w = {f, ctx, ""};

	return db_each(l->db, &TALLY_SUMS, "tnnnnnnnni", take_sums, &w, "itt", book->id, from, to);
}

int tallies_flows(struct ledger *l, const struct book *book, const char *from, const char *to, sums_f *f, void *ctx)
{
	struct rows r;

	db_query(l->db, &r, &TALLY_FLOWS, "itt", book->id, from, to);
	while (db_next(&r)) {
		struct sums s = {.points = db_int(&r, 1),
				 .redeemed = db_int(&r, 2),
				 .expired = db_int(&r, 3),
				 .other = db_int(&r, 4)};
		r.rc = f(ctx, "", db_int(&r, 0), &s, BLANK);
	}
	return db_end(&r);
}

int tallies_balances(struct ledger *l, const struct book *book, sums_f *f, void *ctx)
{
	struct rows r;

	db_query(l->db, &r, &TALLY_BALANCES, "i", book->id);
	while (db_next(&r))
		r.rc = f(ctx, "", db_int(&r, 0), &(struct sums){.points = db_int(&r, 1)}, BLANK);
	return db_end(&r);
}

int tallies_months(struct ledger *l, const struct book *book, const char *from, const char *to,
		   int (*f)(void *ctx, const char *period), void *ctx)
{
	char period[MONTH_SIZE];
	struct rows r;

	db_query(l->db, &r, &TALLY_MONTHS, "itt", book->id, from, to);
	while (db_next(&r)) {
		text_copy(period, sizeof period, db_text(&r, 0));
		r.rc = f(ctx, period);
	}
	return db_end(&r);
}

struct sides {
	const char *month;
	size_t before, after;
};

static int count_side(void *ctx, const char *period)
{
	struct sides *s = ctx;

	if (strcmp(period, s->month) < 0)
		s->before++;
	else
		s->after++;
	return 0;
}

int tallies_shorter(struct ledger *l, const struct book *book, const char *month, bool *today)
{
	struct sides s = {.month = month};
	int rc = tallies_months(l, book, "", "9999-12", count_side, &s);

	*today = s.after < s.before;
	return rc;
}

static bool read_posting(const struct rows *r, struct entry *e)
{
	e->seq = db_int(r, 0);
	text_copy(e->period, sizeof e->period, db_text(r, 1));
	text_copy(e->date, sizeof e->date, db_text(r, 2));
	e->household = db_text(r, 4);
	e->member = db_text(r, 5);
	e->role = db_text(r, 6);
	e->rule = db_text(r, 7);
	e->category = db_text(r, 8);
	e->score = db_int(r, 9);
	e->points = db_int(r, 10);
	e->corrects = db_text(r, 11);
	e->quantity = db_int(r, 12);
	return kind_parse(db_text(r, 3), &e->kind);
}

static int strange(struct ledger *l, const struct entry *e)
{
	return diag_error(l->diag, EX_DATAERR, _("entry %s:%lld is none as pts-log makes it; pts-check tells more"),
			  e->book, (long long)e->seq);
}

/* The kind of what a reverse corrects. */
static int find_kind(struct ledger *l, const struct entry *e, enum kind *of)
{
	char code[128];
	const struct book *book;
	int64_t seq;
	struct rows r;
	bool known;
	int rc;

	*of = e->kind;
	if (e->kind != KIND_REVERSE)
		return 0;
	if (!address_parse(e->corrects, code, sizeof code, &seq) || !(book = book_lookup(l, code)))
		return strange(l, e);
	known = db_one(l->db, &r, &TALLY_KIND, "ii", book->id, seq) && kind_parse(db_text(&r, 0), of);
	rc = db_end(&r);
	return rc || known ? rc : strange(l, e);
}

int tallies_scan(struct ledger *l, const struct book *book, int64_t first, int64_t last, posting_f *f, void *ctx)
{
	struct entry e = entry_new(KIND_EARN);
	enum kind of = KIND_EARN;
	struct rows r;

	e.book = book->code;
	e.book_id = book->id;
	db_query(l->db, &r, &TALLY_ENTRIES, "iii", book->id, first, last);
	while (db_next(&r)) {
		r.rc = read_posting(&r, &e) ? find_kind(l, &e, &of) : strange(l, &e);
		if (r.rc == 0)
			r.rc = f(ctx, &e, of);
	}
	return db_end(&r);
}
