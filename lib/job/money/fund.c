/* Money into the fund and out of it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "job/intake/cells.h"
#include "job/intake/document.h"
#include "job/money/internal.h"
#include "job/money/money.h"
#include "ledger/journal/fund.h"
#include "ledger/journal/ids.h"
#include "ledger/post/post.h"

enum { ID, BOOK, ACCOUNT, AMOUNT, DATE, PURPOSE };

static const char *const known[] = {"id", "book", "account", "amount", "date", "purpose", NULL};
static const char *const movement_columns[] = {"book", "id", "seq", "date", "account", "amount", "balance", "state", NULL};

struct funding {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	bool pays;
	bool late;
	bool fresh_ids;
	struct cells cells;
	struct map ordinals;
	const char *source;
};

/* A movement understood. */
struct movement {
	const struct book *book;
	char account[80];
	int64_t amount; /* fen, below 0 when it leaves */
	day_t day;
	char date[DATE_SIZE];
	const char *purpose;
	struct document_id id;
};

static int movement_id(struct funding *x, const struct fund_words *w, struct movement *m)
{
	char amount[DEC_SIZE];
	struct buf who = {0};
	int rc;

	buf_printf(&who, "fund\t%s\t%s\t%s\t%s", m->book->code, m->date, m->account, m->purpose);
	rc = document_id(x->l, w->id, m->day, buf_str(&who), dec_format(m->amount, amount),
			 x->fresh_ids ? NULL : &x->ordinals, ID_FUND_DERIVED, ID_FUND_GIVEN, &m->id);
	buf_free(&who);
	return rc;
}

static int movement_understand(struct funding *x, const struct fund_words *w, struct movement *m)
{
	int rc = document_book(x->job, x->l, w->book, &m->book);

	m->purpose = *w->purpose ? w->purpose : x->job->message ? x->job->message : "";
	if (rc == 0)
		rc = fund_amount(x->l, w->amount, &m->amount);
	if (rc == 0 && !x->pays && !*w->account)
		rc = diag_error(
			x->l->diag, EX_DATAERR,
			_("no source: say where the money comes from, with --account or in the column account"));
	if (rc == 0)
		rc = fund_account(x->l, m->book, w->account, m->account);
	if (rc == 0)
		rc = document_date(x->l, w->date, &m->day, m->date);
	if (rc == 0 && !*m->purpose)
		rc = diag_error(x->l->diag, EX_DATAERR,
				_("no purpose: say what the money is for, with -m or in the column purpose"));
	if (rc == 0 && x->pays)
		m->amount = -m->amount;
	return rc ? rc : movement_id(x, w, m);
}

static int print_movement(struct funding *x, const struct entry *e, const char *state)
{
	char seq[24], amount[DEC_SIZE], balance[DEC_SIZE];
	struct fund f;
	int rc = fund_read(x->l, e->book_id, e->account, &f);

	snprintf(seq, sizeof seq, "%" PRId64, e->seq);
	if (rc == 0)
		printer_row(x->out,
			    (const char *[]){e->book, e->id, seq, e->date, e->account, dec_format(e->money, amount),
					     dec_format(f.received - f.paid, balance), state});
	return rc;
}

/* Whether the movement was posted before, and has been printed. */
static int movement_known(struct funding *x, const struct fund_words *w, struct movement *m, bool *posted)
{
	struct entry_store store;
	struct entry e;
	int rc = document_known(x->l, m->book->id, &m->id, &e, &store, posted);

	if (rc || !*posted)
		return rc;
	if (strcmp(e.account, m->account) == 0 && e.money == m->amount && !*e.ref &&
	    (!*w->date || strcmp(e.date, m->date) == 0))
		rc = print_movement(x, &e, "duplicate");
	else
		rc = diag_error(x->l->diag, EX_DATAERR,
				_("%s is known with other content (%s:%lld): give this one another id"), m->id.text,
				e.book, (long long)e.seq);
	entry_store_free(&store);
	return rc;
}

static int append_movement(struct funding *x, const struct fund_words *w, const struct movement *m)
{
	struct entry e = entry_new(KIND_FUND);
	int rc = document_month(x->l, m->book->id, m->day, x->late, e.period);

	e.book_id = m->book->id;
	memcpy(e.date, m->date, DATE_SIZE);
	e.id = m->id.text;
	e.account = m->account;
	e.money = m->amount;
	e.source = w->source;
	e.actor = x->job->actor;
	if (rc == 0)
		rc = post_entry(x->l, &(struct post){.entry = &e, .note = m->purpose, .id = &(struct id_place){m->id.kind, m->id.key}});
	return rc ? rc : print_movement(x, &e, "posted");
}

static enum outcome post_movement(struct funding *x, const struct fund_words *w, int *status)
{
	struct movement m = {0};
	bool posted = false;
	int rc = movement_understand(x, w, &m);

	if (rc == 0)
		rc = movement_known(x, w, &m, &posted);
	if (rc == 0 && !posted)
		rc = append_movement(x, w, &m);
	if (rc)
		return outcome_of(rc, status);
	return posted ? ROW_DUPLICATE : ROW_POSTED;
}

static enum outcome fund_line(void *ctx, const struct csvrow *row, int *status)
{
	struct funding *x = ctx;
	struct cells *c = &x->cells;
	char source[512];

	snprintf(source, sizeof source, "%s:%zu", x->source, row->line);
	c->row = row;
	struct fund_words w = {cell_code(c, ID),
			       cell_code(c, BOOK),
			       cell_code(c, ACCOUNT),
			       cell_code(c, AMOUNT),
			       cell_code(c, DATE),
			       cell_text(c, PURPOSE),
			       source};
	return post_movement(x, &w, status);
}

static int fund_heading(void *ctx, struct csvin *in)
{
	cells_open(&((struct funding *)ctx)->cells, in, known);
	return 0;
}

static int fund_file(void *ctx, struct csvin *in)
{
	struct funding *x = ctx;

	x->source = csvin_source(in);
	map_free(&x->ordinals);
	return 0;
}

static const struct batch_def fund_batch = {.known = known, .file = fund_file, .columns = fund_heading, .row = fund_line};

int job_fund(struct job *job, bool out, bool late, const struct batch_options *o)
{
	struct funding x = {.job = job, .pays = out, .late = late};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	x.l->command = job->command;
	x.out = job_print(job, movement_columns);
	rc = batch_run(job, x.l, &fund_batch, &x, o);
	printer_end(x.out);
	map_free(&x.ordinals);
	ledger_close(x.l);
	return rc;
}

int job_fund_one(struct job *job, bool out, bool late, const struct fund_words *words)
{
	struct funding x = {.job = job, .pays = out, .late = late, .fresh_ids = true};
	enum outcome how;
	int status = 0, rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	x.l->command = job->command;
	x.out = job_print(job, movement_columns);
	rc = ledger_begin(x.l);
	if (rc == 0) {
		how = post_movement(&x, words, &status);
		rc = ledger_finish(x.l, outcome_status(how, status), job->dry_run);
	}
	printer_end(x.out);
	ledger_close(x.l);
	return rc;
}
