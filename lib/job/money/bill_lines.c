/* Reading what stands on a bill. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/money/internal.h"
#include "ledger/journal/journal.h"
#include "ledger/records/redemptions.h"
#include "ledger/scheme/scheme.h"

/* The household's entry of a redemption stands in its own book, whose code the shop's entry has as its account. */
static int redemption_entry(struct ledger *l, const struct entry *e, struct entry *out, struct entry_store *store, bool *found)
{
	const struct book *book = *e->account ? book_lookup(l, e->account) : book_by_id(l, e->book_id);
	struct redemption r;
	int rc;

	*found = false;
	rc = book ? redemption_find(l, book, e->ref, &r, found) : 0;
	return rc || !*found ? rc : journal_get(l, r.book->id, r.seq, out, store);
}

/* What the household paid in points; of a coupon that was used, its share of the order. */
static int paid_points(struct ledger *l, const struct entry *e, int64_t *points)
{
	struct entry_store store = {.n = 0};
	struct entry of;
	bool found;
	int rc;

	*points = -e->points;
	if (*e->household && e->kind != KIND_USE)
		return 0;
	rc = redemption_entry(l, e, &of, &store, &found);
	if (rc == 0 && found) {
		*points = e->kind == KIND_REFUND ? of.points : -of.points;
		if (e->kind == KIND_USE && of.quantity != BLANK && of.quantity != 0)
			dec_muldiv(*points, 100, -of.quantity, points);
	}
	entry_store_free(&store);
	return rc;
}

/* Whether what a refund takes back stood on another bill. */
static int find_credit(struct ledger *l, const struct bill *b, const struct entry *e, bool *credit)
{
	char code[128], number[BILL_SIZE];
	int64_t seq;
	int rc;

	*credit = false;
	if (e->kind != KIND_REFUND || !address_parse(e->corrects, code, sizeof code, &seq))
		return 0;
	rc = bill_of(l, b->book->id, b->shop, seq, number);
	*credit = *number && strcmp(number, b->number) != 0;
	return rc;
}

static int read_bill_line(struct ledger *l, const struct bill *b, int64_t seq, struct bill_line *line,
		     struct entry_store *store)
{
	struct entry *e = &line->e;
	int rc = journal_get(l, b->book->id, seq, e, store);

	if (rc)
		return rc;
	line->coupon = e->kind == KIND_USE;
	line->pieces = e->kind == KIND_USE ? 100 : e->quantity == BLANK ? 0 : -e->quantity;
	line->value = e->value == BLANK ? 0 : e->value;
	line->cash = e->cash == BLANK ? 0 : e->cash;
	line->owed = entry_payable(e);
	rc = paid_points(l, e, &line->points);
	return rc ? rc : find_credit(l, b, e, &line->credit);
}

struct entry_numbers {
	int64_t *seq;
	size_t n;
};

static int read_numbers(struct ledger *l, const struct bill *b, struct entry_numbers *out)
{
	struct rows r;

	bill_entries(l, b->book->id, b->number, &r);
	while (db_next(&r)) {
		if ((out->n & (out->n - 1)) == 0)
			out->seq = xrealloc(out->seq, out->n ? 2 * out->n : 1, sizeof *out->seq);
		out->seq[out->n++] = db_int(&r, 0);
	}
	return db_end(&r);
}

int bill_each(struct ledger *l, const struct bill *b, int (*f)(void *ctx, const struct bill_line *line), void *ctx)
{
	struct entry_numbers all = {NULL, 0};
	int rc = read_numbers(l, b, &all);

	for (size_t i = 0; i < all.n && rc == 0; i++) {
		struct entry_store store = {.n = 0};
		struct bill_line line = {.title = ""};
		char title[256];
		rc = read_bill_line(l, b, all.seq[i], &line, &store);
		if (rc == 0)
			rc = item_title(l, b->book, line.e.item, title);
		line.title = title;
		if (rc == 0)
			rc = f(ctx, &line);
		entry_store_free(&store);
	}
	free(all.seq);
	return rc;
}

struct adding {
	struct ledger *l;
	struct bill_sums *sums;
};

static int add_bill_line(void *ctx, const struct bill_line *line)
{
	struct adding *a = ctx;
	struct bill_sums *s = a->sums;
	bool fits = true;

	if (line->credit) {
		fits = dec_sub(s->credit, line->owed, &s->credit);
	} else {
		s->redemptions += line->e.kind == KIND_REFUND ? -1 : 1;
		s->coupons += line->coupon;
		fits = dec_add(s->value, line->value, &s->value) && dec_add(s->cash, line->cash, &s->cash) &&
		       dec_add(s->points, line->points, &s->points);
	}
	return fits ? 0 : diag_error(a->l->diag, EX_DATAERR, _("a bill is more than can be counted"));
}

int bill_add_up(struct ledger *l, const struct bill *b, struct bill_sums *out)
{
	struct adding a = {l, out};

	*out = (struct bill_sums){0};
	return bill_each(l, b, add_bill_line, &a);
}
