#include "domain/score.h"

#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"

bool role_in(const char *roles, const char *role)
{
	size_t len = strlen(role);

	if (!*roles)
		return true;
	for (const char *p = roles; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		if (n == len && memcmp(p, role, n) == 0)
			return true;
		p += n;
	}
	return false;
}

bool rule_valid_on(const struct rule *r, const char *date)
{
	return strcmp(r->valid_from, date) <= 0 && (!*r->valid_until || strcmp(r->valid_until, date) >= 0);
}

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* What the deed asks for before any cap of points. */
static enum score_fault ask(const struct rule *rule, const struct deed *deed, struct grant *g)
{
	if (deed->quantity <= 0)
		return SCORE_NO_QUANTITY;
	g->quantity = deed->quantity;
	/* An open rule's points are for the deed as a whole, whatever its quantity. */
	if (rule->points == BLANK) {
		if (deed->points == BLANK)
			return SCORE_POINTS_MISSING;
		g->score = g->asked = deed->points;
		return SCORE_OK;
	}
	if (rule->max_quantity != BLANK && g->quantity > rule->max_quantity) {
		g->quantity = rule->max_quantity;
		g->capped = true;
	}
	if (!dec_mul(rule->points, g->quantity, &g->score) || !dec_mul(rule->points, deed->quantity, &g->asked))
		return SCORE_OVERFLOW;
	if (deed->points != BLANK && deed->points != g->asked && deed->points != rule->points)
		return SCORE_POINTS_GIVEN;
	return SCORE_OK;
}

/* Only additions are capped; deductions count in full. */
static void cap(const struct rule *rule, const struct usage *used, struct grant *g)
{
	int64_t room = g->score;

	if (g->score <= 0)
		return;
	if (rule->cap_times != BLANK && used->times >= rule->cap_times)
		room = 0;
	if (rule->cap_points != BLANK)
		room = smaller(room, used->granted >= rule->cap_points ? 0 : rule->cap_points - used->granted);
	if (room == g->score)
		return;
	g->score = room;
	g->capped = true;
}

static const char *per_word(const char *per)
{
	static const char *const words[][2] = {
		{"day", N_("a day")},	  {"week", N_("a week")},	{"month", N_("a month")}, {"quarter", N_("a quarter")},
		{"half", N_("a half-year")}, {"year", N_("a year")}, {"ever", N_("ever")},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(per, words[i][0]) == 0)
			return _(words[i][1]);
	return per;
}

/* `capped 3.00 of 5.00, cap 20.00 a month` */
static void remark(const struct rule *rule, const struct usage *used, struct grant *g)
{
	char got[DEC_SIZE], asked[DEC_SIZE], most[DEC_SIZE];

	dec_format(g->score, got);
	dec_format(g->asked, asked);
	if (rule->cap_times != BLANK && used->times >= rule->cap_times && g->score == 0)
		snprintf(g->remark, sizeof g->remark, _("capped %s of %s, cap %lld times %s"), got, asked, (long long)rule->cap_times,
			 per_word(rule->cap_per));
	else if (rule->cap_points != BLANK && used->granted + g->score >= rule->cap_points)
		snprintf(g->remark, sizeof g->remark, _("capped %s of %s, cap %s %s"), got, asked, dec_format(rule->cap_points, most),
			 per_word(rule->cap_per));
	else
		snprintf(g->remark, sizeof g->remark, _("capped %s of %s, at most %s at once"), got, asked,
			 dec_format(rule->max_quantity, most));
}

enum score_fault score_deed(const struct rule *rule, const struct usage *used, const struct deed *deed, struct grant *out)
{
	struct grant g = {0};
	enum score_fault fault = ask(rule, deed, &g);

	if (fault != SCORE_OK)
		return fault;
	if (rule->counts == COUNTS_VETO) {
		g = (struct grant){.kind = KIND_VETO, .quantity = deed->quantity};
		*out = g;
		return SCORE_OK;
	}
	g.kind = g.asked < 0 ? KIND_DEDUCT : KIND_EARN;
	cap(rule, used, &g);
	if (g.capped)
		remark(rule, used, &g);
	g.points = rule->counts == COUNTS_SCORE ? 0 : g.score;
	*out = g;
	return SCORE_OK;
}

bool usage_add(struct usage *u, const struct grant *g)
{
	struct usage t = *u;
	bool ok = dec_add(t.quantity, g->quantity, &t.quantity);

	if (g->score > 0)
		t.times++;
	ok = ok && (g->score > 0 ? dec_add(t.granted, g->score, &t.granted) : dec_sub(t.deducted, g->score, &t.deducted));
	if (ok)
		*u = t;
	return ok;
}
