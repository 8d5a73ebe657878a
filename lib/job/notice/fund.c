/* Money by source and purpose: what came, what went, what is left. */
#include "base/buf.h"
#include "job/notice/making.h"
#include "ledger/journal/notes.h"

static const char *const fund_columns[] = {"book",  "period", "entry", "date",    "kind", "account",
					   "title", "income", "spent", "balance", NULL};

struct fund_rows {
	struct making *m;
	int64_t balance; /* fen */
};

static int fund_before(void *ctx, const struct entry *e, bool before)
{
	struct fund_rows *g = ctx;

	if (before && e->money != BLANK && !dec_add(g->balance, e->money, &g->balance))
		return making_too_big(g->m);
	return 0;
}

static int fund_row(void *ctx, const struct entry *e)
{
	struct fund_rows *g = ctx;
	struct making *m = g->m;
	char address[ADDRESS_SIZE], amount[DEC_SIZE], balance[DEC_SIZE];
	struct buf purpose = {0};
	int rc;

	if (e->money == BLANK || e->money == 0)
		return 0;
	if (!dec_add(g->balance, e->money, &g->balance))
		return making_too_big(g->m);
	rc = note_text(m->l, m->book->id, e->seq, &purpose);
	if (rc)
		return rc;
	dec_format(e->money < 0 ? -e->money : e->money, amount);
	making_row(m, (const char *[]){e->book, m->period.text, address_format(e->book, e->seq, address), e->date,
				       kind_name(e->kind), e->account,
				       e->kind == KIND_FUND ? buf_str(&purpose) : e->ref, e->money > 0 ? amount : "",
				       e->money < 0 ? amount : "", dec_format(g->balance, balance)});
	buf_free(&purpose);
	return 0;
}

static int make_fund(struct making *m)
{
	struct fund_rows g = {.m = m};
	char balance[DEC_SIZE];
	int rc = making_walk_until(m, fund_before, &g);

	if (rc == 0 && g.balance != 0)
		making_row(m, (const char *[]){m->book->code, m->period.text, "", "", "opening", "", "", "", "",
					       dec_format(g.balance, balance)});
	return rc ? rc : making_walk(m, fund_row, &g);
}

const struct making_kind making_fund = {SHEET_FUND, fund_columns, make_fund};
