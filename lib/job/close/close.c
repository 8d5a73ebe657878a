/* Closing months. */
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/period.h"
#include "job/close/close.h"
#include "job/close/internal.h"
#include "ledger/post/post.h"
#include "ledger/records/claims.h"
#include "ledger/sums/frozen.h"

static const char *const closed_columns[] = {"book", "period", "households", "events", "score", "points", "head", NULL};

struct closing {
	struct job *job;
	struct ledger *l;
	struct period period;
	struct printer *out;
	size_t closed;
	size_t already;
};

static int print_month(struct closing *c, const struct book *book, const char *month, const struct frozen *f, const char *head)
{
	char households[24], events[24], score[DEC_SIZE], points[DEC_SIZE];

	snprintf(households, sizeof households, "%lld", (long long)f->households);
	snprintf(events, sizeof events, "%lld", (long long)f->total.events);
	printer_row(c->out, (const char *[]){book->code, month, households, events, dec_format(sums_score(&f->total), score),
					     dec_format(f->total.points, points), head});
	return 0;
}

static int print_closed(struct closing *c, const struct book *book, const char *month, int64_t seq)
{
	struct entry_store store = {.n = 0};
	struct frozen f;
	struct entry e;
	int rc = frozen_read(c->l, book, month, &f);

	if (rc == 0)
		rc = journal_get(c->l, book->id, seq, &e, &store);
	if (rc == 0)
		rc = print_month(c, book, month, &f, e.hash);
	entry_store_free(&store);
	c->already++;
	diag_note(c->l->diag, _("%s of %s is closed already"), month, book->code);
	return rc;
}

static int may_close(struct closing *c, const struct book *book, const char *month)
{
	char earlier[MONTH_SIZE], last[DATE_SIZE];
	int64_t pending;
	int rc;

	if (month_last(month) >= c->l->today)
		return diag_error(c->l->diag, EX_REFUSED, _("%s: %s is not over before %s"), book->code, month,
				  date_format(month_last(month) + 1, last));
	rc = journal_open_before(c->l, book->id, month, earlier);
	if (rc == 0 && *earlier)
		rc = diag_error(c->l->diag, EX_REFUSED, _("%s: %s is open and has entries: close it before %s"), book->code, earlier, month);
	if (rc)
		return rc;
	rc = claims_pending_until(c->l, book->id, date_format(month_last(month), last), &pending);
	if (rc == 0 && pending > 0)
		return diag_error(c->l->diag, EX_REFUSED, _("%s: %lld claims of %s or before wait for review: decide them with pts-review"),
				  book->code, (long long)pending, month);
	return rc;
}

static int freeze(struct closing *c, const struct book *book, const char *month, char *quiet)
{
	struct entry e = entry_new(KIND_CLOSE);
	char after[DATE_SIZE], earlier[MONTH_SIZE] = "";
	struct frozen f;
	size_t expired = 0;
	int rc = expire_book(c->job, c->l, book, date_format(month_last(month), after), NULL, &expired, quiet);

	if (rc == 0)
		rc = journal_settle(c->l);
	/* Expiry may have brought entries into earlier months that nobody closed. */
	if (rc == 0)
		rc = journal_open_before(c->l, book->id, month, earlier);
	if (rc == 0 && *earlier)
		rc = diag_error(c->l->diag, EX_REFUSED, _("%s: points expire in %s: close it before %s"), book->code, earlier, month);
	if (rc == 0)
		rc = frozen_read(c->l, book, month, &f);
	if (rc)
		return rc;
	e.book_id = book->id;
	memcpy(e.period, month, MONTH_SIZE);
	date_format(c->l->today, e.date);
	e.ref = f.digest;
	e.actor = c->job->actor;
	rc = post_entry(c->l, &(struct post){.entry = &e, .note = c->job->message});
	if (rc == 0)
		rc = journal_settle(c->l);
	if (rc == 0)
		rc = frozen_keep(c->l, book, month);
	c->closed++;
	return rc ? rc : print_month(c, book, month, &f, e.hash);
}

static int close_month(struct closing *c, const struct book *book, const char *month, char *quiet)
{
	int64_t by;
	bool closed;
	int rc = journal_close_of(c->l, book->id, month, &by);

	if (rc == 0 && by > 0)
		return print_closed(c, book, month, by);
	if (rc == 0)
		rc = journal_is_closed(c->l, book->id, month, &closed);
	if (rc)
		return rc;
	if (closed) {
		diag_note(c->l->diag, _("%s of %s is closed by a later month"), month, book->code);
		c->already++;
		return 0;
	}
	rc = may_close(c, book, month);
	return rc ? rc : freeze(c, book, month, quiet);
}

static int close_book(struct closing *c, const struct book *book)
{
	char month[MONTH_SIZE], quiet[DATE_SIZE] = "";
	int rc = 0;

	for (month_of(c->period.first, month); rc == 0 && month_first(month) <= c->period.last; month_next(month, month))
		rc = close_month(c, book, month, quiet);
	return rc;
}

static int close_one(struct closing *c, const char *code)
{
	const struct book *book;
	int rc = book_find(c->l, code, &book);

	return rc ? rc : close_book(c, book);
}

/* All books or none; every refusal is said. */
static int close_together(struct closing *c)
{
	int rc = ledger_begin(c->l), worst = 0;
	char **codes;

	if (rc)
		return rc;
	codes = close_codes(c->l, c->job->book);
	for (size_t i = 0; codes[i]; i++) {
		int failed = close_one(c, codes[i]);
		if (failed > worst)
			worst = failed;
		if (failed != 0 && failed != EX_REFUSED)
			break;
	}
	close_free_codes(codes);
	return ledger_finish(c->l, worst, c->job->dry_run);
}

static int close_each(struct closing *c)
{
	char **codes;
	int rc = ledger_read_begin(c->l), worst = 0;

	if (rc)
		return rc;
	codes = close_codes(c->l, c->job->book);
	ledger_read_end(c->l);
	for (size_t i = 0; codes[i] && (rc == 0 || rc == EX_REFUSED); i++) {
		rc = ledger_begin(c->l);
		if (rc == 0)
			rc = ledger_finish(c->l, close_one(c, codes[i]), c->job->dry_run);
		if (rc)
			worst = rc;
	}
	close_free_codes(codes);
	c->job->keep = worst == 0 || worst == EX_REFUSED;
	return worst;
}

int job_close(struct job *job, const char *period, bool partial)
{
	struct closing c = {.job = job};
	int rc = job_months(job, period, &c.period);

	if (rc == 0)
		rc = ledger_open(&c.l, job->ledger, LEDGER_WRITE, job->diag);
	if (rc)
		return rc;
	c.l->command = job->command;
	c.out = job_print(job, closed_columns);
	rc = partial ? close_each(&c) : close_together(&c);
	diag_note(job->diag, _("closed %zu, already closed %zu"), rc == 0 || partial ? c.closed : 0, c.already);
	printer_end(c.out);
	ledger_close(c.l);
	return rc;
}
