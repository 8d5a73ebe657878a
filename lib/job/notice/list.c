/* Issued notices: which there are. */
#include <string.h>

#include "base/dec.h"
#include "job/notice/notice.h"

static const char *const names[] = {"book", "notice", "kind", "period",   "issued", "until",
				    "rows", "digest", "hash", "corrects", "state",  NULL};

struct listing_notices {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	bool has_period;
	struct period period;
};

/* Of objections: they can be made, their days are over, or the notice was replaced. */
static const char *state_of(const struct ledger *l, const struct notice *n)
{
	char today[DATE_SIZE];

	if (*n->corrected)
		return "corrected";
	return strcmp(date_format(l->today, today), n->until) <= 0 ? "open" : "over";
}

static bool notice_in_period(const struct listing_notices *x, const struct notice *n)
{
	struct period p;

	return !x->has_period || !period_parse(n->period, &p) ||
	       (p.first <= x->period.last && p.last >= x->period.first);
}

static int list_notice(void *ctx, const struct notice *n)
{
	struct listing_notices *x = ctx;
	struct entry_store store = {.n = 0};
	char rows[DEC_SIZE];
	struct entry e;
	int rc;

	if (!notice_in_period(x, n))
		return 0;
	rc = journal_get(x->l, n->book->id, n->seq, &e, &store);
	if (rc == 0)
		printer_row(x->out, (const char *[]){n->book->code, n->number, n->kind, n->period, n->issued, n->until,
						     dec_human(n->rows * 100, rows), n->digest, e.hash,
						     n->corrects, state_of(x->l, n)});
	entry_store_free(&store);
	return rc;
}

static int list_notices_of(void *ctx, const struct book *book)
{
	struct listing_notices *x = ctx;

	return notices_each(x->l, book, list_notice, x);
}

int job_notice_list(struct job *job)
{
	struct listing_notices x = {.job = job, .has_period = job->period};
	int rc = job->period ? job_period(job, job->period, &x.period) : 0;

	if (rc == 0)
		rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);
	if (rc)
		return rc;
	x.out = job_print(job, names);
	rc = ledger_read_begin(x.l);
	if (rc == 0) {
		rc = books_each(x.l, job->book, list_notices_of, &x);
		ledger_read_end(x.l);
	}
	printer_end(x.out);
	ledger_close(x.l);
	return rc;
}
