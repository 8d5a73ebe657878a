#include "job/intake/addressed.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

enum { BOOK, SEQ, CLAIM };

static enum outcome addressed_at(struct addressed *a, const char *book, int64_t seq, int *status)
{
	struct entry_store store = {.n = 0};
	enum outcome how = ROW_POSTED;
	const struct book *b;
	struct entry of;
	bool found;
	int rc = book_find(a->l, book, &b);

	if (rc == 0)
		rc = journal_look(a->l, b->id, seq, &of, &store, &found);
	if (rc == 0 && found)
		how = a->entry(a->ctx, &of, status);
	else if (rc == 0)
		rc = diag_error(a->l->diag, EX_DATAERR, _("there is no entry %s:%lld"), b->code, (long long)seq);
	entry_store_free(&store);
	return rc ? outcome_of(rc, status) : how;
}

static int addressed_heading(void *ctx, struct csvin *in)
{
	struct addressed *a = ctx;

	cells_open(&a->cells, in, a->known);
	if (a->cells.at[BOOK] >= 0 && (a->cells.at[SEQ] >= 0 || (a->claim && a->cells.at[CLAIM] >= 0)))
		return 0;
	return diag_error(a->l->diag, EX_DATAERR, _("entries are named by the columns book and seq"));
}

static enum outcome addressed_claim(struct addressed *a, int *status)
{
	const struct book *book;
	int rc = book_find(a->l, cell_code(&a->cells, BOOK), &book);

	return rc ? outcome_of(rc, status) : a->claim(a->ctx, book, cell_text(&a->cells, CLAIM), status);
}

static enum outcome addressed_row(void *ctx, const struct csvrow *csv, int *status)
{
	struct addressed *a = ctx;
	const char *seq;
	char *end;

	a->cells.row = csv;
	if (a->cells.at[SEQ] < 0)
		return addressed_claim(a, status);
	seq = cell_code(&a->cells, SEQ);
	long long n = strtoll(seq, &end, 10);
	if (end == seq || *end || n < 1 || strlen(seq) > 18)
		return outcome_of(diag_error(a->l->diag, EX_DATAERR, _("seq `%s` is no number of an entry"), seq),
				  status);
	return addressed_at(a, cell_code(&a->cells, BOOK), n, status);
}

static bool are_addresses(const char *const *words)
{
	char book[128];
	int64_t seq;

	if (!*words)
		return false;
	for (; *words; words++)
		if (!address_parse(*words, book, sizeof book, &seq))
			return false;
	return true;
}

/* All or nothing, each complaint in its place. */
static int addressed_words(struct addressed *a)
{
	int rc = ledger_begin(a->l), worst = 0;
	char book[128];
	int64_t seq;

	if (rc)
		return rc;
	for (const char *const *w = a->job->files; *w && !ledger_spoilt(a->l); w++) {
		int status = 0;
		enum outcome how;
		address_parse(*w, book, sizeof book, &seq);
		how = addressed_at(a, book, seq, &status);
		rc = outcome_status(how, status);
		if (rc > worst)
			worst = rc;
	}
	return ledger_finish(a->l, worst, a->job->dry_run);
}

int addressed_run(struct addressed *a, const struct batch_options *o)
{
	const struct batch_def def = {
		.known = a->known, .columns = addressed_heading, .row = addressed_row};

	return are_addresses(a->job->files) ? addressed_words(a) : batch_run(a->job, a->l, &def, a, o);
}
