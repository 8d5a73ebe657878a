/* Repairs of vetoes: an ordinary entry that names the veto and lifts it. */
#include <string.h>

#include "base/lang.h"
#include "job/event/internal.h"
#include "ledger/journal/vetoes.h"

struct repair {
	struct event_run *run;
	const char *address;
	const struct event_input *given;
};

/* The same repair again, by its id: a duplicate, not a second one. */
static int find_ours(const struct repair *r, const struct entry *veto, int64_t by, bool *ours)
{
	struct entry_store store = {.n = 0};
	struct entry e;
	int rc = 0;

	*ours = false;
	if (by > 0 && *r->given->event) {
		rc = journal_get(r->run->l, veto->book_id, by, &e, &store);
		*ours = rc == 0 && strcmp(e.id, r->given->event) == 0;
	}
	entry_store_free(&store);
	return rc;
}

static int check_repairable(struct repair *r, const struct entry *veto)
{
	struct ledger *l = r->run->l;
	static const enum kind ends[] = {KIND_REVERSE, KIND_EARN, KIND_DEDUCT};
	int64_t by = 0;
	bool lifted, ours = false;
	int rc;

	if (veto->kind != KIND_VETO)
		return diag_error(l->diag, EX_REFUSED, _("%s is of kind %s, not a veto"), r->address, kind_name(veto->kind));
	rc = veto_lifted(l, veto->book_id, veto->seq, &lifted);
	if (rc || !lifted)
		return rc;
	for (size_t i = 0; i < sizeof ends / sizeof *ends && rc == 0 && by == 0; i++)
		rc = journal_corrected(l, veto->book_id, veto->seq, ends[i], &by);
	if (rc == 0)
		rc = find_ours(r, veto, by, &ours);
	if (rc == 0 && !ours)
		rc = diag_error(l->diag, EX_REFUSED, _("%s is lifted already, by %s:%lld"), r->address, veto->book, (long long)by);
	return rc;
}

/* Another veto would lift nothing. */
static int check_cost(struct repair *r, const struct book *book, const char *date)
{
	const struct rule *rule = rulebook_peek(r->run->l, r->run->rules, book, r->given->rule, date, NULL);

	if (!rule || rule->counts != COUNTS_VETO)
		return 0;
	return diag_error(r->run->l->diag, EX_DATAERR, _("rule %s is a veto: name the rule of the repair"), r->given->rule);
}

static int repair(void *ctx)
{
	struct repair *r = ctx;
	struct entry_store store = {.n = 0};
	struct event_input in = *r->given;
	char code[128], today[DATE_SIZE];
	const struct book *book;
	struct entry veto;
	enum outcome how;
	int64_t seq;
	bool found = false;
	int status = 0, rc;

	if (!address_parse(r->address, code, sizeof code, &seq))
		return diag_error(r->run->l->diag, EX_USAGE, _("`%s` is no address of an entry: write it as BOOK:SEQ"), r->address);
	rc = book_find(r->run->l, code, &book);
	if (rc == 0)
		rc = journal_look(r->run->l, book->id, seq, &veto, &store, &found);
	if (rc == 0)
		rc = found ? check_repairable(r, &veto) : diag_error(r->run->l->diag, EX_DATAERR, _("there is no entry %s"), r->address);
	if (rc == 0) {
		in.book = book->code;
		in.household = veto.household;
		in.member = veto.member;
		in.corrects = r->address;
		if (!*in.date)
			in.date = date_format(r->run->l->today, today);
		rc = check_cost(r, book, in.date);
	}
	if (rc == 0) {
		how = event_post(r->run, &in, &status);
		rc = outcome_status(how, status);
	}
	entry_store_free(&store);
	return rc;
}

int job_repair(struct job *job, bool late, const char *address, const struct event_input *in)
{
	struct event_run run = {.late = late, .fresh_ids = true, .no_review = true};
	struct repair r = {&run, address, in};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	rc = event_transaction(&run, job, l, repair, &r);
	ledger_close(l);
	return rc;
}
