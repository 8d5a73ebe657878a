#include "ledger/post/post.h"

#include <string.h>

#include "base/lang.h"
#include "domain/period.h"
#include "ledger/journal/ids.h"
#include "ledger/journal/vetoes.h"
#include "ledger/points/lots.h"
#include "ledger/usage/history.h"

static int post_veto(struct ledger *l, const struct post *p, const struct rulebook *rules)
{
	char until[DATE_SIZE];
	int rc = veto_last_day(l, rules, p->household->book, p->entry, until);

	return rc ? rc : veto_add(l, p->entry, p->household, until);
}

/* The room that an event takes in the windows of its caps; a reversal gives it back. */
static int post_usage(struct ledger *l, const struct post *p, const struct entry *event, int sign)
{
	const struct rulebook *rules;
	struct deed_facts f;
	int64_t quantity;
	int rc;

	if (!kind_is_event(event->kind))
		return 0;
	rc = ledger_rules(l, &rules);
	if (rc == 0)
		rc = history_facts(l, rules, p->household, event, &f, &quantity);
	if (rc == 0) {
		f.m = p->member;
		rc = history_add(l, ledger_uses(l), rules, &f, quantity, event->score, sign);
	}
	if (rc == 0 && sign > 0 && event->kind == KIND_VETO)
		rc = post_veto(l, p, rules);
	return rc;
}

/* A repair that is taken back leaves the veto that it had lifted in force. */
static int restore_veto(struct ledger *l, const struct entry *of)
{
	char code[ADDRESS_SIZE];
	int64_t seq;

	if (!*of->corrects || !address_parse(of->corrects, code, sizeof code, &seq) || strcmp(code, of->book) != 0)
		return 0;
	return veto_restore(l, of->book_id, seq);
}

static int post_reversal(struct ledger *l, const struct post *p)
{
	int rc = restore_veto(l, p->of);

	return rc ? rc : post_usage(l, p, p->of, -1);
}

/* Everything that follows from an entry that stands in the chain. */
static int follow(struct ledger *l, const struct post *p)
{
	const struct entry *e = p->entry;
	int rc = p->id ? ids_add(l, e->book_id, p->id->kind, p->id->key, e->seq) : 0;

	if (rc == 0 && p->household && kind_settles(e->kind))
		rc = household_settle(l, p->household);
	if (rc == 0)
		rc = p->of ? post_reversal(l, p) : post_usage(l, p, e, 1);
	return rc;
}

int post_entry(struct ledger *l, const struct post *p)
{
	int rc = 0;

	/* A refund gives points back to the lots that they came from, so it must be on record which these are. */
	if (p->entry->kind == KIND_REFUND && p->household)
		rc = household_settle(l, p->household);
	if (rc == 0)
		rc = journal_append(l, p->entry, p->household, p->note, p->of ? p->of->kind : p->entry->kind);
	if (rc)
		return rc;
	rc = follow(l, p);
	if (rc)
		ledger_spoil(l, rc);
	return rc;
}

int post_flush(struct ledger *l)
{
	int rc = ledger_uses_flush(l);

	return rc ? rc : journal_flush(l);
}

void post_forget(struct ledger *l)
{
	ledger_uses_forget(l);
	journal_forget(l);
	ledger_rules_forget(l);
}
