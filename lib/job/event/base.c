/* Base scores, granted anew for each period. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/event/internal.h"

/* The grant of one rule for one period, household by household. */
struct base {
	struct event_run *run;
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

static int grant_household(void *ctx, struct household *h)
{
	struct base *b = ctx;
	char id[128];
	struct event_input in = {.event = id, .date = b->date, .book = h->book->code, .household = h->code, .name = "", .group = "", .member = "",
			  .rule = b->rule, .quantity = "", .points = "", .act = "", .evidence = "", .note = "", .source = ""};
	enum outcome how;
	int status = 0;
	char *place;

	if (!h->active)
		return 0;
	base_id(b, h, id);
	place = xasprintf("%s:%s", h->book->code, h->code);
	diag_at(b->run->l->diag, place, 0);
	how = event_post(b->run, &in, &status);
	diag_at(b->run->l->diag, NULL, 0);
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
	return diag_error(b->run->l->diag, EX_CONFIG, _("rule %s grants no base: its counts must be score and its points above 0"), b->rule);
}

static int grant_book(struct base *b, const struct book *book, bool asked)
{
	const struct rule *rule = rulebook_peek(b->run->l, b->run->rules, book, b->rule, b->date, NULL);
	int rc;

	if (!rule && asked)
		return rulebook_find(b->run->l, b->run->rules, book, b->rule, b->date) ? 0 : EX_DATAERR;
	if (!rule)
		return 0;
	b->books++;
	rc = check_rule(b, rule);
	return rc ? rc : roster_each(b->run->l, book, grant_household, b);
}

static int grant_books(void *ctx)
{
	struct base *b = ctx;
	struct ledger *l = b->run->l;
	const struct book *only = NULL;
	int rc = b->run->job->book ? book_find(l, b->run->job->book, &only) : 0;

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
	struct event_run run = {.late = late, .no_review = true};
	char date[DATE_SIZE];
	struct base b = {.run = &run, .rule = rule, .date = date};
	struct period p;
	struct ledger *l;
	int rc = job_months(job, period, &p);

	if (rc == 0)
		rc = ledger_open(&l, job->ledger, LEDGER_WRITE, job->diag);
	if (rc)
		return rc;
	b.period = p.text;
	date_format(p.first, date);
	rc = event_transaction(&run, job, l, grant_books, &b);
	ledger_close(l);
	return rc;
}
