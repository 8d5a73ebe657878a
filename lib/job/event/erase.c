/* Texts of notes erased on a person's request: the entries stay, and so does the chain, which has only digests. */
#include <string.h>

#include "base/lang.h"
#include "job/event/internal.h"
#include "job/intake/addressed.h"
#include "ledger/roster/personal.h"

/* Everything pts-list journal and pts-review list print may be there. */
static const char *const known[] = {"book",  "seq",      "claim",    "event",  "period",   "date",     "household",
				    "name",  "group",    "member",   "role",   "category", "rule",     "title",
				    "kind",  "quantity", "score",    "points", "act",      "evidence", "late",
				    "state", "recorder", "reviewer", "reason", "source",   "remark",   NULL};

struct erase {
	struct ledger *l;
	struct printer *out;
};

static enum outcome erase_entry(void *ctx, const struct entry *e, int *status)
{
	struct erase *x = ctx;
	bool had = false;
	/* Only events come from claims, under their id. */
	int rc = personal_erase(x->l, e->book_id, e->seq, kind_is_event(e->kind) ? e->id : "", &had);

	if (rc == 0)
		rc = print_entry(x->out, x->l, e, had ? "erased" : "duplicate", "");
	return rc ? outcome_of(rc, status) : had ? ROW_POSTED : ROW_DUPLICATE;
}

static int check_claim(struct erase *x, const struct book *book, const char *claim)
{
	struct claim_row c;
	bool found;
	int rc = claim_find(x->l, book, claim, &c, &found);

	if (rc == 0 && !found)
		rc = diag_error(x->l->diag, EX_DATAERR, _("there is no claim %s in book %s"), claim, book->code);
	else if (rc == 0 && strcmp(c.state, "pending") == 0)
		rc = diag_error(x->l->diag, EX_REFUSED, _("claim %s is pending: approve or reject it first"), claim);
	claim_row_free(&c);
	return rc;
}

static enum outcome erase_claim(void *ctx, const struct book *book, const char *claim, int *status)
{
	const char *cells[32] = {claim, book->code};
	struct erase *x = ctx;
	bool had = false;
	int rc = check_claim(x, book, claim);

	if (rc == 0)
		rc = personal_erase_claim(x->l, book->id, claim, &had);
	if (rc)
		return outcome_of(rc, status);
	for (size_t i = 2; journal_columns[i]; i++)
		cells[i] = strcmp(journal_columns[i], "state") == 0 ? had ? "erased" : "duplicate" : "";
	printer_row(x->out, cells);
	return had ? ROW_POSTED : ROW_DUPLICATE;
}

int job_erase(struct job *job, const struct batch_options *o)
{
	struct erase x = {0};
	struct addressed named = {.job = job, .known = known, .entry = erase_entry, .claim = erase_claim, .ctx = &x};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	named.l = x.l;
	x.out = job_print(job, journal_columns);
	rc = addressed_run(&named, o);
	printer_end(x.out);
	ledger_close(x.l);
	return rc;
}
