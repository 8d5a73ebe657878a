/* Honours that change hands when the scheme does. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/honor.h"
#include "job/replay/internal.h"
#include "ledger/sums/participants.h"

int replay_honors_read(struct ledger *l, const struct book *book, size_t households, struct replay_honors *out)
{
	int rc = in_force_read(l, "honors", book, "honor", &out->rows);

	out->all = xcalloc(out->rows.n + 1, sizeof *out->all);
	for (size_t i = 0; i < out->rows.n; i++)
		if (strcmp(in_force_get(&out->rows, i, "level"), "household") == 0 &&
		    strcmp(in_force_get(&out->rows, i, "basis"), "score") == 0)
			out->all[out->n++] = (struct replay_honor){i, xcalloc(households + 1, sizeof(int64_t)),
								   xcalloc(households + 1, sizeof(int64_t))};
	return rc;
}

void replay_honors_free(struct replay_honors *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->all[i].score);
		free(h->all[i].blemish);
	}
	free(h->all);
	if (h->rows.table)
		in_force_free(&h->rows);
}

/* What an entry adds to the deductions: of a reversal what it takes back of one. */
static int64_t deducted(const struct entry *e, int64_t score)
{
	return (e->kind == KIND_REVERSE ? score > 0 : score < 0) ? -score : 0;
}

bool replay_honors_add(struct replay_honors *h, size_t household, const struct entry *e, const char *category,
		       int64_t score)
{
	bool ok = true;

	for (size_t i = 0; i < h->n && ok; i++) {
		struct replay_honor *x = &h->all[i];
		const char *categories = in_force_get(&h->rows, x->row, "categories");
		const char *rules = in_force_get(&h->rows, x->row, "rules");
		bool counts = standing_counts(categories, rules, category, e->rule);
		if (text_has_word(in_force_get(&h->rows, x->row, "spotless"), category))
			ok = dec_add(x->blemish[household], deducted(e, score), &x->blemish[household]);
		if (ok && counts && role_in(in_force_get(&h->rows, x->row, "roles"), e->role))
			ok = dec_add(x->score[household], score, &x->score[household]);
	}
	return ok;
}

/* The scheme under which somebody is to be judged: the recorded one or the other. */
struct side {
	const struct replay_honors *h;
	bool now;
};

static bool is_barred(const struct side *s, size_t i, const struct replay_line *l, size_t household)
{
	bool vetoed = (s->now ? l->now_veto : l->old_veto) != 0;

	return !l->household->active || s->h->all[i].blemish[household] > 0 ||
	       (vetoed && strcmp(in_force_get(&s->h->rows, s->h->all[i].row, "vetoed"), "no") == 0);
}

/* Who would get it, marked by household. */
static void decide(const struct side *s, size_t i, const struct replay_book *b, bool *in)
{
	const struct replay_honor *x = &s->h->all[i];
	struct honor_limits limits = {in_force_amount(&s->h->rows, x->row, "top"),
				      in_force_amount(&s->h->rows, x->row, "from"), HONOR_ALL, false};
	struct honor_candidate *c = xcalloc(b->households.n + 1, sizeof *c);
	size_t n = 0;

	if (limits.top != BLANK)
		limits.top /= 100;
	for (size_t k = 0; k < b->households.n; k++)
		if (b->lines[k].events > 0)
			c[n++] = (struct honor_candidate){.figure = x->score[k],
							  .code = b->households.all[k].code,
							  .barred = is_barred(s, i, &b->lines[k], k)};
	honor_decide(&limits, c, n);
	for (size_t k = 0; k < n; k++) {
		const struct roll_line *who = roll_find(&b->households, c[k].code);
		in[who - b->households.all] = c[k].state == HONOR_CANDIDATE;
	}
	free(c);
}

static bool find_honor(const struct replay_honors *h, const char *honor, size_t *at)
{
	for (*at = 0; *at < h->n; ++*at)
		if (strcmp(in_force_get(&h->rows, h->all[*at].row, "honor"), honor) == 0)
			return true;
	return false;
}

/* An honour of both schemes, or of one of them. */
static void say_honor(struct replay *r, const struct replay_book *b, const char *honor, struct printer *out)
{
	const struct side old = {&b->old_honors, false}, now = {&b->now_honors, true};
	bool *in_old = xcalloc(b->households.n + 1, sizeof *in_old),
	     *in_now = xcalloc(b->households.n + 1, sizeof *in_now);
	size_t at;

	if (find_honor(old.h, honor, &at))
		decide(&old, at, b, in_old);
	if (find_honor(now.h, honor, &at))
		decide(&now, at, b, in_now);
	for (size_t k = 0; k < b->households.n; k++)
		if (in_old[k] != in_now[k])
			replay_say(r, out, b, "honor", b->households.all[k].code, b->households.all[k].name,
				   in_old[k] ? honor : "", in_now[k] ? honor : "");
	free(in_old);
	free(in_now);
}

void replay_honors_say(struct replay *r, const struct replay_book *b, struct printer *out)
{
	const struct replay_honors *old = &b->old_honors, *now = &b->now_honors;
	size_t at;

	for (size_t i = 0; i < now->n; i++)
		say_honor(r, b, in_force_get(&now->rows, now->all[i].row, "honor"), out);
	for (size_t i = 0; i < old->n; i++) {
		const char *honor = in_force_get(&old->rows, old->all[i].row, "honor");
		if (!find_honor(now, honor, &at))
			say_honor(r, b, honor, out);
	}
}
