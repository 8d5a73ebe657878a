/* Disputes, as they stand. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/dispute/dispute.h"
#include "job/dispute/internal.h"

struct dispute_listing {
	struct ledger *l;
	const struct dispute_wanted *w;
	struct printer *out;
	char today[DATE_SIZE];
};

static int list_dispute(void *ctx, const struct dispute *d)
{
	struct dispute_listing *x = ctx;
	char due[DATE_SIZE];
	int rc = 0;

	if (x->w->state && strcmp(x->w->state, dispute_state_name(d->state)) != 0)
		return 0;
	if (x->w->overdue) {
		if (d->state != DISPUTE_PENDING)
			return 0;
		rc = dispute_due(x->l, d, due);
		if (rc || strcmp(x->today, due) <= 0)
			return rc;
	}
	return dispute_print(x->out, x->l, d, NULL, "");
}

static int list_household(struct dispute_listing *x, const struct book *book, const char *code)
{
	struct household *h;
	int rc = roster_household(x->l, book, code, &h);

	return rc ? rc : disputes_each(x->l, h->book, h->id, list_dispute, x);
}

static int list_disputes_of_book(void *ctx, const struct book *book)
{
	struct dispute_listing *x = ctx;

	return disputes_each(x->l, book, 0, list_dispute, x);
}

static int list_wanted(struct dispute_listing *x, struct job *job)
{
	const struct book *book = NULL;
	char *code = x->w->household ? text_fold(xstrdup(x->w->household)) : NULL;
	int rc = job->book ? book_find(x->l, job->book, &book) : 0;

	if (rc == 0) {
		x->out = job_print(job, dispute_columns);
		rc = code ? list_household(x, book, code) : books_within(x->l, book, list_disputes_of_book, x);
		printer_end(x->out);
	}
	free(code);
	return rc;
}

int job_dispute_list(struct job *job, const struct dispute_wanted *w)
{
	struct dispute_listing x = {.w = w};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	date_format(x.l->today, x.today);
	rc = ledger_read_begin(x.l);
	if (rc == 0) {
		rc = list_wanted(&x, job);
		ledger_read_end(x.l);
	}
	ledger_close(x.l);
	return rc;
}
