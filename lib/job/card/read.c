/* What a card says, whatever it looks like. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/card/internal.h"

static int fill_entry(struct card *c, const struct entry *e, struct card_entry *x)
{
	struct buf numbers = {0};
	int rc = card_title(c->run, c->h->book, e, &x->title);

	x->seq = e->seq;
	memcpy(x->date, e->date, sizeof x->date);
	memcpy(x->period, e->period, sizeof x->period);
	x->kind = e->kind;
	x->rule = xstrdup(e->rule);
	x->item = xstrdup(e->item);
	x->quantity = e->quantity < 0 && e->quantity != BLANK ? -e->quantity : e->quantity;
	x->score = e->score;
	x->points = e->points;
	x->corrects = xstrdup(e->corrects);
	x->disputes = xstrdup(card_disputes_of(&c->disputes, e->seq, &numbers));
	x->reason = xstrdup("");
	address_format(e->book, e->seq, c->address);
	memcpy(c->hash, e->hash, sizeof c->hash);
	buf_free(&numbers);
	return rc;
}

static int read_entry(struct card *c, int64_t seq, int64_t *balance)
{
	struct card_entry *x = &c->entries[c->n];
	struct entry_store store;
	struct entry e;
	int rc = journal_get(c->run->l, c->h->book->id, seq, &e, &store);

	*x = (struct card_entry){.seq = seq};
	if (rc == 0) {
		c->n++;
		rc = fill_entry(c, &e, x);
		if (rc == 0 && !dec_add(*balance, e.points, balance))
			rc = diag_error(c->run->l->diag, EX_DATAERR, _("the points of household %s cannot be counted"),
					c->h->code);
		x->balance = *balance;
	}
	entry_store_free(&store);
	return rc;
}

static int read_entries(struct card *c)
{
	int64_t *seqs = NULL, balance = 0;
	size_t n = 0;
	int rc = journal_chain(c->run->l, c->h, 0, &seqs, &n);

	if (rc == 0)
		c->entries = xcalloc(n + 1, sizeof *c->entries);
	while (rc == 0 && n-- > 0)
		rc = read_entry(c, seqs[n], &balance);
	free(seqs);
	if (rc == 0 && balance != c->h->balance)
		rc = diag_error(c->run->l->diag, EX_DATAERR,
				_("the entries of household %s do not add up to its balance; pts-check tells more"),
				c->h->code);
	return rc;
}

/* What is left of an entry may be several lots with days of their own. Lots are in order of their days. */
static void add_lot(struct card_entry *x, const struct lot *lot, enum hold why)
{
	char *reason;

	x->left += lot->points;
	if (!*x->last_day && strcmp(lot->last_day, DAY_NEVER) != 0)
		memcpy(x->last_day, lot->last_day, sizeof x->last_day);
	if (strstr(x->reason, hold_name(why)))
		return;
	reason = xasprintf("%s%s%s", x->reason, *x->reason ? " " : "", hold_name(why));
	free(x->reason);
	x->reason = reason;
}

static void add_lots(struct card *c, const struct held_lots *lots)
{
	/* Both small and few; entries are in order of seq. */
	for (size_t i = 0; i < lots->lots.n; i++) {
		size_t from = 0, to = c->n;
		while (from < to) {
			size_t middle = from + (to - from) / 2;
			if (c->entries[middle].seq < lots->lots.lot[i].seq)
				from = middle + 1;
			else
				to = middle;
		}
		if (from < c->n && c->entries[from].seq == lots->lots.lot[i].seq)
			add_lot(&c->entries[from], &lots->lots.lot[i], lots->why[i]);
	}
}

int card_read(struct carding *run, struct household *h, struct card *out)
{
	struct held_lots lots = {.why = NULL};
	int rc = roster_account(run->l, h);

	*out = (struct card){.run = run, .h = h};
	if (rc == 0)
		rc = household_available(run->l, h, &out->available);
	if (rc == 0)
		rc = card_disputes_read(run->l, h, &out->disputes);
	if (rc == 0)
		rc = read_entries(out);
	if (rc == 0)
		rc = held_lots_read(run->l, h, &lots);
	if (rc == 0) {
		add_lots(out, &lots);
		rc = card_read_why(out, &lots);
	}
	if (rc == 0)
		rc = card_read_honors(out);
	held_lots_free(&lots);
	return rc;
}

void card_free(struct card *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct card_entry *x = &c->entries[i];
		char *texts[] = {x->rule, x->item, x->title, x->corrects, x->disputes, x->reason};
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			free(texts[k]);
	}
	free(c->entries);
	card_disputes_free(&c->disputes);
	card_lines_free(&c->why);
	card_lines_free(&c->about);
	card_lines_free(&c->expiry);
	card_lines_free(&c->grades);
	card_lines_free(&c->honors);
}
