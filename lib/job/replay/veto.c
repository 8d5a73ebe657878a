/* Vetoes under the other scheme: from the day of the deed to the end of the window of its rule, or to what lifts them.
 */
#include <string.h>

#include "base/mem.h"
#include "job/replay/internal.h"
#include "ledger/journal/vetoes.h"

void replay_veto_add(struct step *s, const struct rule *rule)
{
	struct replay_book *b = s->b;
	struct replay_veto *v;
	day_t day = 0;

	b->vetoes = xrealloc(b->vetoes, b->nvetoes + 1, sizeof *b->vetoes);
	v = &b->vetoes[b->nvetoes++];
	*v = (struct replay_veto){.seq = s->e->seq, .line = (size_t)(s->line - b->lines)};
	date_parse(s->e->date, &day);
	date_format(day, v->date);
	date_format(window_last(day, *rule->cap_per ? rule->cap_per : "year"), v->until);
}

static struct replay_veto *find_veto(struct replay_book *b, const char *address)
{
	char code[128];
	int64_t seq;

	if (!*address || !address_parse(address, code, sizeof code, &seq) || strcmp(code, b->book->code) != 0)
		return NULL;
	for (size_t i = 0; i < b->nvetoes; i++)
		if (b->vetoes[i].seq == seq)
			return &b->vetoes[i];
	return NULL;
}

/* A repair lifts the veto that it corrects, whatever it costs there; taken back, the veto is in force again. */
void replay_veto_lift(struct step *s, const struct entry *reversed)
{
	struct replay_veto *lifts = find_veto(s->b, s->e->corrects),
			   *restores = reversed ? find_veto(s->b, reversed->corrects) : NULL;

	if (lifts)
		memcpy(lifts->lifted, s->e->period, MONTH_SIZE);
	if (restores)
		*restores->lifted = '\0';
}

static int set_old(void *ctx, const char *household, int64_t seq)
{
	struct replay_book *b = ctx;
	const struct roll_line *who = roll_find(&b->households, household);

	if (who)
		b->lines[who - b->households.all].old_veto = seq;
	return 0;
}

/* As pts-tally shows them: by month as at the end of the period, by date as it is today. */
int replay_vetoes_set(const struct replay *r, struct replay_book *b)
{
	char month[MONTH_SIZE] = "9999-12";

	if (*r->period.text && !r->period.days)
		month_of(r->period.last, month);
	for (size_t i = 0; i < b->nvetoes; i++) {
		const struct replay_veto *v = &b->vetoes[i];
		bool lifted = *v->lifted && strcmp(v->lifted, month) <= 0;
		if (!lifted && strcmp(v->date, r->to) <= 0 && strcmp(v->until, r->from) >= 0)
			b->lines[v->line].now_veto = v->seq;
	}
	return vetoes_each(r->l, b->book, r->from, r->to, month, set_old, b);
}
