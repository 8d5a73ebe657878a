#include "job/shop/internal.h"

#include <string.h>

#include "base/lang.h"

int redeem_with_ledger(struct job *job, const char *const *columns, redeem_verb *verb, const void *ctx)
{
	struct printer *out;
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	l->command = job->command;
	out = job_print(job, columns);
	rc = verb(job, l, out, ctx);
	printer_end(out);
	ledger_close(l);
	return rc;
}

/* A verb and what it is given. */
struct wrapped {
	redeem_verb *verb;
	const void *ctx;
};

static int verb_in_transaction(struct job *job, struct ledger *l, struct printer *out, const void *ctx)
{
	const struct wrapped *w = ctx;
	int rc = ledger_begin(l);

	return rc ? rc : ledger_finish(l, w->verb(job, l, out, w->ctx), job->dry_run);
}

int redeem_transaction(struct job *job, const char *const *columns, redeem_verb *verb, const void *ctx)
{
	return redeem_with_ledger(job, columns, verb_in_transaction, &(struct wrapped){verb, ctx});
}

/* No redemption has this receipt: it may be a reservation. */
static int not_redeemed(struct ledger *l, const struct book *book, const char *receipt)
{
	struct reservation v;
	bool found;
	int rc = reservation_find(l, book, receipt, &v, &found);

	if (rc)
		return rc;
	if (found && strcmp(v.state, "reserved") == 0)
		return diag_error(l->diag, EX_REFUSED,
				  _("receipt %s is reserved and not collected: pts-redeem cancel lets it go"), receipt);
	if (found)
		return diag_error(l->diag, EX_REFUSED,
				  _("receipt %s is a reservation that has ended: there is nothing to take back"),
				  receipt);
	return diag_error(l->diag, EX_DATAERR, _("there is no receipt %s; `pts-list redemptions` shows them"), receipt);
}

int redeemed_find(struct job *job, struct ledger *l, const char *receipt, struct redemption *out)
{
	const struct book *book = NULL;
	bool found;
	int rc = job->book ? book_find(l, job->book, &book) : 0;

	if (rc == 0)
		rc = redemption_find(l, book, receipt, out, &found);
	return rc || found ? rc : not_redeemed(l, book, receipt);
}

int role_of(struct ledger *l, const struct book *book, const char *member, const char **role)
{
	struct member *m = NULL;
	int rc = *member ? roster_look_member(l, book, member, &m) : 0;

	*role = m ? m->role : "";
	return rc;
}
