/* Honours taken back, and given back. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/honor/honor.h"
#include "ledger/journal/journal.h"
#include "ledger/post/post.h"
#include "ledger/records/awards.h"

/* An entry that is to be taken back: an award, or the revocation of one. */
struct revoking {
	struct job *job;
	struct ledger *l;
	const struct book *book;
	struct entry of;
	struct award w;
};

/* `HONOR PERIOD`, as append_award() in award.c writes it; `honor` holds the text. */
static void read_ref(const struct entry *e, char **honor, struct award *w)
{
	*honor = xstrdup(e->ref);
	w->honor = *honor;
	w->period = strchr(e->ref, ' ') ? strchr(e->ref, ' ') + 1 : "";
	(*honor)[strcspn(*honor, " ")] = '\0';
	w->household = e->household;
	w->member = e->member;
}

static int append_revocation(struct revoking *t, const char *address)
{
	const struct entry *of = &t->of;
	struct entry e = entry_new(KIND_HONOR);
	struct household *h = NULL;
	bool late;
	int rc = *of->household ? roster_household(t->l, t->book, of->household, &h) : 0;

	e.book_id = t->book->id;
	date_format(t->l->today, e.date);
	e.member = of->member;
	e.role = of->role;
	e.ref = of->ref;
	e.corrects = address;
	e.actor = t->job->actor;
	if (rc == 0)
		rc = journal_month(t->l, t->book->id, t->l->today, e.period, &late);
	if (rc == 0)
		rc = post_entry(t->l, &(struct post){.entry = &e, .household = h, .note = t->job->message});
	return rc ? rc : award_revoke(t->l, t->book, t->w.seq, *of->corrects ? 0 : e.seq);
}

/* The newest entry about the award is the one that can be taken back; what is done already is said. */
static int revoke_or_restore(struct revoking *t)
{
	char *honor, address[ADDRESS_SIZE];
	int rc;

	address_format(t->book->code, t->of.seq, address);
	read_ref(&t->of, &honor, &t->w);
	rc = award_find(t->l, t->book, &t->w);
	if (rc == 0 && t->w.seq == 0)
		rc = diag_error(t->l->diag, EX_DATAERR, _("there is no award %s; `pts-honor list` shows them"),
				address);
	else if (rc == 0 && t->of.seq == (t->w.revoked ? t->w.revoked : t->w.seq))
		rc = append_revocation(t, address);
	else if (rc == 0 && t->w.revoked && t->of.seq == t->w.seq)
		diag_note(t->l->diag, _("%s is revoked already, by %s:%lld"), address, t->book->code,
			  (long long)t->w.revoked);
	else if (rc == 0)
		diag_note(t->l->diag, _("%s is revoked already"), address);
	free(honor);
	return rc;
}

static int find_revocable(struct revoking *t, const char *address, struct entry_store *store)
{
	struct diag *d = t->l->diag;
	char code[128];
	int64_t seq;
	bool found;
	int rc;

	if (!address_parse(address, code, sizeof code, &seq))
		return diag_error(d, EX_USAGE, _("`%s` is no address of an entry: write it as BOOK:SEQ"), address);
	rc = book_find(t->l, code, &t->book);
	if (rc == 0)
		rc = journal_look(t->l, t->book->id, seq, &t->of, store, &found);
	if (rc || (found && t->of.kind == KIND_HONOR))
		return rc;
	return diag_error(d, EX_DATAERR, _("there is no award %s; `pts-honor list` shows them"), address);
}

int job_honor_revoke(struct job *job, const char *address)
{
	struct entry_store store = {.n = 0};
	struct revoking t = {.job = job};
	int rc = ledger_open(&t.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	rc = ledger_begin(t.l);
	if (rc == 0) {
		rc = find_revocable(&t, address, &store);
		if (rc == 0)
			rc = revoke_or_restore(&t);
		rc = ledger_finish(t.l, rc, job->dry_run);
	}
	entry_store_free(&store);
	ledger_close(t.l);
	return rc;
}
