/* Posting what has expired. */
#include <string.h>

#include "base/lang.h"
#include "domain/period.h"
#include "job/close/close.h"
#include "job/close/internal.h"
#include "job/intake/print_entry.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"
#include "ledger/scheme/setting_history.h"

struct expiring {
	struct job *job;
	struct ledger *l;
	const char *until;
	struct printer *out; /* NULL: not shown */
	size_t *posted;
	char *earliest; /* last day of anything left */
	struct links near;
};

/* All lots (or debts) of one last day in one entry: negative for lots that die, positive for debt that is wiped. */
static int post_expired(struct expiring *x, struct household *h, const char *last_day, int64_t points)
{
	struct entry e = entry_new(KIND_EXPIRE);
	bool late;
	day_t day;
	int rc;

	if (!date_parse(last_day, &day))
		return diag_error(x->l->diag, EX_DATAERR, _("a lot of household %s has no proper last day; pts-check tells more"), h->code);
	date_format(day + 1, e.date);
	e.book_id = h->book->id;
	e.points = points;
	e.actor = x->job->actor;
	rc = journal_month(x->l, h->book->id, day + 1, e.period, &late);
	if (rc == 0)
		rc = post_entry(x->l, &(struct post){.entry = &e, .household = h});
	++*x->posted;
	return rc || !x->out ? rc : print_entry(x->out, x->l, &e, "posted", "");
}

/* Sums of the dead by last day and sign; lots are in order of last day. */
static int expire_household(void *ctx, struct household *h)
{
	struct expiring *x = ctx;
	struct lots lots = {0};
	size_t next = 0;
	int rc = roster_account(x->l, h);

	if (rc == 0 && h->last == 0)
		return 0;
	if (rc == 0)
		rc = household_lots_near(x->l, h, &x->near, &lots);
	while (rc == 0 && next < lots.n && strcmp(lots.lot[next].last_day, x->until) < 0) {
		const char *day = lots.lot[next].last_day;
		int64_t dead = 0, owed = 0;
		for (; next < lots.n && strcmp(lots.lot[next].last_day, day) == 0; next++)
			*(lots.lot[next].points > 0 ? &dead : &owed) += lots.lot[next].points;
		if (dead > 0)
			rc = post_expired(x, h, day, -dead);
		if (rc == 0 && owed < 0)
			rc = post_expired(x, h, day, -owed);
	}
	if (next < lots.n && strcmp(lots.lot[next].last_day, x->earliest) < 0)
		memcpy(x->earliest, lots.lot[next].last_day, DATE_SIZE);
	lots_free(&lots);
	return rc;
}

int expire_book(struct job *job, struct ledger *l, const struct book *book, const char *until, struct printer *out, size_t *posted,
		char quiet[static DATE_SIZE])
{
	struct expiring x = {job, l, until, out, posted, quiet, {0}};
	bool ever = false;
	int rc;

	if (*quiet && strcmp(until, quiet) <= 0)
		return 0;
	memcpy(quiet, DAY_NEVER, DATE_SIZE);
	rc = past_had_expiry(l, book, &ever);
	if (rc || !ever)
		return rc;
	rc = links_read(l, book, &x.near);
	if (rc == 0)
		rc = roster_each(l, book, expire_household, &x);
	links_free(&x.near);
	return rc;
}

static int expire_books(struct job *job, struct ledger *l, struct printer *out, size_t *posted)
{
	char **codes = close_codes(l, job->book), today[DATE_SIZE];
	int rc = 0;

	for (size_t i = 0; rc == 0 && codes[i]; i++) {
		const struct book *book;
		char quiet[DATE_SIZE] = "";
		rc = book_find(l, codes[i], &book);
		if (rc == 0)
			rc = expire_book(job, l, book, date_format(l->today, today), out, posted, quiet);
	}
	close_free_codes(codes);
	return rc;
}

int job_expire(struct job *job)
{
	struct printer *out;
	size_t posted = 0;
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	out = job_print(job, journal_columns);
	rc = ledger_begin(l);
	if (rc == 0)
		rc = ledger_finish(l, expire_books(job, l, out, &posted), job->dry_run);
	printer_end(out);
	if (rc == 0)
		diag_note(job->diag, _("expired: %zu entries"), posted);
	ledger_close(l);
	return rc;
}
