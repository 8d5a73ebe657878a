/*
 * Every entry at a merchant stands on the bill that its place in the journal gives it, and on no other; bills and what
 * was paid for them are what their entries say.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/check/internal.h"
#include "ledger/journal/bills.h"

struct payable {
	int64_t seq;
	int64_t owed;
	int64_t corrects; /* the entry a refund takes back, 0: none */
	char shop[80];
	char period[MONTH_SIZE];
	size_t bill; /* its number in the list + 1, 0: not billed */
};

struct bills {
	struct payable *payables;
	size_t n, room;
	struct bill *all;
	size_t nbills;
	struct map numbers; /* year → the number of its newest bill */
};

static int check_bills_start(struct checking *c, void **state)
{
	(void)c;
	*state = xcalloc(1, sizeof(struct bills));
	return 0;
}

static void check_bills_owe(struct bills *x, const struct entry *e)
{
	struct payable *p;
	char book[128];

	if (x->n == x->room) {
		x->room = x->room ? 2 * x->room : 64;
		x->payables = xrealloc(x->payables, x->room, sizeof *x->payables);
	}
	p = &x->payables[x->n++];
	*p = (struct payable){.seq = e->seq, .owed = entry_payable(e)};
	snprintf(p->shop, sizeof p->shop, "%s", e->shop);
	memcpy(p->period, e->period, MONTH_SIZE);
	if (e->kind == KIND_REFUND)
		address_parse(e->corrects, book, sizeof book, &p->corrects);
}

/* Whether what a refund takes back stands on that bill. Payables lie in order of their entries. */
static bool takes_back(const struct bills *x, const struct payable *refund, size_t bill)
{
	size_t low = 0, high = x->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (x->payables[mid].seq < refund->corrects)
			low = mid + 1;
		else
			high = mid;
	}
	return refund->corrects && low < x->n && x->payables[low].seq == refund->corrects &&
	       x->payables[low].bill == bill;
}

/* Bills are numbered from 1 in each year, in the order of their entries; a clock set back goes on in the old year. */
static int check_bills_number(struct checking *c, struct bills *x, const struct entry *e)
{
	const char *dash = strrchr(e->ref, '-');
	char number[BILL_SIZE];
	int64_t year = dash && dash - e->ref > 5 ? atoll(dash - 4) : 0;
	int64_t *newest = map_put(&x->numbers, &year, sizeof year, 0, NULL);

	++*newest;
	snprintf(number, sizeof number, "%s-B%lld-%04lld", e->book, (long long)year, (long long)*newest);
	if (strcmp(number, e->ref) == 0)
		return 0;
	return check_fault(c, _("entry %s:%lld: the bill %s should be number %s"), e->book, (long long)e->seq, e->ref,
			   number);
}

static int check_bills_bill(struct checking *c, struct bills *x, const struct entry *e)
{
	struct bill b = {.book = c->book, .seq = e->seq, .owed = entry_payable(e)};
	char month[MONTH_SIZE], says[DEC_SIZE], gives[DEC_SIZE];
	struct period period;
	int64_t sum = 0;

	if (!period_parse(e->act, &period))
		return check_fault(c, _("entry %s:%lld: the bill is for `%s`, which is no period"), e->book,
				   (long long)e->seq, e->act);
	month_of(period.last, month);
	snprintf(b.number, sizeof b.number, "%s", e->ref);
	snprintf(b.shop, sizeof b.shop, "%s", e->shop);
	snprintf(b.period, sizeof b.period, "%s", e->act);
	x->all = xrealloc(x->all, x->nbills + 1, sizeof *x->all);
	x->all[x->nbills++] = b;
	for (size_t i = 0; i < x->n; i++) {
		struct payable *p = &x->payables[i];
		if (p->bill || strcmp(p->shop, b.shop) != 0)
			continue;
		if (strcmp(p->period, month) > 0 && !takes_back(x, p, x->nbills))
			continue;
		p->bill = x->nbills;
		sum += p->owed;
	}
	if (sum != b.owed)
		return check_fault(c, _("entry %s:%lld: bill %s says %s yuan, what stands on it is %s"), e->book,
				   (long long)e->seq, e->ref, dec_human(b.owed, says), dec_human(sum, gives));
	return check_bills_number(c, x, e);
}

static int check_bills_pay(struct checking *c, struct bills *x, const struct entry *e)
{
	for (size_t i = x->nbills; i-- > 0;) {
		struct bill *b = &x->all[i];
		if (strcmp(b->number, e->ref) != 0)
			continue;
		b->paid -= e->money;
		if (b->paid > b->owed)
			return check_fault(c, _("entry %s:%lld pays more than bill %s says"), e->book,
					   (long long)e->seq, e->ref);
		return 0;
	}
	return check_fault(c, _("entry %s:%lld pays the bill %s, which is none before it"), e->book, (long long)e->seq,
			   e->ref);
}

