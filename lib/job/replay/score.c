/* One event under the other scheme, and what its reversal takes back. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "domain/score.h"
#include "job/replay/internal.h"
#include "ledger/usage/history.h"

static struct deed_facts score_facts(struct step *s, const struct entry *e, const struct rule *rule)
{
	struct deed_facts f = {&s->h, e->rule, rule ? rule->category : e->category, e->member, NULL, e->act, 0, false};

	date_parse(e->date, &f.day);
	return f;
}

/* What was asked for by a rule of its own points, before any cap. */
static int64_t asked(const struct entry *e, const struct rule *old)
{
	int64_t points;

	if (old && old->points != BLANK && dec_mul(old->points, e->quantity, &points))
		return points;
	return e->score;
}

/*
 * The deed as handed in. The quantity of an open rule's entry is the points asked for: a rule with points of its own
 * then counts one deed. Where the other rule is the open one, the panel is taken to ask for what the recorded rule
 * gave.
 */
static struct event_figures deed_of(const struct step *s, const struct rule *rule)
{
	const struct entry *e = s->e;
	const struct rule *old = rulebook_peek(s->r->l, s->r->old_rules, s->b->book, e->rule, e->date, NULL);
	bool was_open = old ? rule_is_open(old) : rule_is_open(rule);
	struct event_figures d = {was_open ? 100 : e->quantity, BLANK, *e->act != '\0'};

	if (rule_is_open(rule)) {
		d.quantity = 100;
		d.points = was_open ? e->quantity : asked(e, old);
	}
	return d;
}

static bool has_floor(struct ledger *l, const struct book *book)
{
	return strcmp(setting_get(l, book->id, "negative"), "floor") == 0;
}

/*
 * `negative floor`: how far down points can go is not in the entry, unless it was cut there; else the balance of the
 * time says it. What the other scheme gave more or less until then moves the floor.
 */
static int apply_floor(struct step *s, int64_t points)
{
	const struct replay_line *l = s->line;
	bool cut = s->e->kind == KIND_DEDUCT && s->e->points > s->e->score, was_floor = has_floor(s->r->l, s->b->book);
	int64_t room, delta;

	s->now.worth.points = points;
	if (points >= 0 || !has_floor(s->r->other, s->b->scheme))
		return 0;
	if (!dec_sub(l->now_all.points, l->old_all.points, &delta) ||
	    !dec_add(cut ? -s->e->points : l->old_balance, delta, &room))
		return replay_too_big(s->r, s->e);
	if (delta == 0 && points == s->e->score && (cut || was_floor))
		s->now.worth.points = s->e->points;
	else if (points < -(room > 0 ? room : 0))
		s->now.worth.points = -(room > 0 ? room : 0);
	return 0;
}

static int score_count(struct step *s, const struct rule *rule, struct deed_facts *f)
{
	f->offence = s->now.kind == KIND_DEDUCT;
	if (s->now.kind == KIND_VETO)
		replay_veto_add(s, rule);
	return history_add(s->r->other, s->r->uses, s->r->rules, f, s->now.quantity, s->now.worth.score, 1);
}

static int score_by_rule(struct step *s, const struct rule *rule)
{
	struct replay *r = s->r;
	const struct book *book = s->b->scheme;
	const struct category *category = rulebook_category(r->other, r->rules, book, rule->category);
	const struct ladder *ladder = *rule->ladder ? rulebook_ladder(r->other, r->rules, book, rule->ladder) : NULL;
	const struct event_figures deed = deed_of(s, rule);
	struct deed_facts f = score_facts(s, s->e, rule);
	struct history before;
	struct grant g;
	int rc = history_read(r->uses, rule, category, &f, &before);

	if (rc)
		return rc;
	if (*rule->ladder && !ladder)
		return diag_error(r->job->diag, EX_CONFIG, _("rule %s uses ladder %s, which is not in the scheme"),
				  rule->code, rule->ladder);
	if (score_event(rule, category, ladder, &before, &deed, &g) != SCORE_OK)
		return replay_too_big(r, s->e);
	s->category = rule->category;
	s->now = (struct rescored){{g.score, 0}, g.kind, true, history_quantity(rule, deed.quantity)};
	rc = apply_floor(s, g.points);
	return rc ? rc : score_count(s, rule, &f);
}

int replay_event(struct step *s)
{
	struct replay *r = s->r;
	const struct entry *e = s->e;
	const struct rule *rule = rulebook_peek(r->other, r->rules, s->b->scheme, e->rule, e->date, NULL);
	int rc = 0;

	/* A deed for which the other scheme has no rule is worth nothing there. */
	s->now = (struct rescored){.kind = e->kind};
	if (rule && role_in(rule->roles, e->role))
		rc = score_by_rule(s, rule);
	return rc ? rc : replay_match(s, e, &s->now, 1);
}

/* What the recorded reversal left, because it had died by then, stays dead of what the other scheme gave, too. */
static int64_t taken_back(const struct entry *reversal, const struct entry *was, int64_t now)
{
	int64_t dead;

	if (now == was->points)
		return reversal->points;
	if (was->points <= 0 || now <= 0 || !dec_add(reversal->points, was->points, &dead))
		return -now;
	return dead < now ? dead - now : 0;
}

/* Room that the event took is free again. */
static int free_room(struct step *s, const struct entry *was, const struct rescored *of)
{
	const struct rule *rule = rulebook_peek(s->r->other, s->r->rules, s->b->scheme, was->rule, was->date, NULL);
	struct deed_facts f = score_facts(s, was, rule);

	f.offence = of->kind == KIND_DEDUCT;
	s->category = f.category;
	return history_add(s->r->other, s->r->uses, s->r->rules, &f, of->quantity, of->worth.score, -1);
}

int replay_reversal(struct step *s)
{
	const struct entry *e = s->e;
	struct entry_store store = {.n = 0};
	const struct rescored *of;
	struct entry was;
	char code[128];
	int64_t seq;
	bool found = false;
	int rc = 0;

	if (address_parse(e->corrects, code, sizeof code, &seq) && seq >= 1 && seq < e->seq)
		rc = journal_look(s->r->l, s->b->book->id, seq, &was, &store, &found);
	if (rc == 0 && !found)
		rc = diag_error(s->r->job->diag, EX_DATAERR,
				  _("entry %s:%lld corrects nothing; pts-check tells more"), e->book,
				  (long long)e->seq);
	if (rc) {
		entry_store_free(&store);
		return rc;
	}
	of = &s->b->entries[seq - 1];
	s->now =
		(struct rescored){.worth = {-of->worth.score, taken_back(e, &was, of->worth.points)}, .kind = of->kind};
	replay_veto_lift(s, &was);
	if (of->matched)
		rc = free_room(s, &was, of);
	if (rc == 0 && kind_is_event(was.kind))
		rc = replay_match(s, &was, of, -1);
	entry_store_free(&store);
	return rc;
}
