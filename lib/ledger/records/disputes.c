#include "ledger/records/disputes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/notes.h"
#include "ledger/journal/numbered.h"
#include "ledger/journal/transfers.h"
#include "ledger/scheme/days.h"

#define COLUMNS                                                                                                        \
	"d.book, d.dispute, d.seq, d.notice, d.notice_seq, d.household, d.entry, o.date, d.late, d.state, d.outcome, " \
	"x.date, d.correction, o.id "                                                                                  \
	"FROM disputes d JOIN journal o ON o.book = d.book AND o.seq = d.seq LEFT JOIN journal x ON x.book = d.book "  \
	"AND x.seq = d.outcome "

SQL(DISPUTE_FIND, "SELECT " COLUMNS "WHERE d.dispute = $1 ORDER BY d.book");
SQL(DISPUTES_OF_BOOK, "SELECT " COLUMNS "WHERE d.book = $1 ORDER BY d.seq");
SQL(DISPUTES_OF_HOUSEHOLD, "SELECT " COLUMNS "WHERE d.book = $1 AND d.household = $2 ORDER BY d.seq");
SQL(DISPUTE_ADD, "INSERT INTO disputes (book, dispute, seq, notice, notice_seq, household, entry, late, state) "
		 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending')");
SQL(DISPUTE_DECIDE,
    "UPDATE disputes SET state = $3, outcome = $4, correction = $5 WHERE book = $1 AND dispute = $2 AND outcome = 0");
/* Those that were pending when an entry was posted. */
SQL(FREEZING, "SELECT notice_seq, entry FROM disputes WHERE book = $1 AND household = $2 AND seq < $3 AND (outcome = 0 "
	      "OR outcome > $3)");
SQL(STANDING_ADJUST,
    "SELECT c.by_seq FROM corrections c WHERE c.book = $1 AND c.seq = $2 AND c.kind = 'adjust' AND NOT EXISTS "
    "(SELECT 1 FROM corrections r WHERE r.book = c.by_book AND r.seq = c.by_seq AND r.kind = 'reverse') ORDER BY "
    "c.by_seq LIMIT 1");

static const char *const states[] = {"pending", "accepted", "rejected"};

/* Parts who said something from what was said. */
static const char mark[] = "：";

const char *dispute_state_name(enum dispute_state state)
{
	return states[state];
}

static enum dispute_state parse_state(const char *s)
{
	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i], s) == 0)
			return (enum dispute_state)i;
	return DISPUTE_PENDING; /* pts-check tells that it is none */
}

static void read_row(struct ledger *l, const struct rows *r, void *out)
{
	struct dispute *d = out;

	*d = (struct dispute){
		.book = book_by_id(l, db_int(r, 0)),
		.seq = db_int(r, 2),
		.notice_seq = db_int(r, 4),
		.household = db_int(r, 5),
		.entry = db_int(r, 6),
		.late = db_int(r, 8) != 0,
		.state = parse_state(db_text(r, 9)),
		.outcome = db_int(r, 10),
		.correction = db_int(r, 12),
	};
	snprintf(d->number, sizeof d->number, "%s", db_text(r, 1));
	snprintf(d->notice, sizeof d->notice, "%s", db_text(r, 3));
	snprintf(d->id, sizeof d->id, "%s", db_text(r, 13));
	snprintf(d->date, sizeof d->date, "%s", db_text(r, 7));
	snprintf(d->decided, sizeof d->decided, "%s", db_text(r, 11));
}

int dispute_find(struct ledger *l, const struct book *book, const char *number, struct dispute *out)
{
	size_t found;
	int rc = numbered_find(l, &DISPUTE_FIND, book, number, read_row, out, &found);

	if (rc)
		return rc;
	if (found == 0)
		return diag_error(l->diag, EX_DATAERR, _("there is no dispute %s; `pts-dispute list` shows them"),
				  number);
	if (found > 1)
		return diag_error(l->diag, EX_DATAERR, _("dispute %s is in %zu books: name one with -b"), number,
				  found);
	return 0;
}

/* All rows first, so that the callback may ask what it likes, of disputes too. */
int disputes_each(struct ledger *l, const struct book *book, int64_t household,
		  int (*f)(void *ctx, const struct dispute *d), void *ctx)
{
	const struct sql *sql = household ? &DISPUTES_OF_HOUSEHOLD : &DISPUTES_OF_BOOK;
	const struct db_arg args[] = {{'i', book->id, NULL}, {'i', household, NULL}};
	struct dispute *all = NULL;
	size_t n = 0;
	struct rows r;
	int rc;

	db_query_args(l->db, &r, sql, args, household ? 2 : 1);
	while (db_next(&r)) {
		all = xrealloc(all, n + 1, sizeof *all);
		read_row(l, &r, &all[n++]);
	}
	rc = db_end(&r);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = f(ctx, &all[i]);
	free(all);
	return rc;
}

int dispute_due(struct ledger *l, const struct dispute *d, char due[static DATE_SIZE])
{
	day_t made, last = 0;
	int rc;

	due[0] = '\0';
	if (!date_parse(d->date, &made))
		return 0; /* pts-check reports it */
	rc = calendar_term(l, d->book, made, atoi(setting_get(l, d->book->id, "dispute_days")), true, &last);
	if (rc == 0)
		date_format(last, due);
	return rc;
}

char *dispute_note(const char *from, const char *text)
{
	return xasprintf("%s%s%s", from, mark, text);
}

