#include "ledger/sums/participants.h"

#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/vetoes.h"
#include "ledger/sums/tallies.h"

struct reading {
	struct ledger *l;
	const struct rulebook *rules;
	const struct measure *m;
	struct standings *out;
	char from[DATE_SIZE], to[DATE_SIZE];
};

enum standing_level standing_level_of(const char *word)
{
	static const char *const words[] = {"household", "member", "book"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0)
			return (enum standing_level)i;
	bug("nobody stands at the level `%s`", word);
}

bool standing_counts(const char *categories, const char *rules, const char *category, const char *rule)
{
	return (!*categories && !*rules) || text_has_word(categories, category) || text_has_word(rules, rule);
}

static struct standing *add(struct standings *s, const char *key)
{
	int64_t *at = map_put(&s->index, key, strlen(key), (int64_t)s->n, NULL);

	if (*at == (int64_t)s->n) {
		if (s->n == s->room) {
			s->room = s->room ? 2 * s->room : 64;
			s->all = xrealloc(s->all, s->room, sizeof *s->all);
		}
		s->all[s->n++] = (struct standing){0};
	}
	return &s->all[*at];
}

/* Whom an entry speaks for; NULL: nobody that is looked at. Who has left the roster stands no more. */
static struct standing *whose(struct reading *r, const struct entry *e)
{
	const struct roll_line *household = roll_find(&r->out->households, e->household), *member;
	struct standing *s;

	if (!*e->household || !household)
		return NULL;
	switch (r->m->level) {
	case STANDING_BOOK:
		return household->active ? add(r->out, "") : NULL;
	case STANDING_HOUSEHOLD:
		return add(r->out, e->household);
	default:
		member = *e->member ? roll_find(&r->out->members, e->member) : NULL;
		if (!member)
			return NULL;
		s = add(r->out, e->member);
		s->member = member;
		s->household = roll_find(&r->out->households, member->household);
		return s;
	}
}

static bool counted(const struct measure *m, const struct entry *e)
{
	return role_in(m->roles, e->role) && standing_counts(m->categories, m->rules, e->category, e->rule);
}

bool unit_is_hours(const char *unit)
{
	return strcmp(unit, "小时") == 0 || strcmp(unit, "hour") == 0;
}

/* What was granted of an event's quantity: by its score where that rises with the quantity, else up to max_quantity. */
static int64_t granted(const struct rule *rule, const struct entry *e)
{
	int64_t most = e->quantity, by_score;

	if (rule->max_quantity != BLANK && most > rule->max_quantity)
		most = rule->max_quantity;
	if (rule->points != BLANK && rule->points > 0 && dec_muldiv(llabs(e->score), 100, rule->points, &by_score) &&
	    by_score < most)
		most = by_score;
	return most;
}

bool standing_hours(const struct rule *rule, const struct entry *e, int64_t *hours)
{
	if (!unit_is_hours(rule->unit) || e->quantity == BLANK)
		return false;
	*hours = granted(rule, e);
	return true;
}

static bool add_hours(struct reading *r, const struct entry *e, enum kind of, struct standing *s)
{
	const struct rule *rule;
	int64_t hours;

	if (of != KIND_EARN || e->kind == KIND_ADJUST)
		return true;
	rule = rulebook_peek(r->l, r->rules, r->out->book, e->rule, e->date, NULL);
	if (!rule || !standing_hours(rule, e, &hours))
		return true;
	return dec_add(s->hours, e->kind == KIND_REVERSE ? -hours : hours, &s->hours);
}

static int too_much(const struct reading *r)
{
	return diag_error(r->l->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"),
			  r->out->book->code);
}

static int add_entry(void *ctx, const struct entry *e, enum kind of)
{
	struct reading *r = ctx;
	struct standing *s;
	struct sums sums = {0};

	if (strcmp(e->date, r->from) < 0 || strcmp(e->date, r->to) > 0 || e->kind == KIND_TRANSFER)
		return 0;
	s = whose(r, e);
	if (!s)
		return 0;
	if (!sums_add(&sums, e, of))
		return too_much(r);
	if (text_has_word(r->m->spotless, e->category) && !dec_add(s->blemish, sums.deducted, &s->blemish))
		return too_much(r);
	if (!counted(r->m, e))
		return 0;
	s->events += sums.events;
	if (dec_add(s->earned, sums.earned, &s->earned) && dec_add(s->deducted, sums.deducted, &s->deducted) &&
	    dec_sub(s->earned, s->deducted, &s->score) && dec_add(s->points, sums.points, &s->points) &&
	    add_hours(r, e, of, s))
		return 0;
	return too_much(r);
}

static int add_veto(void *ctx, const char *household, int64_t seq)
{
	struct standings *s = ctx;

	map_put(&s->vetoes, household, strlen(household), seq, NULL);
	return 0;
}

/* Those without an entry stand somewhere, too: nowhere. */
static void add_silent(struct standings *s, enum standing_level level)
{
	const struct roll *roll = level == STANDING_MEMBER ? &s->members : &s->households;

	for (size_t i = 0; i < roll->n; i++) {
		const struct roll_line *who = &roll->all[i];
		struct standing *x = add(s, who->code);
		x->member = level == STANDING_MEMBER ? who : NULL;
		x->household = x->member ? roll_find(&s->households, who->household) : who;
	}
}

static void set_vetoes(struct standings *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct roll_line *h = s->all[i].household;
		const int64_t *seq = h ? map_get(&s->vetoes, h->code, strlen(h->code)) : NULL;
		s->all[i].veto = seq ? *seq : 0;
	}
}

int standings_read(struct ledger *l, const struct rulebook *rules, const struct book *book, const struct period *p,
		   const struct measure *m, struct standings *out)
{
	struct reading r = {.l = l, .rules = rules, .m = m, .out = out};
	int rc;

	*out = (struct standings){.book = book};
	date_format(p->first, r.from);
	date_format(p->last, r.to);
	rc = roll_households(l, book, &out->households);
	if (rc == 0 && m->level == STANDING_MEMBER)
		rc = roll_members(l, book, &out->members);
	if (rc == 0 && (m->level == STANDING_HOUSEHOLD || (m->level == STANDING_MEMBER && m->silent)))
		add_silent(out, m->level);
	if (rc == 0)
		rc = tallies_scan(l, book, 1, INT64_MAX, add_entry, &r);
	if (rc == 0)
		rc = vetoes_each(l, book, r.from, r.to, "9999-12", add_veto, out);
	if (rc == 0)
		set_vetoes(out);
	return rc;
}

void standings_free(struct standings *s)
{
	roll_free(&s->households);
	roll_free(&s->members);
	map_free(&s->vetoes);
	map_free(&s->index);
	free(s->all);
	*s = (struct standings){0};
}

int standings_open_month(struct ledger *l, const struct book *book, const struct period *p,
			 char month[static MONTH_SIZE])
{
	char last[MONTH_SIZE];

	month_of(p->last, last);
	for (month_of(p->first, month); strcmp(month, last) <= 0; month_next(month, month)) {
		bool closed;
		int rc = journal_is_closed(l, book->id, month, &closed);
		if (rc || !closed)
			return rc;
	}
	*month = '\0';
	return 0;
}
