/* Deductions of the period that stand. */
#include "job/notice/making.h"
#include "ledger/scheme/scheme.h"

static const char *const deduction_columns[] = {
	"event", "book",  "period", "date",     "household", "name",   "group", "member", "role", "category",
	"rule",  "title", "kind",   "quantity", "score",     "points", "state", "entry",  NULL};
struct deductions {
	struct making *m;
	struct rulebook *rules;
};

static int deduction(void *ctx, const struct entry *e)
{
	struct deductions *d = ctx;
	struct making *m = d->m;
	char quantity[DEC_SIZE], score[DEC_SIZE], points[DEC_SIZE], address[ADDRESS_SIZE];
	const char *name, *group;
	const struct rule *rule;
	int64_t reversed;
	int rc;

	if (e->kind != KIND_DEDUCT && e->kind != KIND_VETO)
		return 0;
	rc = journal_corrected(m->l, m->book->id, e->seq, KIND_REVERSE, &reversed);
	if (rc || reversed)
		return rc;
	rule = rulebook_peek(m->l, d->rules, m->book, e->rule, e->date, NULL);
	rc = making_household(m, e, &name, &group);
	if (rc)
		return rc;
	making_row(m,
		   (const char *[]){e->id, e->book, m->period.text, e->date, e->household, name, group, e->member,
				    e->role, e->category, e->rule, rule ? rule->title : "", kind_name(e->kind),
				    making_amount(e->quantity, quantity), dec_format(e->score, score),
				    dec_format(e->points, points), "posted", address_format(e->book, e->seq, address)});
	return 0;
}

static int make_deductions(struct making *m)
{
	struct deductions d = {.m = m};
	int rc = rulebook_read(m->l, &d.rules);

	if (rc == 0)
		rc = making_walk(m, deduction, &d);
	rulebook_free(d.rules);
	return rc;
}

const struct making_kind making_deductions = {SHEET_DEDUCTIONS, deduction_columns, make_deductions};
