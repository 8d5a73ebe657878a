/* Events that caps had cut: a reversal frees their room, but does not score them again. */
#include <stdlib.h>
#include <string.h>

#include "domain/period.h"
#include "domain/score.h"
#include "job/deed.h"

/* Is this a later event of the same window that would have got more with its room to itself? */
static bool was_cut(const struct deeds *d, const struct entry *of, const struct household *h, const struct entry *e)
{
	const struct rule *rule;
	char own[WINDOW_SIZE], freed[WINDOW_SIZE];
	const struct usage nothing = {0};
	struct deed deed = {.quantity = e->quantity, .points = BLANK};
	struct grant alone;
	day_t day, of_day;

	if (e->kind != KIND_EARN || strcmp(e->rule, of->rule) != 0 || !date_parse(e->date, &day) || !date_parse(of->date, &of_day))
		return false;
	rule = rulebook_peek(d->l, d->rules, h->book, e->rule, e->date, NULL);
	if (!rule || !*rule->cap_per || (rule->cap_member && strcmp(e->member, of->member) != 0))
		return false;
	if (strcmp(window_of(day, rule->cap_per, own), window_of(of_day, rule->cap_per, freed)) != 0)
		return false;
	if (rule->points == BLANK)
		deed = (struct deed){.quantity = 100, .points = e->quantity};
	return score_deed(rule, &nothing, &deed, &alone) == SCORE_OK && alone.score > e->score;
}

static int add_cut(const struct deeds *d, const struct entry *of, const struct household *h, int64_t seq, struct buf *out)
{
	struct entry_store store;
	struct entry e;
	int64_t reversed = 0;
	int rc = journal_get(d->l, of->book_id, seq, &e, &store) == 1 ? 0 : EX_IOERR;

	if (rc == 0 && was_cut(d, of, h, &e)) {
		reversed = journal_corrected(d->l, of->book_id, seq, KIND_REVERSE);
		if (reversed == 0)
			buf_printf(out, " %s:%lld", of->book, (long long)seq);
	}
	entry_store_free(&store);
	return reversed < 0 ? EX_IOERR : rc;
}

int deeds_cut(const struct deeds *d, const struct entry *of, struct household *h, struct buf *out)
{
	int64_t *seqs = NULL;
	size_t n = 0;
	int rc = 0;

	if (of->kind != KIND_EARN || of->score <= 0)
		return 0;
	rc = journal_chain(d->l, h, of->seq, &seqs, &n);
	while (rc == 0 && n-- > 0)
		rc = add_cut(d, of, h, seqs[n], out);
	free(seqs);
	return rc;
}