static int check_bills_entry(struct checking *c, void *state, const struct entry *e)
{
	struct bills *x = state;

	if (entry_is_payable(e))
		check_bills_owe(x, e);
	if (e->kind == KIND_BILL)
		return check_bills_bill(c, x, e);
	return e->kind == KIND_FUND && *e->ref ? check_bills_pay(c, x, e) : 0;
}

static int check_bills_not_kept(struct checking *c)
{
	return check_fault(c, _("%s: what merchants are owed is not kept entry by entry as the journal has it"), c->book->code);
}

static int check_bills_payables(struct checking *c, const struct bills *x)
{
	struct rows r;
	size_t i = 0;
	int rc;

	checks_walk(c->l, CHECKED_PAYABLES, c->book, &r);
	for (; db_next(&r); i++) {
		if (i == x->n) {
			r.rc = check_bills_not_kept(c);
			break;
		}
		const struct payable *p = &x->payables[i];
		const char *number = p->bill ? x->all[p->bill - 1].number : "";
		if (db_int(&r, 0) != p->seq || strcmp(db_text(&r, 1), p->shop) != 0 ||
		    strcmp(db_text(&r, 2), p->period) != 0 || strcmp(db_text(&r, 3), number) != 0 ||
		    db_int(&r, 4) != p->corrects)
			r.rc = check_fault(
				c, _("entry %s:%lld: what is owed for it is kept on bill `%s`, it belongs on `%s`"),
				c->book->code, (long long)p->seq, db_text(&r, 3), number);
	}
	rc = db_end(&r);
	return rc || i == x->n ? rc : check_bills_not_kept(c);
}

static bool check_bills_same(const struct bill *b, const struct rows *r)
{
	return strcmp(db_text(r, 0), b->number) == 0 && db_int(r, 1) == b->seq && strcmp(db_text(r, 2), b->shop) == 0 &&
	       strcmp(db_text(r, 3), b->period) == 0 && db_int(r, 4) == b->owed && db_int(r, 5) == b->paid;
}

static int check_bills_kept(struct checking *c, const struct bills *x)
{
	struct rows r;
	size_t i = 0;
	int rc;

	checks_walk(c->l, CHECKED_BILLS, c->book, &r);
	while (db_next(&r)) {
		if (i == x->nbills || !check_bills_same(&x->all[i], &r))
			r.rc = check_fault(c, _("%s: bill %s is kept otherwise than its entries say"), c->book->code,
					 db_text(&r, 0));
		i++;
	}
	rc = db_end(&r);
	if (rc == 0 && i != x->nbills)
		rc = check_fault(c, _("%s: %zu bills are kept, the journal has %zu"), c->book->code, i, x->nbills);
	return rc;
}

static int counted_wrong(struct checking *c, int64_t year, int64_t kept, int64_t given)
{
	return check_fault(c, _("%s: %lld bills are counted for %lld, the journal has given number %lld"),
			   c->book->code, (long long)kept, (long long)year, (long long)given);
}

static int check_bills_counters(struct checking *c, struct bills *x)
{
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_COUNTERS, c->book, &r);
	while (db_next(&r)) {
		int64_t year = db_int(&r, 1), *given;
		if (strcmp(db_text(&r, 0), "bill") != 0)
			continue;
		given = map_put(&x->numbers, &year, sizeof year, 0, NULL);
		if (db_int(&r, 2) != *given)
			r.rc = counted_wrong(c, year, db_int(&r, 2), *given);
		*given = 0; /* seen */
	}
	rc = db_end(&r);
	for (size_t i = 0; i < x->numbers.n && rc == 0; i++) {
		int64_t year;
		memcpy(&year, map_key(&x->numbers, i, NULL), sizeof year);
		if (map_value(&x->numbers, i) != 0)
			rc = counted_wrong(c, year, 0, map_value(&x->numbers, i));
	}
	return rc;
}

static int check_bills_end(struct checking *c, void *state)
{
	int rc = check_bills_payables(c, state);

	if (rc == 0)
		rc = check_bills_kept(c, state);
	return rc ? rc : check_bills_counters(c, state);
}

static void check_bills_free(void *state)
{
	struct bills *x = state;

	if (x) {
		map_free(&x->numbers);
		free(x->payables);
		free(x->all);
	}
	free(x);
}

const struct check_part check_bills = {check_bills_start, check_bills_entry, check_bills_end, check_bills_free};
