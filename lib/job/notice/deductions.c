/* Deductions, and redemptions by receipt: entries of the period. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "job/notice/making.h"
#include "ledger/roster/roster.h"
#include "ledger/scheme/scheme.h"

static const char *const deduction_columns[] = {
	"event", "book",  "period", "date",     "household", "name",   "group", "member", "role", "category",
	"rule",  "title", "kind",   "quantity", "score",     "points", "state", "entry",  NULL};
static const char *const redemption_columns[] = {"book",   "period", "receipt", "date",  "household",
						 "name",   "group",  "item",    "title", "quantity",
						 "points", "value",  "cash",    "state", NULL};

struct deeds {
	struct making *m;
	struct rulebook *rules;
	struct map receipts; /* redeemed less given back in the period */
};

static int find_household(struct making *m, const struct entry *e, const char **name, const char **group)
{
	struct household *h = NULL;
	int rc = *e->household ? roster_household(m->l, m->book, e->household, &h) : 0;

	*name = h ? h->head : "";
	*group = h ? h->group : "";
	return rc;
}

static int deduction(void *ctx, const struct entry *e)
{
	struct deeds *d = ctx;
	struct making *m = d->m;
	char quantity[DEC_SIZE], score[DEC_SIZE], points[DEC_SIZE], address[ADDRESS_SIZE];
	const char *name, *group;
	const struct rule *rule;
	int64_t reversed;
	int rc;

	if (e->kind != KIND_DEDUCT && e->kind != KIND_VETO)
		return 0;
	reversed = journal_corrected(m->l, m->book->id, e->seq, KIND_REVERSE);
	if (reversed)
		return reversed < 0 ? EX_IOERR : 0;
	rule = rulebook_peek(m->l, d->rules, m->book, e->rule, e->date, NULL);
	rc = find_household(m, e, &name, &group);
	if (rc)
		return rc;
	making_row(m, (const char *[]){e->id, e->book, m->period.text, e->date, e->household, name, group, e->member,
				       e->role, e->category, e->rule, rule ? rule->title : "", kind_name(e->kind),
				       making_amount(e->quantity, quantity), dec_format(e->score, score),
				       dec_format(e->points, points), "posted", address_format(e->book, e->seq, address)});
	return 0;
}

static int make_deductions(struct making *m)
{
	struct deeds d = {.m = m};
	int rc = rulebook_read(m->l, &d.rules);

	if (rc == 0)
		rc = making_walk(m, deduction, &d);
	rulebook_free(d.rules);
	return rc;
}

static int count_receipt(void *ctx, const struct entry *e)
{
	struct deeds *d = ctx;

	if ((e->kind == KIND_REDEEM || e->kind == KIND_REFUND) && *e->household)
		*map_put(&d->receipts, e->ref, strlen(e->ref), 0, NULL) += e->kind == KIND_REDEEM ? 1 : -1;
	return 0;
}

/*
 * What was redeemed and given back within the period is no news; what was given back later is a row of the later
 * period, negative, so that the sums are those of the tally.
 */
static int redemption(void *ctx, const struct entry *e)
{
	struct deeds *d = ctx;
	struct making *m = d->m;
	char quantity[DEC_SIZE], points[DEC_SIZE], value[DEC_SIZE], cash[DEC_SIZE], title[256];
	const char *name, *group;
	int rc;

	if ((e->kind != KIND_REDEEM && e->kind != KIND_REFUND) || !*e->household ||
	    *map_get(&d->receipts, e->ref, strlen(e->ref)) == 0)
		return 0;
	rc = find_household(m, e, &name, &group);
	if (rc == 0)
		rc = item_title(m->l, m->book, e->item, title);
	if (rc)
		return rc;
	making_row(m, (const char *[]){e->book, m->period.text, e->ref, e->date, e->household, name, group, e->item,
				       title, making_negated(e->quantity, quantity), making_negated(e->points, points),
				       making_amount(e->value, value), making_amount(e->cash, cash),
				       e->kind == KIND_REDEEM ? "posted" : "void"});
	return 0;
}

static int make_redemptions(struct making *m)
{
	struct deeds d = {.m = m};
	int rc = making_walk(m, count_receipt, &d);

	if (rc == 0)
		rc = making_walk(m, redemption, &d);
	map_free(&d.receipts);
	return rc;
}

const struct making_kind making_deductions = {SHEET_DEDUCTIONS, deduction_columns, make_deductions};
const struct making_kind making_redemptions = {SHEET_REDEMPTIONS, redemption_columns, make_redemptions};
