/* Disputes on a household's card. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/card/internal.h"

static int add_dispute(void *ctx, const struct dispute *d)
{
	struct card_disputes *c = ctx;

	c->all = xrealloc(c->all, c->n + 1, sizeof *c->all);
	c->all[c->n++] = *d;
	return 0;
}

int card_disputes_read(struct ledger *l, struct household *h, struct card_disputes *out)
{
	*out = (struct card_disputes){0};
	return disputes_each(l, h->book, h->id, add_dispute, out);
}

void card_disputes_free(struct card_disputes *c)
{
	free(c->all);
	*c = (struct card_disputes){0};
}

int card_dispute_say(struct ledger *l, const struct dispute *d, struct buf *out)
{
	char due[DATE_SIZE] = "";
	int rc = d->state == DISPUTE_PENDING ? dispute_due(l, d, due) : 0;

	if (d->entry)
		buf_printf(out, _("Dispute %s of %s, notice %s, entry %s:%lld: "), d->number, d->date, d->notice,
			   d->book->code, (long long)d->entry);
	else
		buf_printf(out, _("Dispute %s of %s, notice %s: "), d->number, d->date, d->notice);
	if (d->state == DISPUTE_PENDING)
		buf_printf(out, _("pending, to be decided by %s"), due);
	else if (d->state == DISPUTE_REJECTED)
		buf_printf(out, _("rejected on %s"), d->decided);
	else
		buf_printf(out, _("accepted on %s, corrected by %s:%lld"), d->decided, d->book->code,
			   (long long)d->correction);
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
