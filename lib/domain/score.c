#include "domain/score.h"

#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"

/* The event on its way through the engine. */
struct scoring {
	const struct rule *rule;
	const struct category *category;
	const struct ladder *ladder;
	const struct history *before;
	const struct event_figures *event;
	struct grant g;
	int64_t due; /* what it asks for after repetition and act, before caps */
};

int64_t score_quantity(const struct rule *rule, int64_t quantity)
{
	if (rule_is_open(rule))
		return BLANK;
	return rule->max_quantity != BLANK && quantity > rule->max_quantity ? rule->max_quantity : quantity;
}

/* A ladder counts the quantity of the whole window, and gives the difference to what was given. */
static bool ask_ladder(struct scoring *s)
{
	int64_t total, worth;

	if (!dec_add(s->before->rule.quantity, s->g.quantity, &total) || !ladder_value(s->ladder, total, &worth) ||
	    !dec_sub(worth, s->before->rule.granted, &s->g.asked))
		return false;
	if (s->g.asked < 0)
		s->g.asked = 0;
	return true;
}

static enum score_fault ask_fixed(struct scoring *s)
{
	int64_t whole;

	if (!dec_mul(s->rule->points, s->g.quantity, &s->g.asked) || !dec_mul(s->rule->points, s->event->quantity, &whole))
		return SCORE_OVERFLOW;
	if (s->event->points != BLANK && s->event->points != whole && s->event->points != s->rule->points)
		return SCORE_POINTS_GIVEN;
	return SCORE_OK;
}

/* What the event asks for, before act and caps. */
static enum score_fault ask(struct scoring *s)
{
	if (s->event->quantity <= 0)
		return SCORE_NO_QUANTITY;
	s->g.quantity = score_quantity(s->rule, s->event->quantity);
	if (s->g.quantity == BLANK)
		s->g.quantity = s->event->quantity; /* an open rule's points are for the event as a whole */
	if (s->ladder)
		return ask_ladder(s) ? SCORE_OK : SCORE_OVERFLOW;
	if (s->rule->points != BLANK)
		return ask_fixed(s);
	if (s->event->points == BLANK)
		return SCORE_POINTS_MISSING;
	s->g.asked = s->event->points;
	return SCORE_OK;
}

/* A repeated offence of the same rule within its window counts by the factor. */
static bool repeat(struct scoring *s)
{
	if (s->g.asked >= 0 || s->rule->repeat_by == BLANK || s->before->repeat.events == 0)
		return true;
	return dec_mul(s->g.asked, s->rule->repeat_by, &s->g.asked);
}

static int64_t above(int64_t a, int64_t b)
{
	return a > b ? a - b : 0;
}

/* Additions and deductions of one act are compared separately; a later higher one is due only the difference. */
static void compare_act(struct scoring *s)
{
	s->due = s->g.asked;
	if (!s->event->in_act)
		return;
	if (s->due > 0)
		s->due = above(s->due, s->before->act.granted);
	else
		s->due = -above(-s->due, s->before->act.deducted);
}

/* A limit on the way to the least room; remembers which cap it was. */
struct room {
	int64_t left;
	int64_t cap; /* hundredths, or a count when `times` */
	bool times;
	const char *per;
	const char *category; /* NULL: the rule's own cap */
};

static void limit(struct room *r, int64_t cap, int64_t used, const char *per, const char *category)
{
	int64_t left = above(cap, used);

	if (cap == BLANK || left >= r->left)
		return;
	*r = (struct room){left, cap, false, per, category};
}

static void limit_addition(const struct scoring *s, struct room *r)
{
	const struct rule *rule = s->rule;
	const struct category *c = s->category;

	if (rule->cap_times != BLANK && s->before->rule.times >= rule->cap_times)
		*r = (struct room){0, rule->cap_times, true, rule->cap_per, NULL};
	limit(r, rule->cap_points, s->before->rule.granted, rule->cap_per, NULL);
	if (!c)
		return;
	limit(r, c->cap_points, s->before->category.granted, c->cap_per, c->code);
	limit(r, c->full, s->before->category.granted, c->cap_per, c->code);
}

static void limit_deduction(const struct scoring *s, struct room *r)
{
	const struct category *c = s->category;

	if (c && c->full != BLANK)
		limit(r, c->full - (c->floor == BLANK ? 0 : c->floor), s->before->category.deducted, c->cap_per, c->code);
}

