/* What the fund did, and what is left of it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/money/money.h"
#include "ledger/journal/fund.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/notes.h"

static const char *const entry_names[] = {"book", "seq",    "date",    "kind",    "account", "shop",
					  "ref",  "amount", "balance", "purpose", NULL};
static const char *const source_names[] = {"book", "account", "income", "spent", "balance", "goods", NULL};

struct fund_listing {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	const char *account; /* NULL: all */
	bool has_period;
	struct period period;
	struct map balances; /* source → fen so far */
};

static int list_movement(void *ctx, const struct entry *e)
{
	struct fund_listing *x = ctx;
	char seq[24], amount[DEC_SIZE], left[DEC_SIZE];
	const char *source = entry_source(e);
	struct buf purpose = {0};
	int64_t *balance;
	int rc = 0;

	if (!source || (x->account && strcmp(source, x->account) != 0))
		return 0;
	balance = map_put(&x->balances, source, strlen(source), 0, NULL);
	if (!dec_add(*balance, e->money, balance))
		return diag_error(x->l->diag, EX_DATAERR, _("the fund of %s is more than can be counted"), e->book);
	if (x->has_period && !period_has(&x->period, e->date, e->period))
		return 0;
	if (*e->note)
		rc = note_text(x->l, e->book_id, e->seq, &purpose);
	snprintf(seq, sizeof seq, "%" PRId64, e->seq);
	if (rc == 0)
		printer_row(x->out,
			    (const char *[]){e->book, seq, e->date, kind_name(e->kind), source, e->shop, e->ref,
					     dec_format(e->money, amount), dec_format(*balance, left), buf_str(&purpose)});
	buf_free(&purpose);
	return rc;
}

static int list_movements(void *ctx, const struct book *book)
{
	struct fund_listing *x = ctx;
	int rc = journal_each(x->l, book, 1, 0, list_movement, x);

	map_free(&x->balances);
	return rc;
}

static int list_sources(void *ctx, const struct book *book)
{
	struct fund_listing *x = ctx;
	struct rows r;

	fund_walk(x->l, book->id, &r);
	while (db_next(&r)) {
		char income[DEC_SIZE], spent[DEC_SIZE], balance[DEC_SIZE], goods[DEC_SIZE];
		struct fund f;
		fund_row(&r, &f);
		printer_row(x->out,
			    (const char *[]){book->code, f.account, dec_format(f.received, income),
					     dec_format(f.paid, spent), dec_format(f.received - f.paid, balance),
					     dec_format(f.goods, goods)});
	}
	return db_end(&r);
}

static int list_fund(struct fund_listing *x, const char *const *names, book_f *one)
{
	int rc = ledger_open(&x->l, x->job->ledger, LEDGER_READ, x->job->diag);

	if (rc)
		return rc;
	rc = ledger_read_begin(x->l);
	x->out = job_print(x->job, names);
	if (rc == 0)
		rc = books_each(x->l, x->job->book, one, x);
	ledger_read_end(x->l);
	printer_end(x->out);
	ledger_close(x->l);
	return rc;
}

int job_fund_list(struct job *job, const char *account)
{
	struct fund_listing x = {.job = job, .account = account, .has_period = job->period != NULL};
	int rc = job->period ? job_period(job, job->period, &x.period) : 0;

	return rc ? rc : list_fund(&x, entry_names, list_movements);
}

int job_fund_sources(struct job *job)
{
	struct fund_listing x = {.job = job};

	return list_fund(&x, source_names, list_sources);
}
