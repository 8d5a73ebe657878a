/* What villages owe each other: households that redeemed at the shops of another book. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/money/money.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/queries.h"

static const char *const clearing_columns[] = {"book", "period", "account", "taken", "served", "owed", NULL};

/* taken[from × n + at]: what households of one book took at the shops of another (fen). */
struct clearing {
	struct job *job;
	struct ledger *l;
	struct period period;
	int64_t *taken;
	size_t from; /* the book whose entries are read */
};

static int count_elsewhere(void *ctx, const struct entry *e)
{
	struct clearing *x = ctx;
	const struct book *at;
	int64_t *sum;

	if (!entry_is_elsewhere(e) || !period_has(&x->period, e->date, e->period))
		return 0;
	at = book_lookup(x->l, e->account);
	if (!at)
		return diag_error(x->l->diag, EX_DATAERR, _("entry %s:%lld names the book %s, which is none"), e->book,
				  (long long)e->seq, e->account);
	sum = &x->taken[x->from * x->l->nbooks + (size_t)(at - x->l->books)];
	if (!dec_add(*sum, entry_unpaid(e->value, e->cash), sum))
		return diag_error(x->l->diag, EX_DATAERR, _("what %s owes is more than can be counted"), e->book);
	return 0;
}

/* By date the whole journal may be concerned; by months only where they lie. */
static int read_clearing(struct clearing *x, size_t from)
{
	const struct book *book = &x->l->books[from];
	char first[MONTH_SIZE], last[MONTH_SIZE];
	int64_t begin = 1, end = 0;
	int rc = 0;

	x->from = from;
	if (!x->period.days)
		rc = query_span(x->l, book, month_of(x->period.first, first), month_of(x->period.last, last), &begin,
				&end);
	if (rc || (begin == 0 && end == 0))
		return rc;
	return journal_each(x->l, book, begin, end, count_elsewhere, x);
}

static void print_pair(struct clearing *x, struct printer *out, size_t a, size_t b)
{
	int64_t taken = x->taken[a * x->l->nbooks + b], given = x->taken[b * x->l->nbooks + a];
	char text[3][DEC_SIZE];

	if (a == b || (taken == 0 && given == 0))
		return;
	printer_row(out, (const char *[]){x->l->books[a].code, x->period.text, x->l->books[b].code,
					  dec_format(taken, text[0]), dec_format(given, text[1]),
					  dec_format(taken - given, text[2])});
}

static int clear_all(struct clearing *x, struct printer *out)
{
	const struct book *above = NULL;
	int rc = x->job->book ? book_find(x->l, x->job->book, &above) : 0;

	for (size_t a = 0; a < x->l->nbooks && rc == 0; a++)
		rc = read_clearing(x, a);
	for (size_t a = 0; a < x->l->nbooks && rc == 0; a++)
		for (size_t b = 0; b < x->l->nbooks; b++)
			if (book_within(x->l, &x->l->books[a], above))
				print_pair(x, out, a, b);
	return rc;
}

int job_clear(struct job *job)
{
	struct clearing x = {.job = job};
	struct printer *out;
	int rc = job_period(job, job->period, &x.period);

	if (rc == 0)
		rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);
	if (rc)
		return rc;
	rc = ledger_read_begin(x.l);
	x.taken = xcalloc(x.l->nbooks * x.l->nbooks + 1, sizeof *x.taken);
	out = job_print(job, clearing_columns);
	if (rc == 0)
		rc = clear_all(&x, out);
	ledger_read_end(x.l);
	printer_end(out);
	free(x.taken);
	ledger_close(x.l);
	return rc;
}