int dispute_words(struct ledger *l, int64_t book, int64_t seq, char **from, char **text)
{
	struct buf note = {0};
	int rc = note_text(l, book, seq, &note);
	const char *words = buf_str(&note), *at = from ? strstr(words, mark) : NULL;

	*text = xstrdup(at ? at + sizeof mark - 1 : words);
	if (from) {
		*from = xstrdup(words);
		(*from)[at ? at - words : 0] = '\0';
	}
	buf_free(&note);
	return rc;
}

/* The notice that released an entry or will: its seq, 0 none yet. */
static int64_t released_by(const struct notice_releases *all, int64_t seq, const char *month)
{
	const struct notice_release *release = notice_release_of(all, INT64_MAX, seq, month);

	return release ? release->seq : 0;
}

/* What a dispute holds: one entry's lot, or those of a notice. */
struct freeze {
	int64_t notice_seq;
	int64_t entry;
};

/* What all disputes of a household hold. */
struct freezes {
	struct freeze *all;
	size_t n;
	struct notice_releases releases;
};

static void freezes_free(struct freezes *f)
{
	free(f->all);
	free(f->releases.all);
}

static void freezes_add(struct freezes *f, int64_t notice_seq, int64_t entry)
{
	f->all = xrealloc(f->all, f->n + 1, sizeof *f->all);
	f->all[f->n++] = (struct freeze){notice_seq, entry};
}

/* Notices matter only where somebody contests the figures as a whole. */
static int freezes_releases(struct ledger *l, int64_t book, int64_t household, struct freezes *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->all[i].entry == 0)
			return notice_releases_read(l, book, household, &f->releases);
	return 0;
}

static int freezes_read(struct ledger *l, int64_t book, int64_t household, int64_t seq, struct freezes *f)
{
	struct rows r;
	int rc;

	*f = (struct freezes){0};
	db_query(l->db, &r, &FREEZING, "iii", book, household, seq);
	while (db_next(&r))
		freezes_add(f, db_int(&r, 0), db_int(&r, 1));
	rc = db_end(&r);
	return rc ? rc : freezes_releases(l, book, household, f);
}

static bool is_frozen(const struct freezes *f, int64_t seq, const char *month)
{
	int64_t notice = f->releases.n ? released_by(&f->releases, seq, month) : 0;

	for (size_t i = 0; i < f->n; i++)
		if (f->all[i].entry ? f->all[i].entry == seq : notice && f->all[i].notice_seq == notice)
			return true;
	return false;
}

/* Points that moved inside the book stay frozen by an objection to the entry that granted them, which is another household's. */
static int moved_frozen(struct ledger *l, const struct lot_source *from, int64_t seq, bool *out)
{
	struct freezes f;
	int rc = freezes_read(l, from->at.book->id, from->at.household, seq, &f);

	*out = rc == 0 && is_frozen(&f, from->at.seq, from->month);
	freezes_free(&f);
	return rc;
}

static int lot_frozen(struct ledger *l, const struct freezes *own, const struct lot_place *lot, int64_t seq, bool *out)
{
	struct lot_source from;
	int rc = 0;

	*out = false;
	if (lot->part == 0 && own->n == 0)
		return 0;
	rc = lot_source(l, lot->book, lot->household, lot->seq, lot->part, &from);
	if (rc == 0 && from.at.household != lot->household)
		return moved_frozen(l, &from, seq, out);
	*out = rc == 0 && is_frozen(own, from.at.seq, from.month);
	return rc;
}

int disputes_mark(struct ledger *l, const struct book *book, int64_t household, int64_t seq, struct lots *lots)
{
	struct freezes own;
	int rc = freezes_read(l, book->id, household, seq, &own);

	for (size_t i = 0; i < lots->n && rc == 0; i++) {
		struct lot *lot = &lots->lot[i];
		bool frozen = false;
		if (lot->points > 0 && !lot->held)
			rc = lot_frozen(l, &own, &(struct lot_place){book, household, lot->seq, lot->part}, seq, &frozen);
		lot->held |= frozen;
	}
	freezes_free(&own);
	return rc;
}

int dispute_frozen(struct ledger *l, const struct dispute *d, const struct lots *lots, int64_t *out)
{
	struct freezes f = {0};
	int rc;

	*out = 0;
	freezes_add(&f, d->notice_seq, d->entry);
	rc = freezes_releases(l, d->book->id, d->household, &f);
	for (size_t i = 0; i < lots->n && rc == 0; i++) {
		const struct lot *lot = &lots->lot[i];
		struct lot_source from;
		if (lot->points <= 0)
			continue;
		rc = lot_source(l, d->book, d->household, lot->seq, lot->part, &from);
		if (rc == 0 && from.at.household == d->household && is_frozen(&f, from.at.seq, from.month))
			*out += lot->points;
	}
	freezes_free(&f);
	return rc;
}

int dispute_adjusted(struct ledger *l, int64_t book, int64_t seq, int64_t *by)
{
	int rc = ledger_int(l, by, &STANDING_ADJUST, "ii", book, seq);

	if (*by == BLANK)
		*by = 0;
	return rc;
}

int dispute_add(struct ledger *l, const struct dispute *d)
{
	return db_run(l->db, &DISPUTE_ADD, NULL, "ititiiii", d->book->id, d->number, d->seq, d->notice, d->notice_seq,
			d->household, d->entry, (int64_t)d->late);
}

int dispute_decide(struct ledger *l, const struct dispute *d)
{
	int64_t changed = 0;
	int rc = db_run(l->db, &DISPUTE_DECIDE, &changed, "ittii", d->book->id, d->number, states[d->state], d->outcome, d->correction);

	return rc || changed == 1 ? rc : diag_error(l->diag, EX_REFUSED, _("dispute %s is decided already"), d->number);
}