static const char *per_word(const char *per)
{
	static const char *const words[][2] = {
		{"day", N_("a day")},	     {"week", N_("a week")}, {"month", N_("a month")}, {"quarter", N_("a quarter")},
		{"half", N_("a half-year")}, {"year", N_("a year")}, {"ever", N_("ever")},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(per, words[i][0]) == 0)
			return _(words[i][1]);
	return per;
}

/* `capped 3.00 of 5.00, cap 20.00 a month` */
static void remark_cap(struct grant *g, const struct room *r, int64_t due)
{
	char got[DEC_SIZE], asked[DEC_SIZE], most[DEC_SIZE];

	dec_format(g->score, got);
	dec_format(due, asked);
	if (r->times)
		snprintf(g->remark, sizeof g->remark, _("capped %s of %s, cap %lld times %s"), got, asked, (long long)r->cap, per_word(r->per));
	else if (r->category)
		snprintf(g->remark, sizeof g->remark, _("capped %s of %s, cap %s %s of category %s"), got, asked, dec_format(r->cap, most),
			 per_word(r->per), r->category);
	else
		snprintf(g->remark, sizeof g->remark, _("capped %s of %s, cap %s %s"), got, asked, dec_format(r->cap, most), per_word(r->per));
}

/* Nothing due on the ladder yet: how far it is, and where the next step lies. */
static void remark_ladder(struct scoring *s)
{
	int64_t total = s->before->rule.quantity + s->g.quantity;
	char far[DEC_SIZE], next[DEC_SIZE];

	for (size_t i = 0; i < s->ladder->n; i++)
		if (s->ladder->steps[i].from > total) {
			snprintf(s->g.remark, sizeof s->g.remark, _("quantity %s so far, next step from %s"), dec_format(total, far),
				 dec_format(s->ladder->steps[i].from, next));
			return;
		}
}

/* What else made it differ from rule times quantity, when no cap of points did. */
static void remark_other(struct scoring *s)
{
	char got[DEC_SIZE], asked[DEC_SIZE];
	struct grant *g = &s->g;

	if (s->due != g->asked)
		snprintf(g->remark, sizeof g->remark, _("same act: %s of %s"), dec_format(s->due, got), dec_format(g->asked, asked));
	else if (s->ladder && g->asked == 0)
		remark_ladder(s);
	else if (g->quantity != s->event->quantity)
		snprintf(g->remark, sizeof g->remark, _("capped: quantity %s of %s at once"), dec_format(g->quantity, got),
			 dec_format(s->event->quantity, asked));
	else if (g->asked < 0 && s->rule->repeat_by != BLANK && s->before->repeat.events > 0)
		snprintf(g->remark, sizeof g->remark, _("repeated: times %s"), dec_format(s->rule->repeat_by, got));
}

static void cap(struct scoring *s)
{
	int64_t size = s->due < 0 ? -s->due : s->due;
	struct room r = {.left = size, .per = ""};

	if (s->due > 0)
		limit_addition(s, &r);
	else
		limit_deduction(s, &r);
	s->g.score = s->due < 0 ? -r.left : r.left;
	if (r.left < size)
		remark_cap(&s->g, &r, s->due);
	else
		remark_other(s);
}

enum score_fault score_event(const struct rule *rule, const struct category *category, const struct ladder *ladder, const struct history *before,
			     const struct event_figures *event, struct grant *out)
{
	struct scoring s = {.rule = rule, .category = category, .ladder = ladder, .before = before, .event = event};
	enum score_fault fault;

	if (rule->counts == COUNTS_VETO) {
		if (event->quantity <= 0)
			return SCORE_NO_QUANTITY;
		*out = (struct grant){.kind = KIND_VETO, .quantity = score_quantity(rule, event->quantity)};
		return SCORE_OK;
	}
	fault = ask(&s);
	if (fault != SCORE_OK)
		return fault;
	if (!repeat(&s))
		return SCORE_OVERFLOW;
	s.g.kind = s.g.asked < 0 ? KIND_DEDUCT : KIND_EARN;
	compare_act(&s);
	cap(&s);
	s.g.points = rule->counts == COUNTS_SCORE ? 0 : s.g.score;
	*out = s.g;
	return SCORE_OK;
}

bool usage_add(struct usage *u, int64_t quantity, int64_t score, int sign)
{
	struct usage t = *u;
	bool ok = true;

	t.events += sign;
	if (quantity != BLANK)
		ok = dec_add(t.quantity, sign * quantity, &t.quantity);
	if (score > 0) {
		t.times += sign;
		ok = ok && dec_add(t.granted, sign * score, &t.granted);
	} else {
		ok = ok && dec_sub(t.deducted, sign * score, &t.deducted);
	}
	if (ok)
		*u = t;
	return ok;
}
