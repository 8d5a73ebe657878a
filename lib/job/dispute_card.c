#include "job/dispute_card.h"

#include <stdlib.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/dispute_row.h"
#include "ledger/available.h"

static int add(void *ctx, const struct dispute *d)
{
	struct card_disputes *c = ctx;

	c->all = xrealloc(c->all, c->n + 1, sizeof *c->all);
	c->all[c->n++] = *d;
	return 0;
}

int card_disputes_read(struct ledger *l, struct household *h, struct card_disputes *out)
{
	*out = (struct card_disputes){0};
	return disputes_each(l, h->book, h->id, add, out);
}

void card_disputes_free(struct card_disputes *c)
{
	free(c->all);
	*c = (struct card_disputes){0};
}

static void print_subject(FILE *f, const struct dispute *d)
{
	if (d->entry)
		fprintf(f, _("Dispute %s of %s, notice %s, entry %s:%lld: "), d->number, d->date, d->notice,
			d->book->code, (long long)d->entry);
	else
		fprintf(f, _("Dispute %s of %s, notice %s: "), d->number, d->date, d->notice);
}

static int print_one(FILE *f, struct ledger *l, const struct dispute *d)
{
	char due[DATE_SIZE];
	int rc = 0;

	if (d->state == DISPUTE_PENDING)
		rc = dispute_due(l, d, due);
	if (rc)
		return rc;
	print_subject(f, d);
	if (d->state == DISPUTE_PENDING)
		fprintf(f, _("pending, to be decided by %s\n"), due);
	else if (d->state == DISPUTE_REJECTED)
		fprintf(f, _("rejected on %s\n"), d->decided);
	else
		fprintf(f, _("accepted on %s, corrected by %s:%lld\n"), d->decided, d->book->code,
			(long long)d->correction);
	return 0;
}

int card_disputes_print(FILE *f, struct ledger *l, struct household *h, const struct card_disputes *c)
{
	char frozen[DEC_SIZE];
	struct available has = {0};
	int rc = c->n ? household_available(l, h, &has) : 0;

	if (rc || c->n == 0)
		return rc;
	if (has.disputed > 0)
		fprintf(f, _("Disputed %s, which cannot be spent until that is decided\n"), dec_human(has.disputed, frozen));
	for (size_t i = 0; i < c->n && rc == 0; i++)
		rc = print_one(f, l, &c->all[i]);
	return rc;
}

const char *card_disputes_of(const struct card_disputes *c, int64_t seq, struct buf *b)
{
	buf_clear(b);
	for (size_t i = 0; i < c->n; i++)
		if (c->all[i].entry == seq || c->all[i].correction == seq)
			buf_printf(b, "%s%s", b->n ? " " : "", c->all[i].number);
	return buf_str(b);
}
