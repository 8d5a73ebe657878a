/* Every source of the fund has what came in less what went out. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/check/internal.h"
#include "ledger/journal/fund.h"

struct funds {
	struct map index; /* source → number */
	struct fund *all;
	size_t n;
};

static int check_fund_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct funds));
	return 0;
}

static struct fund *check_fund_find(struct funds *f, const char *source)
{
	bool added;
	int64_t *at = map_put(&f->index, source, strlen(source), (int64_t)f->n, &added);

	if (added) {
		f->all = xrealloc(f->all, f->n + 1, sizeof *f->all);
		f->all[f->n++] = (struct fund){.received = 0};
	}
	return &f->all[*at];
}

static int check_fund_entry(struct checking *c, void *state, const struct entry *e)
{
	const char *source = entry_source(e);
	struct funds *f = state;
	bool fits = true;

	if (entry_is_donation(e)) {
		struct fund *at = check_fund_find(f, e->account);
		fits = dec_add(at->goods, e->value, &at->goods);
	} else if (source) {
		struct fund *at = check_fund_find(f, source);
		fits = e->money > 0 ? dec_add(at->received, e->money, &at->received)
				    : dec_sub(at->paid, e->money, &at->paid);
	}
	return fits ? 0
		    : check_fault(c, _("entry %s:%lld: the fund is more than can be counted"), e->book,
				  (long long)e->seq);
}

static int check_fund_differs(struct checking *c, const char *source, const struct fund *says, const struct fund *gives)
{
	char a[DEC_SIZE], b[DEC_SIZE], x[DEC_SIZE], y[DEC_SIZE];

	if (says->goods != gives->goods)
		return check_fault(c, _("%s: goods given by %s are kept as %s yuan, the entries give %s"),
				   c->book->code, source, dec_human(says->goods, a), dec_human(gives->goods, b));
	return check_fault(c, _("%s: the source %s is kept with %s yuan in and %s out, the entries give %s and %s"),
			   c->book->code, source, dec_human(says->received, a), dec_human(says->paid, x),
			   dec_human(gives->received, b), dec_human(gives->paid, y));
}

static bool check_fund_same(const struct fund *a, const struct fund *b)
{
	return a->received == b->received && a->paid == b->paid && a->goods == b->goods;
}

static int check_fund_end(struct checking *c, void *state)
{
	static const struct fund nothing = {.received = 0};
	struct funds *f = state;
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_FUNDS, c->book, &r);
	while (db_next(&r)) {
		struct fund says, *gives = check_fund_find(f, db_text(&r, 0));
		fund_row(&r, &says);
		if (!check_fund_same(&says, gives))
			r.rc = check_fund_differs(c, says.account, &says, gives);
		*gives = nothing; /* seen */
	}
	rc = db_end(&r);
	for (size_t i = 0; i < f->n && rc == 0; i++)
		if (!check_fund_same(&f->all[i], &nothing))
			rc = check_fund_differs(c, map_key(&f->index, i, NULL), &nothing, &f->all[i]);
	return rc;
}

static void check_fund_free(void *state)
{
	struct funds *f = state;

	if (f) {
		map_free(&f->index);
		free(f->all);
	}
	free(f);
}

const struct check_part check_fund = {check_fund_start, check_fund_entry, check_fund_end, check_fund_free};
