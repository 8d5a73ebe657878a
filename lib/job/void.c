/* Voiding a redemption: points and goods go back, once. */
#include <string.h>

#include "base/lang.h"
#include "domain/period.h"
#include "job/redeem_row.h"
#include "ledger/lots.h"
#include "ledger/redemptions.h"

static int give_back(struct job *job, struct ledger *l, const struct entry *of, struct printer *out)
{
	struct entry e = entry_new(KIND_REFUND);
	struct household *h;
	char corrects[160];
	bool late;
	int rc;

	snprintf(corrects, sizeof corrects, "%s:%lld", of->book, (long long)of->seq);
	e.book_id = of->book_id;
	date_format(l->today, e.date);
	e.member = of->member;
	e.role = of->role;
	e.item = of->item;
	e.shop = of->shop;
	e.account = of->account;
	e.quantity = of->quantity == BLANK ? BLANK : -of->quantity;
	e.points = -of->points;
	e.value = of->value == BLANK ? BLANK : -of->value;
	e.ref = of->ref;
	e.corrects = corrects;
	e.actor = job->actor;
	rc = roster_household(l, book_by_id(l, of->book_id), of->household, &h);
	if (rc == 0)
		rc = journal_month(l, of->book_id, l->today, e.period, &late);
	if (rc == 0)
		rc = household_settle(l, h);
	if (rc == 0)
		rc = journal_append(l, &e, h, job->message, e.kind);
	if (rc == 0)
		rc = redemption_void(l, of->book_id, of->ref);
	if (rc == 0)
		rc = household_settle(l, h);
	return rc ? rc : print_redemption(out, l, &e, "void");
}

/* Void already: said, with the entry that did it, and well. */
static int said_already(struct ledger *l, const struct redemption *r, const char *receipt, struct printer *out)
{
	int64_t by = journal_corrected(l, r->book->id, r->seq, KIND_REFUND);
	struct entry_store store;
	struct entry e;
	int rc = EX_IOERR;

	diag_note(l->diag, _("receipt %s is void already"), receipt);
	if (by > 0 && journal_get(l, r->book->id, by, &e, &store) == 1) {
		rc = print_redemption(out, l, &e, "duplicate");
		entry_store_free(&store);
	}
	return rc;
}

static int void_receipt(struct job *job, struct ledger *l, const char *receipt, struct printer *out)
{
	const struct book *book = NULL;
	struct entry_store store;
	struct redemption r;
	struct entry of;
	int rc = job->book ? book_find(l, job->book, &book) : 0;

	if (rc == 0)
		rc = redemption_find(l, book, receipt, &r);
	if (rc)
		return rc;
	if (r.is_void)
		return said_already(l, &r, receipt, out);
	if (journal_get(l, r.book->id, r.seq, &of, &store) != 1)
		return diag_error(l->diag, EX_DATAERR, _("the entry of receipt %s is gone; pts-check tells more"), receipt);
	rc = give_back(job, l, &of, out);
	entry_store_free(&store);
	return rc;
}

int job_void(struct job *job, const char *receipt)
{
	struct printer *out;
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	l->command = job->command;
	out = job_print(job, redemption_columns);
	rc = ledger_begin(l);
	if (rc == 0)
		rc = ledger_finish(l, void_receipt(job, l, receipt, out), job->dry_run);
	printer_end(out);
	ledger_close(l);
	return rc;
}
