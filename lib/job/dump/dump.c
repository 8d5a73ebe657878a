/* The journal as plain-text accounting. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/dump/dump.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/stock.h"

#define POINTS "points"
#define YUAN   "CNY"

/* Both programs want accounts and commodities declared before they are used, so the journal is read twice. */
struct dump {
	struct job *job;
	struct ledger *l;
	bool declaring;
	struct map accounts;
	struct map commodities;
	struct buf body; /* postings of the present entry */
};

/* A commodity's symbol may not be a word of the two others; quotes keep digits and dashes in it. */
static void commodity_of(const char *item, struct buf *b)
{
	bool taken = strcmp(item, POINTS) == 0 || strcmp(item, YUAN) == 0;

	buf_printf(b, "\"%s%s\"", taken ? "item " : "", item);
}

static void dump_declare(struct map *m, const char *name)
{
	map_put(m, name, strlen(name), 0, NULL);
}

/* One posting, unless it moves nothing. */
static void dump_posting(struct dump *x, const char *account, int64_t amount, const char *commodity)
{
	char text[DEC_SIZE];

	if (amount == 0)
		return;
	if (x->declaring) {
		dump_declare(&x->accounts, account);
		dump_declare(&x->commodities, commodity);
	} else {
		buf_printf(&x->body, "    %s  %s %s\n", account, dec_format(amount, text), commodity);
	}
}

/* Two postings that cancel out: `amount` to the first account, from the second. Their names are BOOK:PART[:PART] behind
 * a word. */
static void dump_move(struct dump *x, const char *to, const char *from, int64_t amount, const char *commodity)
{
	dump_posting(x, to, amount, commodity);
	dump_posting(x, from, -amount, commodity);
}

static void dump_points(struct dump *x, const struct entry *e)
{
	char *household = xasprintf("Households:%s:%s", e->book, e->household),
	     *other = xasprintf("Points:%s:%s", e->book, kind_name(e->kind));

	if (*e->household)
		dump_move(x, household, other, e->points, POINTS);
	free(household);
	free(other);
}

/* What the goods are worth moves with them: a stock entry says it, of redeemed goods it is kept. */
static int dump_goods(struct dump *x, const struct entry *e)
{
	char *shelf, *other, *worth, *cost;
	struct buf commodity = {0};
	int64_t value = e->value == BLANK ? 0 : e->value;
	int rc = 0;

	if (!entry_moves_goods(e))
		return 0;
	if (e->kind != KIND_STOCK)
		rc = stock_cost(x->l, e->book_id, e->seq, &value);
	if (e->kind != KIND_STOCK)
		value = -value;
	shelf = xasprintf("Goods:%s:%s:%s", e->book, e->shop, e->item);
	other = xasprintf("Moved:%s:%s", e->book, kind_name(e->kind));
	worth = xasprintf("Stock:%s:%s:%s", e->book, e->shop, e->item);
	cost = xasprintf("Cost:%s:%s", e->book, kind_name(e->kind));
	commodity_of(e->item, &commodity);
	dump_move(x, shelf, other, e->quantity, buf_str(&commodity));
	dump_move(x, worth, cost, value, YUAN);
	buf_free(&commodity);
	free(shelf);
	free(other);
	free(worth);
	free(cost);
	return rc;
}

/* Money of the fund: paid to a merchant it settles what he is owed, else it comes from outside or goes there. */
static void dump_money(struct dump *x, const struct entry *e)
{
	const char *source = entry_source(e);
	char *fund, *other;

	if (!source)
		return;
	fund = xasprintf("Fund:%s:%s", e->book, source);
	if (e->kind == KIND_FUND && *e->shop)
		other = xasprintf("Merchants:%s:%s", e->book, e->shop);
	else
		other = xasprintf("Money:%s:%s", e->book, e->kind != KIND_FUND ? "till" : e->money > 0 ? "in" : "out");
	dump_move(x, fund, other, e->money, YUAN);
	free(fund);
	free(other);
}

/* What is owed: to a merchant, and between villages as the household's side says it. */
static void dump_debts(struct dump *x, const struct entry *e)
{
	char *owed = NULL, *other = xasprintf("Redeemed:%s", e->book);
	bool payable = entry_is_payable(e);

	if (payable)
		owed = xasprintf("Merchants:%s:%s", e->book, e->shop);
	else if (entry_is_elsewhere(e))
		owed = xasprintf("Villages:%s:%s", e->book, e->account);
	if (owed)
		dump_move(x, other, owed, payable ? entry_payable(e) : entry_unpaid(e->value, e->cash), YUAN);
	free(owed);
	free(other);
}

static int dump_entry(void *ctx, const struct entry *e)
{
	struct dump *x = ctx;
	const char *what = *e->rule ? e->rule : *e->item ? e->item : "";
	int rc;

	buf_clear(&x->body);
	dump_points(x, e);
	rc = dump_goods(x, e);
	dump_money(x, e);
	dump_debts(x, e);
	if (rc || x->declaring || x->body.n == 0)
		return rc;
	fprintf(x->job->out, "\n%s * (%s:%" PRId64 ") %s%s%s%s%s\n%s", e->date, e->book, e->seq, kind_name(e->kind),
		*what ? " " : "", what, *e->ref ? " " : "", e->ref, x->body.s);
	return 0;
}

static int dump_book(void *ctx, const struct book *book)
{
	struct dump *x = ctx;

	return journal_each(x->l, book, 1, 0, dump_entry, x);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names in their order, so that the same ledger gives the same text. */
static const char **sorted_names(const struct map *m)
{
	const char **names = xcalloc(m->n + 1, sizeof *names);

	for (size_t i = 0; i < m->n; i++)
		names[i] = map_key(m, i, NULL);
	qsort(names, m->n, sizeof *names, compare_names);
	return names;
}

static void print_declarations(struct dump *x)
{
	const char **commodities = sorted_names(&x->commodities), **accounts = sorted_names(&x->accounts);
	FILE *f = x->job->out;

	fputs("; written by pts-dump: read it with hledger -f or ledger -f\n\n", f);
	for (size_t i = 0; commodities[i]; i++)
		fprintf(f, "commodity %s\n    format 1000.00 %s\n", commodities[i], commodities[i]);
	for (size_t i = 0; accounts[i]; i++)
		fprintf(f, "%saccount %s\n", i ? "" : "\n", accounts[i]);
	free(commodities);
	free(accounts);
}

int job_dump_ledger(struct job *job)
{
	struct dump x = {.job = job, .declaring = true};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	rc = ledger_read_begin(x.l);
	if (rc == 0)
		rc = books_each(x.l, job->book, dump_book, &x);
	if (rc == 0) {
		print_declarations(&x);
		x.declaring = false;
		rc = books_each(x.l, job->book, dump_book, &x);
	}
	ledger_read_end(x.l);
	map_free(&x.accounts);
	map_free(&x.commodities);
	buf_free(&x.body);
	ledger_close(x.l);
	return rc;
}
