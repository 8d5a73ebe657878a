/* Events that caps had cut: a reversal frees their room, but does not score them again. */
#include <stdlib.h>
#include <string.h>

#include "domain/period.h"
#include "domain/score.h"
#include "job/event/internal.h"

/* Do two days lie in one window of this kind? */
static bool same_window(const char *per, day_t a, day_t b)
{
	char first[WINDOW_SIZE], second[WINDOW_SIZE];

	return *per && strcmp(window_of(a, per, first), window_of(b, per, second)) == 0;
}

/* Does the reversed entry leave room in a cap that the later event stands under? */
static bool shares_cap(const struct event_run *run, const struct entry *of, const struct book *book, const struct entry *e,
		       const struct rule *rule)
{
	const struct category *c = rulebook_category(run->l, run->rules, book, e->category);
	day_t day, of_day;

	if (!date_parse(e->date, &day) || !date_parse(of->date, &of_day))
		return false;
	if (c && strcmp(e->category, of->category) == 0 && same_window(c->cap_per, day, of_day))
		return true;
	return strcmp(e->rule, of->rule) == 0 && !(rule->cap_member && strcmp(e->member, of->member) != 0) &&
	       same_window(rule->cap_per, day, of_day);
}

/* Is this a later event of the same window that would have got more with its room to itself? Steps of a ladder and rows of an act are not told apart. */
static bool was_cut(const struct event_run *run, const struct entry *of, const struct household *h, const struct entry *e)
{
	const struct rule *rule = rulebook_peek(run->l, run->rules, h->book, e->rule, e->date, NULL);
	const struct history nothing = {0};
	struct event_figures event = {.quantity = e->quantity, .points = BLANK};
	struct grant alone;

	if (e->kind != KIND_EARN || *e->act || !rule || *rule->ladder || !shares_cap(run, of, h->book, e, rule))
		return false;
	if (rule_is_open(rule))
		event = (struct event_figures){.quantity = 100, .points = e->quantity};
	return score_event(rule, NULL, NULL, &nothing, &event, &alone) == SCORE_OK && alone.score > e->score;
}

static int add_cut(const struct event_run *run, const struct entry *of, const struct household *h, int64_t seq, struct buf *out)
{
	char address[ADDRESS_SIZE];
	struct entry_store store;
	struct entry e;
	int64_t reversed;
	int rc = journal_get(run->l, of->book_id, seq, &e, &store);

	if (rc == 0 && was_cut(run, of, h, &e)) {
		rc = journal_corrected(run->l, of->book_id, seq, KIND_REVERSE, &reversed);
		if (rc == 0 && reversed == 0)
			buf_printf(out, " %s", address_format(of->book, seq, address));
	}
	entry_store_free(&store);
	return rc;
}

/* Most rules have no cap; then there is nothing to look for. */
static bool stands_under_cap(const struct event_run *run, const struct entry *of, const struct household *h)
{
	const struct category *c = rulebook_category(run->l, run->rules, h->book, of->category);

	for (const struct rule *r = NULL; (r = rulebook_next(run->rules, r, of->rule)) != NULL;)
		if (*r->cap_per)
			return true;
	return c && *c->cap_per;
}

int event_list_cut(const struct event_run *run, const struct entry *of, struct household *h, struct buf *out)
{
	int64_t *seqs = NULL;
	size_t n = 0;
	int rc = 0;

	if (of->kind != KIND_EARN || of->score <= 0 || !stands_under_cap(run, of, h))
		return 0;
	rc = journal_chain(run->l, h, of->seq, &seqs, &n);
	while (rc == 0 && n-- > 0)
		rc = add_cut(run, of, h, seqs[n], out);
	free(seqs);
	return rc;
}
