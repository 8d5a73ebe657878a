/*
 * What caps, ladders and acts count of earlier events: counted again from the events that stand.
 *
 * Windows are many; while the journal is walked they are only added up, and held against what is kept one by one only
 * when the sums differ.
 */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/usage/history.h"
#include "ledger/usage/recount.h"

struct counting {
	struct rulebook *rules;
	struct uses_sum *sum;
};

static int check_uses_start(struct checking *c, void **state)
{
	struct counting *k = xcalloc(1, sizeof *k);

	*state = k;
	k->sum = uses_sum_new();
	return rulebook_read(c->l, &k->rules);
}

static int check_uses_count(struct checking *c, struct counting *k, const struct entry *e, int sign)
{
	struct household h = {.book = c->book, .id = c->who ? c->who->id : 0};
	struct deed_facts f;
	int64_t quantity;
	int rc;

	if (!kind_is_event(e->kind))
		return 0;
	rc = history_facts(c->l, k->rules, &h, e, &f, &quantity);
	return rc ? rc : history_sum(c->l, k->sum, k->rules, &f, quantity, e->score, sign);
}

/* A reversal takes out what its event had put in. */
static int check_uses_entry(struct checking *c, void *state, const struct entry *e)
{
	struct entry_store store;
	struct entry of;
	bool found;
	int rc;

	if (e->kind != KIND_REVERSE || !c->corrects)
		return check_uses_count(c, state, e, 1);
	rc = journal_look(c->l, c->book->id, c->corrects, &of, &store, &found);
	if (rc == 0 && found)
		rc = check_uses_count(c, state, &of, -1);
	entry_store_free(&store);
	return rc;
}

static int check_uses_compare(struct checking *c, struct uses *uses)
{
	struct use_difference d;
	bool differ;
	int rc = uses_differ(uses, c->book, &d, &differ);
	const struct who *who = rc == 0 && differ ? check_who(c, d.household) : NULL;

	if (rc || !differ)
		return rc;
	return check_fault(c, _("%s, household %s: what is kept as given for %s in %s is not what its events give"), c->book->code,
			   who ? who->code : "?", d.rule, d.window);
}

static int find_difference(struct checking *c, const struct rulebook *rules)
{
	struct uses *uses = uses_new_blank(c->l);
	int rc = windows_count(c->l, uses, rules, c->book);

	if (rc == 0)
		rc = check_uses_compare(c, uses);
	uses_free(uses);
	return rc;
}

static int check_uses_end(struct checking *c, void *state)
{
	const struct counting *k = state;
	bool differs;
	int rc = uses_sum_differs(k->sum, c->l, c->book, &differs);

	return rc || !differs ? rc : find_difference(c, k->rules);
}

static void check_uses_free(void *state)
{
	struct counting *k = state;

	if (k) {
		uses_sum_free(k->sum);
		rulebook_free(k->rules);
	}
	free(k);
}

const struct check_part check_uses = {check_uses_start, check_uses_entry, check_uses_end, check_uses_free};
