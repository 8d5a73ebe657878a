/* Deeds for which the other scheme has no rule, and its rules for which there are no deeds. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"
#include "job/replay/internal.h"

static struct unmatched *unmatched_at(struct replay *r, const struct entry *deed, const struct rule *old)
{
	size_t i = 0;

	while (i < r->nunmatched && strcmp(r->unmatched[i].rule, deed->rule) != 0)
		i++;
	if (i == r->nunmatched) {
		r->unmatched = xrealloc(r->unmatched, r->nunmatched + 1, sizeof *r->unmatched);
		r->unmatched[r->nunmatched++] =
			(struct unmatched){xstrdup(deed->rule), xstrdup(old ? old->title : ""), 0, 0};
	}
	return &r->unmatched[i];
}

int replay_match(struct step *s, const struct entry *deed, const struct rescored *as, int sign)
{
	struct replay *r = s->r;
	struct unmatched *u;

	if (!replay_counts(r, s->e))
		return 0;
	if (as->matched) {
		*map_put(&r->used, deed->rule, strlen(deed->rule), 0, NULL) += sign;
		return 0;
	}
	u = unmatched_at(r, deed, rulebook_peek(r->l, r->old_rules, s->b->book, deed->rule, deed->date, NULL));
	u->deeds += sign;
	return dec_add(u->score, sign * deed->score, &u->score) ? 0 : replay_too_big(r, s->e);
}

void replay_say_unmatched(struct replay *r, struct printer *out)
{
	for (size_t i = 0; i < r->nunmatched; i++) {
		const struct unmatched *u = &r->unmatched[i];
		char deeds[24], score[DEC_SIZE];
		if (u->deeds == 0)
			continue;
		snprintf(deeds, sizeof deeds, "%" PRId64, u->deeds);
		replay_say(r, out, NULL, "unmatched_deeds", u->rule, u->title, deeds, "0");
		replay_say(r, out, NULL, "unmatched_score", u->rule, u->title, dec_format(u->score, score), "0.00");
	}
}

/* Whether some book that is looked at could have used the rule on some day of the period. */
static bool is_rule_wanted(const struct replay *r, const struct rule *rule)
{
	bool concerned = false;

	for (size_t i = 0; i < r->nbooks && !concerned; i++)
		concerned = r->books[i].households.n > 0 &&
			    book_distance(r->other, r->books[i].scheme->id, rule->book) >= 0;
	return concerned && strcmp(rule->valid_from, r->to) <= 0 &&
	       (!*rule->valid_until || strcmp(rule->valid_until, r->from) >= 0);
}

/* A rule of several versions or villages is named once. */
void replay_say_unused(struct replay *r, struct printer *out)
{
	const struct rule *rules;
	size_t n = rulebook_rules(r->rules, &rules);
	struct map said = {0};

	for (size_t i = 0; i < n; i++) {
		const char *code = rules[i].code;
		const int64_t *deeds = map_get(&r->used, code, strlen(code));
		bool first;
		if ((deeds && *deeds > 0) || !is_rule_wanted(r, &rules[i]))
			continue;
		map_put(&said, code, strlen(code), 0, &first);
		if (first)
			replay_say(r, out, NULL, "unused_rule", code, rules[i].title, "", "");
	}
	map_free(&said);
}
