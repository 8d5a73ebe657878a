#include "ledger/usage/history.h"

#include <string.h>

#include "base/lang.h"
#include "domain/period.h"

enum { KEY_SIZE = 128, WINDOWS = 8 /* day … ever, and no window twice */ };

/* A category's usage lies under its code with a star before it, a rule's offences with an exclamation mark, so that they cannot meet a rule's usage. */
static const char *marked(char mark, const char *code, char key[static KEY_SIZE])
{
	size_t n = strnlen(code, KEY_SIZE - 2);

	key[0] = mark;
	memcpy(key + 1, code, n);
	key[n + 1] = '\0';
	return key;
}

/* Whose usage it is: the household's, or with `member` his. */
static struct user whose(const struct deed_facts *f, const char *member)
{
	return user_of(f->h, member, *member ? f->m : NULL);
}

static int read(struct uses *u, const struct deed_facts *f, const char *key, const char *window, const char *member, struct usage *out)
{
	const struct user user = whose(f, member);
	struct usage *found;
	int rc = uses_find(u, &user, key, window, &found, false);

	if (rc == 0)
		*out = *found;
	return rc;
}

int history_read(struct uses *uses, const struct rule *rule, const struct category *category, const struct deed_facts *f, struct history *out)
{
	const char *member = rule->cap_member ? f->member : "";
	char window[WINDOW_SIZE], key[KEY_SIZE];
	int rc = 0;

	*out = (struct history){0};
	if (*rule->cap_per)
		rc = read(uses, f, f->rule, window_of(f->day, rule->cap_per, window), member, &out->rule);
	if (rc == 0 && *rule->repeat_per)
		rc = read(uses, f, marked('!', f->rule, key), window_of(f->day, rule->repeat_per, window), member, &out->repeat);
	if (rc == 0 && category && *category->cap_per)
		rc = read(uses, f, marked('*', category->code, key), window_of(f->day, category->cap_per, window), "", &out->category);
	if (rc == 0 && *f->act)
		rc = read(uses, f, "@", f->act, "", &out->act);
	return rc;
}

/* What one entry changes, carried to each window. */
struct change {
	struct ledger *l;
	struct uses *uses;
	struct uses_sum *sum; /* not NULL: instead of uses */
	const struct deed_facts *f;
	int64_t quantity;
	int64_t score;
	int sign;
};

static int count(const struct change *c, const char *key, const char *window, const char *member)
{
	const struct user user = whose(c->f, member);
	struct usage *u;
	int rc = c->sum ? 0 : uses_find(c->uses, &user, key, window, &u, true);
	bool ok = true;

	if (rc == 0)
		ok = c->sum ? uses_sum_add(c->sum, &user, key, window, c->quantity, c->score, c->sign)
			    : usage_add(u, c->quantity, c->score, c->sign);
	if (!ok)
		rc = diag_error(c->l->diag, EX_DATAERR, _("the points are more than can be counted"));
	return rc;
}

/* The windows of a rule's versions: those of the household's usage and those of each member's. */
struct windows {
	const char *of_household[WINDOWS];
	const char *of_member[WINDOWS];
};

/* Adds a window word to a set of them. */
static void add_per(const char *pers[static WINDOWS], const char *per)
{
	size_t i = 0;

	if (!*per)
		return;
	while (i < WINDOWS && pers[i] && strcmp(pers[i], per) != 0)
		i++;
	if (i < WINDOWS)
		pers[i] = per;
}

static int count_windows(const struct change *c, const char *key, const char *const pers[static WINDOWS], const char *member)
{
	char window[WINDOW_SIZE];
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < WINDOWS && pers[i]; i++)
		rc = count(c, key, window_of(c->f->day, pers[i], window), member);
	return rc;
}

static int count_all(const struct change *c, const char *key, const struct windows *w)
{
	int rc = count_windows(c, key, w->of_household, "");

	return rc || !*c->f->member ? rc : count_windows(c, key, w->of_member, c->f->member);
}

/* Only an offence can be repeated: what another version of the rule added is none. */
static int count_rule(const struct change *c, const struct rulebook *rules)
{
	struct windows caps = {0}, repeats = {0};
	char key[KEY_SIZE];
	int rc;

	for (const struct rule *r = NULL; (r = rulebook_next(rules, r, c->f->rule)) != NULL;) {
		add_per(r->cap_member ? caps.of_member : caps.of_household, r->cap_per);
		if (c->f->offence)
			add_per(r->cap_member ? repeats.of_member : repeats.of_household, r->repeat_per);
	}
	rc = count_all(c, c->f->rule, &caps);
	return rc ? rc : count_all(c, marked('!', c->f->rule, key), &repeats);
}

int64_t history_quantity(const struct rule *rule, int64_t quantity)
{
	if (!rule)
		return quantity;
	return rule_is_open(rule) ? 0 : score_quantity(rule, quantity);
}

int history_facts(struct ledger *l, const struct rulebook *rules, struct household *h, const struct entry *e, struct deed_facts *f, int64_t *quantity)
{
	*f = (struct deed_facts){.h = h, .rule = e->rule, .category = e->category, .member = e->member, .act = e->act,
				 .offence = e->kind == KIND_DEDUCT};
	*quantity = history_quantity(rulebook_peek(l, rules, h->book, e->rule, e->date, NULL), e->quantity);
	if (date_parse(e->date, &f->day))
		return 0;
	return diag_error(l->diag, EX_DATAERR, _("an event of household %s has no proper date; pts-check tells more"), e->household);
}

static int count_everywhere(const struct change *c, const struct rulebook *rules)
{
	const struct deed_facts *f = c->f;
	const struct category *category = rulebook_category(c->l, rules, f->h->book, f->category);
	char window[WINDOW_SIZE], key[KEY_SIZE];
	int rc = count_rule(c, rules);

	if (rc == 0 && category && *category->cap_per)
		rc = count(c, marked('*', category->code, key), window_of(f->day, category->cap_per, window), "");
	if (rc == 0 && *f->act)
		rc = count(c, "@", f->act, "");
	return rc;
}

int history_add(struct ledger *l, struct uses *uses, const struct rulebook *rules, const struct deed_facts *f, int64_t quantity, int64_t score, int sign)
{
	return count_everywhere(&(struct change){l, uses, NULL, f, quantity, score, sign}, rules);
}

int history_sum(struct ledger *l, struct uses_sum *sum, const struct rulebook *rules, const struct deed_facts *f, int64_t quantity, int64_t score,
		int sign)
{
	return count_everywhere(&(struct change){l, NULL, sum, f, quantity, score, sign}, rules);
}
