#include "job/card.h"

#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/text.h"
#include "job/dispute_card.h"
#include "ledger/available.h"
#include "ledger/scheme.h"

static const char *const names[] = {"book", "household", "seq", "date", "period", "kind", "rule", "item", "title",
				    "quantity", "score", "points", "balance", "corrects", "dispute", NULL};
static const char *const text_names[] = {"date", "title", "quantity", "score", "points", "balance", "seq", "corrects", NULL};
/* With a column more where somebody objected. */
static const char *const text_names_disputed[] = {"date", "title", "quantity", "score", "points", "balance", "seq", "corrects", "dispute", NULL};

struct card {
	struct job *job;
	struct ledger *l;
	struct rulebook *rules;
	struct household *h;
	struct printer *out;
	bool text;
	int64_t balance;
	struct card_disputes disputes;
	struct buf numbers;
};

static const char *kind_title(enum kind kind)
{
	switch (kind) {
	case KIND_REVERSE:
		return _("reversal");
	case KIND_REFUND:
		return _("goods returned");
	case KIND_EXPIRE:
		return _("expired");
	case KIND_TRANSFER:
		return _("moved");
	case KIND_ADJUST:
		return _("correction");
	default:
		return "";
	}
}

/* What happened, in the words of the scheme: the rule's title, the item's, or the kind's. */
static int describe(struct card *c, const struct entry *e, char title[static 256])
{
	const char *kind = kind_title(e->kind);
	const struct rule *rule = *e->rule ? rulebook_peek(c->l, c->rules, c->h->book, e->rule, e->date, NULL) : NULL;
	char what[256] = "";
	int rc = *e->item ? item_title(c->l, c->h->book, e->item, what) : 0;

	if (rule)
		snprintf(what, sizeof what, "%s", *rule->title ? rule->title : rule->code);
	else if (*e->rule)
		snprintf(what, sizeof what, "%s", e->rule);
	snprintf(title, 256, "%s%s%.200s", kind, *kind && *what ? ": " : "", what);
	return rc;
}

static int print(struct card *c, const struct entry *e)
{
	char seq[24], quantity[DEC_SIZE], score[DEC_SIZE], points[DEC_SIZE], balance[DEC_SIZE], title[256];
	const char *count = e->quantity == BLANK ? "" : dec_format(e->quantity < 0 ? -e->quantity : e->quantity, quantity), *dispute;
	int rc = describe(c, e, title);

	if (rc)
		return rc;
	snprintf(seq, sizeof seq, "%lld", (long long)e->seq);
	dec_format(e->score, score);
	dec_format(e->points, points);
	dec_format(c->balance, balance);
	dispute = card_disputes_of(&c->disputes, e->seq, &c->numbers);
	if (c->text)
		printer_row(c->out, (const char *[]){e->date, title, count, score, points, balance, seq, e->corrects, dispute});
	else
		printer_row(c->out, (const char *[]){e->book, e->household, seq, e->date, e->period, kind_name(e->kind), e->rule, e->item,
						     title, count, score, points, balance, e->corrects, dispute});
	return 0;
}

static int print_all(struct card *c)
{
	int64_t *seqs = NULL;
	size_t n = 0;
	int rc = journal_chain(c->l, c->h, 0, &seqs, &n);

	while (rc == 0 && n-- > 0) {
		struct entry_store store;
		struct entry e;
		if (journal_get(c->l, c->h->book->id, seqs[n], &e, &store) != 1)
			rc = EX_IOERR;
		else if (!dec_add(c->balance, e.points, &c->balance))
			rc = diag_error(c->l->diag, EX_DATAERR, _("the points of household %s cannot be counted"), c->h->code);
		else
			rc = print(c, &e);
		entry_store_free(&store);
	}
	free(seqs);
	if (rc == 0 && c->balance != c->h->balance)
		rc = diag_error(c->l->diag, EX_DATAERR, _("the entries of household %s do not add up to its balance; pts-check tells more"),
				c->h->code);
	return rc;
}

/* Why not all of the balance can be spent: the points wait for a close or a notice, or for the end of its days. */
static int print_held(struct card *c)
{
	char waiting[DEC_SIZE], running[DEC_SIZE];
	struct held_points held;
	int rc = held_points(c->l, c->h, &held);

	if (rc == 0 && held.waiting)
		fprintf(c->job->out, _("%s not released yet\n"), dec_human(held.waiting, waiting));
	if (rc == 0 && held.running)
		fprintf(c->job->out, _("%s in a notice, the first to be spent from %s\n"), dec_human(held.running, running), held.free_from);
	return rc;
}

/* Who and how much, above the entries. */
static int heading(struct card *c)
{
	char balance[DEC_SIZE], available[DEC_SIZE];
	int64_t can_spend;
	int rc = available_points(c->l, c->h, &can_spend);

	if (rc || !c->text)
		return rc;
	fprintf(c->job->out, _("Household %s  %s  %s  %s\n"), c->h->code, c->h->head, c->h->group,
		*c->h->book->name ? c->h->book->name : c->h->book->code);
	fprintf(c->job->out, _("Balance %s  available %s\n"), dec_human(c->h->balance, balance), dec_human(can_spend, available));
	rc = print_held(c);
	if (rc == 0)
		rc = card_disputes_print(c->job->out, c->l, c->h, &c->disputes);
	fputs("\n", c->job->out);
	return rc;
}

static int make_card(struct card *c, const char *household)
{
	const struct book *book = NULL;
	int rc = c->job->book ? book_find(c->l, c->job->book, &book) : 0;

	if (rc == 0)
		rc = roster_household(c->l, book, household, &c->h);
	if (rc == 0)
		rc = roster_account(c->l, c->h);
	if (rc == 0)
		rc = rulebook_read(c->l, &c->rules);
	if (rc == 0)
		rc = card_disputes_read(c->l, c->h, &c->disputes);
	if (rc == 0)
		rc = heading(c);
	if (rc == 0) {
		c->out = job_print(c->job, !c->text ? names : c->disputes.n ? text_names_disputed : text_names);
		rc = print_all(c);
		printer_end(c->out);
	}
	card_disputes_free(&c->disputes);
	buf_free(&c->numbers);
	rulebook_free(c->rules);
	return rc;
}

int job_card(struct job *job, const char *household, bool text)
{
	struct card c = {.job = job, .text = text};
	char *code;
	int rc = ledger_open(&c.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	code = text_fold(xstrdup(household));
	rc = ledger_read_begin(c.l);
	if (rc == 0)
		rc = make_card(&c, code);
	ledger_read_end(c.l);
	free(code);
	ledger_close(c.l);
	return rc;
}
