/* Base scores, granted anew for each period; repairs of vetoes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/event/event.h"
#include "ledger/journal/vetoes.h"

/* The grant of one rule for one period, household by household. */
struct base {
	struct deeds *d;
	const char *rule;
	const char *period;
	const char *date;
	size_t books; /* that have the rule */
	int worst;
};

/* Readable where it fits, else a digest of the same. */
static void base_id(const struct base *b, const struct household *h, char id[static 128])
{
	char *text = xasprintf(ID_BASE "%s-%s-%s", b->rule, b->period, h->code), hex[HASH_SIZE];

	if (strlen(text) < 128)
		memcpy(id, text, strlen(text) + 1);
	else
		snprintf(id, 128, ID_BASE "%s", hash_hex(text, strlen(text), hex));
	free(text);
}

static int grant(void *ctx, struct household *h)
{
	struct base *b = ctx;
	char id[128];
	struct claim c = {.event = id, .date = b->date, .book = h->book->code, .household = h->code, .name = "", .group = "", .member = "",
			  .rule = b->rule, .quantity = "", .points = "", .act = "", .evidence = "", .note = "", .source = ""};
	enum outcome how;
	int status = 0;
	char *place;

	if (!h->active)
		return 0;
	base_id(b, h, id);
	place = xasprintf("%s:%s", h->book->code, h->code);
	diag_at(b->d->l->diag, place, 0);
	how = deeds_post(b->d, &c, &status);
	diag_at(b->d->l->diag, NULL, 0);
	free(place);
	if (how == ROW_FATAL)
		return status;
	if (how == ROW_BAD || how == ROW_REFUSED)
		b->worst = how == ROW_BAD || b->worst == EX_DATAERR ? EX_DATAERR : EX_REFUSED;
	return 0;
}

/* A base is a score that is given and cannot be spent. */
static int check_rule(struct base *b, const struct rule *rule)
{
	if (rule->counts == COUNTS_SCORE && rule->points != BLANK && rule->points > 0)
		return 0;
	return diag_error(b->d->l->diag, EX_CONFIG, _("rule %s grants no base: its counts must be score and its points above 0"), b->rule);
}

static int grant_book(struct base *b, const struct book *book, bool asked)
{
	const struct rule *rule = rulebook_peek(b->d->l, b->d->rules, book, b->rule, b->date, NULL);
	int rc;

	if (!rule && asked)
		return rulebook_find(b->d->l, b->d->rules, book, b->rule, b->date) ? 0 : EX_DATAERR;
	if (!rule)
		return 0;
	b->books++;
	rc = check_rule(b, rule);
	return rc ? rc : roster_each(b->d->l, book, grant, b);
}

static int grant_books(void *ctx)
{
	struct base *b = ctx;
	struct ledger *l = b->d->l;
	const struct book *only = NULL;
	int rc = b->d->job->book ? book_find(l, b->d->job->book, &only) : 0;

	if (rc == 0 && only)
		rc = grant_book(b, only, true);
	for (size_t i = 0; rc == 0 && !only && i < l->nbooks; i++)
		rc = grant_book(b, &l->books[i], false);
	if (rc == 0 && !only && b->books == 0)
		rc = diag_error(l->diag, EX_DATAERR, _("rule %s is in the scheme of no book on %s"), b->rule, b->date);
	return rc ? rc : b->worst;
}

int job_base(struct job *job, bool late, const char *rule, const char *period)
{
	struct deeds d = {.late = late, .no_review = true};
	char date[DATE_SIZE];
	struct base b = {.d = &d, .rule = rule, .date = date};
	struct period p;
	struct ledger *l;
	int rc = job_months(job, period, &p);

	if (rc == 0)
		rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);
	if (rc)
		return rc;
	b.period = p.text;
	date_format(p.first, date);
	rc = deeds_run(&d, job, l, grant_books, &b);
	ledger_close(l);
	return rc;
}

struct repair {
	struct deeds *d;
	const char *address;
	const struct claim *given;
};

/* The same repair again, by its id: a duplicate, not a second one. */
static bool is_ours(const struct repair *r, const struct entry *veto, int64_t by)
{
	struct entry_store store = {.n = 0};
	struct entry e;
	bool ours = by > 0 && *r->given->event && journal_get(r->d->l, veto->book_id, by, &e, &store) == 1 && strcmp(e.id, r->given->event) == 0;

	entry_store_free(&store);
	return ours;
}

static int check_veto(struct repair *r, const struct entry *veto)
{
	struct ledger *l = r->d->l;
	static const enum kind ends[] = {KIND_REVERSE, KIND_EARN, KIND_DEDUCT};
	int64_t by = 0;
	int lifted;

	if (veto->kind != KIND_VETO)
		return diag_error(l->diag, EX_REFUSED, _("%s is of kind %s, not a veto"), r->address, kind_name(veto->kind));
	lifted = veto_lifted(l, veto->book_id, veto->seq);
	if (lifted <= 0)
		return lifted < 0 ? EX_IOERR : 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends && by == 0; i++) {
		by = journal_corrected(l, veto->book_id, veto->seq, ends[i]);
		if (by < 0)
			return EX_IOERR;
	}
	if (!is_ours(r, veto, by))
		return diag_error(l->diag, EX_REFUSED, _("%s is lifted already, by %s:%lld"), r->address, veto->book, (long long)by);
	return 0;
}

/* Another veto would lift nothing. */
static int check_cost(struct repair *r, const struct book *book, const char *date)
{
	const struct rule *rule = rulebook_peek(r->d->l, r->d->rules, book, r->given->rule, date, NULL);

	if (!rule || rule->counts != COUNTS_VETO)
		return 0;
	return diag_error(r->d->l->diag, EX_DATAERR, _("rule %s is a veto: name the rule of the repair"), r->given->rule);
}

static int repair(void *ctx)
{
	struct repair *r = ctx;
	struct entry_store store = {.n = 0};
	struct claim c = *r->given;
	char code[128], today[DATE_SIZE];
	const struct book *book;
	struct entry veto;
	enum outcome how;
	int64_t seq;
	int status = 0, got, rc;

	if (!address_parse(r->address, code, sizeof code, &seq))
		return diag_error(r->d->l->diag, EX_USAGE, _("`%s` is no address of an entry: write it as BOOK:SEQ"), r->address);
	rc = book_find(r->d->l, code, &book);
	if (rc)
		return rc;
	got = journal_get(r->d->l, book->id, seq, &veto, &store);
	rc = got == 1 ? check_veto(r, &veto)
		      : got < 0 ? EX_IOERR : diag_error(r->d->l->diag, EX_DATAERR, _("there is no entry %s"), r->address);
	if (rc == 0) {
		c.book = book->code;
		c.household = veto.household;
		c.member = veto.member;
		c.corrects = r->address;
		if (!*c.date)
			c.date = date_format(r->d->l->today, today);
		rc = check_cost(r, book, c.date);
	}
	if (rc == 0) {
		how = deeds_post(r->d, &c, &status);
		rc = outcome_status(how, status);
	}
	entry_store_free(&store);
	return rc;
}

int job_repair(struct job *job, bool late, const char *address, const struct claim *c)
{
	struct deeds d = {.late = late, .fresh_ids = true, .no_review = true};
	struct repair r = {&d, address, c};
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	rc = deeds_run(&d, job, l, repair, &r);
	ledger_close(l);
	return rc;
}
