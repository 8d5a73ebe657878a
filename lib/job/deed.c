#include "job/deed.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/text.h"
#include "domain/period.h"
#include "ledger/ids.h"

int deeds_open(struct deeds *d, struct job *job, struct ledger *l)
{
	d->job = job;
	d->l = l;
	d->uses = uses_new(l);
	return rulebook_read(l, &d->rules);
}

void deeds_close(struct deeds *d)
{
	rulebook_free(d->rules);
	uses_free(d->uses);
	deeds_file(d);
}

void deeds_file(struct deeds *d)
{
	map_free(&d->ordinals);
	map_free(&d->starts);
}

static int find_household(struct deeds *d, const struct claim *c, struct deed_row *r)
{
	const char *book = *c->book ? c->book : d->job->book;
	int rc = book ? book_find(d->l, book, &r->book) : 0;

	if (rc)
		return rc;
	if (*c->household)
		rc = roster_household(d->l, r->book, c->household, &r->h);
	else if (*c->name)
		rc = roster_by_name(d->l, r->book, c->name, c->group, &r->h);
	else
		rc = diag_error(d->l->diag, EX_DATAERR, _("no household: give its code, or a name"));
	if (rc)
		return rc;
	r->book = r->h->book;
	return *c->member ? roster_member(d->l, r->book, c->member, r->h, &r->m) : 0;
}

/* Well written, so what is wrong is the size. */
static bool is_too_big(const char *s)
{
	const char *p = s + (*s == '-' || *s == '+');
	size_t whole = strspn(p, "0123456789"), decimals = p[whole] == '.' ? strspn(p + whole + 1, "0123456789") : 0;

	return whole > 0 && decimals <= 2 && p[whole + (decimals > 0) + decimals] == '\0';
}

static int bad_number(struct deeds *d, const char *what, const char *s)
{
	if (is_too_big(s))
		return diag_error(d->l->diag, EX_DATAERR, _("%s `%s` is too big: at most 92233720368547758 can be counted"), what, s);
	return diag_error(d->l->diag, EX_DATAERR, _("%s `%s` is no number with at most two decimals"), what, s);
}

static int parse_figures(struct deeds *d, const struct claim *c, struct deed_row *r)
{
	r->quantity = 100;
	r->points = BLANK;
	if (*c->quantity && !dec_parse(c->quantity, &r->quantity))
		return bad_number(d, "quantity", c->quantity);
	if (*c->points && !dec_parse(c->points, &r->points))
		return bad_number(d, "points", c->points);
	if (r->quantity <= 0)
		return diag_error(d->l->diag, EX_DATAERR, _("quantity `%s` must be above 0"), c->quantity);
	r->day = d->l->today;
	if (!*c->date && !d->fresh_ids)
		return diag_error(d->l->diag, EX_DATAERR, _("no date: write it as 2025-07-16"));
	if (*c->date && !date_parse(c->date, &r->day))
		return diag_error(d->l->diag, EX_DATAERR, _("`%s` is no day between 2000 and 2099: write it as 2025-07-16"), c->date);
	date_format(r->day, r->date);
	if (!*c->rule)
		return diag_error(d->l->diag, EX_DATAERR, _("no rule: give its code"));
	r->rule = c->rule;
	return 0;
}

static int check_deed(struct deeds *d, const struct claim *c, const struct deed_row *r, const struct rule **rule)
{
	struct diag *diag = d->l->diag;
	char today[DATE_SIZE];

	if (r->day > d->l->today)
		return diag_error(diag, EX_DATAERR, _("date %s is after today, %s"), r->date, date_format(d->l->today, today));
	if (!r->h->active)
		return diag_error(diag, EX_DATAERR, _("household %s of %s has ended: only active ones get points"), r->h->code, r->book->code);
	*rule = rulebook_find(d->l, d->rules, r->book, r->rule, r->date);
	if (!*rule)
		return EX_DATAERR;
	if (*(*rule)->roles && !r->m)
		return diag_error(diag, EX_DATAERR, _("rule %s is for %s only: name the member"), r->rule, (*rule)->roles);
	if (r->m && !role_in((*rule)->roles, r->m->role))
		return diag_error(diag, EX_DATAERR, _("rule %s is for %s, member %s is %s"), r->rule, (*rule)->roles, r->m->code, r->m->role);
	if (*c->act && !text_is_code(c->act))
		return diag_error(diag, EX_DATAERR, _("act `%s` is no code: letters, digits, - and _ are safe"), c->act);
	return 0;
}

static int check_time(struct deeds *d, const struct deed_row *r, char month[static MONTH_SIZE])
{
	const char *days = setting_get(d->l, r->book->id, "late_days");
	char closed[MONTH_SIZE];
	bool late;
	int rc = journal_month(d->l, r->book->id, r->day, month, &late);

	if (rc)
		return rc;
	if (late && !d->late)
		return diag_error(d->l->diag, EX_REFUSED, _("%s of %s is closed: with --late the event counts in %s"),
				  month_of(r->day, closed), r->book->code, month);
	if (strcmp(days, "none") != 0 && d->l->today - r->day > atoi(days))
		return diag_error(d->l->diag, EX_REFUSED, _("the deed of %s is more than %s days old, which is the latest the scheme takes"),
				  r->date, days);
	return 0;
}

static int score_fault(struct deeds *d, const struct claim *c, const struct rule *rule, const struct deed_row *r, enum score_fault fault)
{
	struct diag *diag = d->l->diag;
	char points[DEC_SIZE], own[DEC_SIZE];

	if (fault == SCORE_POINTS_MISSING)
		return diag_error(diag, EX_DATAERR, _("rule %s is open: give the points"), rule->code);
	if (fault == SCORE_POINTS_GIVEN)
		return diag_error(diag, EX_DATAERR, _("rule %s gives %s a time, not %s: leave the points blank"), rule->code,
				  dec_human(rule->points, own), dec_human(r->points, points));
	return diag_error(diag, EX_DATAERR, _("quantity `%s` is too big: its points cannot be counted"), c->quantity);
}

struct window_use {
	struct deeds *d;
	const struct deed_row *r;
	const struct grant *g;
	int rc;
};

/* Usage is kept in the windows of all versions of a rule, so that a new version goes on counting. */
static void use_window(void *ctx, const char *per)
{
	struct window_use *w = ctx;
	const char *members[] = {"", w->r->m ? w->r->m->code : NULL};
	char window[WINDOW_SIZE];
	struct usage *u;

	window_of(w->r->day, per, window);
	for (size_t i = 0; i < 2 && w->rc == 0; i++) {
		if (!members[i])
			continue;
		w->rc = uses_find(w->d->uses, w->r->h, w->r->rule, window, members[i], &u, true);
		if (w->rc == 0 && !usage_add(u, w->g))
			w->rc = diag_error(w->d->l->diag, EX_DATAERR, _("the points are more than can be counted"));
	}
}

static int usage_before(struct deeds *d, const struct rule *rule, const struct deed_row *r, struct usage *out)
{
	char window[WINDOW_SIZE];
	struct usage *u;
	int rc;

	*out = (struct usage){0};
	if (!*rule->cap_per)
		return 0;
	rc = uses_find(d->uses, r->h, r->rule, window_of(r->day, rule->cap_per, window), rule->cap_member && r->m ? r->m->code : "", &u, false);
	if (rc == 0)
		*out = *u;
	return rc;
}

/* `negative floor`: a rule's deduction takes points only down to 0, its score in full. */
static int floor_points(struct deeds *d, const struct deed_row *r, struct grant *g)
{
	int64_t room;
	int rc;

	if (g->points >= 0 || strcmp(setting_get(d->l, r->book->id, "negative"), "floor") != 0)
		return 0;
	rc = roster_account(d->l, r->h);
	room = r->h->balance > 0 ? -r->h->balance : 0;
	if (g->points < room)
		g->points = room;
	return rc;
}

static int append(struct deeds *d, const struct claim *c, const struct deed_row *r, const struct rule *rule, const struct grant *g,
		  const char *month)
{
	struct window_use w = {.d = d, .r = r, .g = g};
	struct entry e = entry_new(g->kind);
	int rc;

	e.book_id = r->book->id;
	memcpy(e.period, month, MONTH_SIZE);
	memcpy(e.date, r->date, DATE_SIZE);
	e.id = r->id;
	e.member = r->m ? r->m->code : "";
	e.role = r->m ? r->m->role : "";
	e.rule = rule->code;
	e.category = rule->category;
	e.act = c->act;
	e.quantity = rule->points == BLANK && rule->counts != COUNTS_VETO ? r->points : r->quantity;
	e.score = g->score;
	e.points = g->points;
	e.source = c->source;
	e.actor = d->job->actor;
	rc = journal_append(d->l, &e, r->h, c->note, e.kind);
	if (rc == 0)
		rc = ids_add(d->l, r->book->id, r->id_kind, r->key, e.seq);
	if (rc == 0)
		rulebook_windows(d->rules, r->rule, use_window, &w);
	return rc ? rc : w.rc ? w.rc : print_entry(d->out, d->l, &e, "posted", g->remark);
}

static int score_and_append(struct deeds *d, const struct claim *c, const struct deed_row *r)
{
	struct deed deed = {.quantity = r->quantity, .points = r->points};
	const struct rule *rule = NULL;
	char month[MONTH_SIZE];
	enum score_fault fault;
	struct usage used;
	struct grant g;
	int rc = deed_check_correction(d, r);

	if (rc == 0)
		rc = check_deed(d, c, r, &rule);
	if (rc == 0)
		rc = check_time(d, r, month);
	if (rc == 0)
		rc = usage_before(d, rule, r, &used);
	if (rc)
		return rc;
	fault = score_deed(rule, &used, &deed, &g);
	if (fault != SCORE_OK)
		return score_fault(d, c, rule, r, fault);
	rc = floor_points(d, r, &g);
	return rc ? rc : append(d, c, r, rule, &g, month);
}

static bool not_rated(const char *s)
{
	return strcmp(s, "/") == 0 || strcmp(s, "-") == 0;
}

enum outcome deeds_post(struct deeds *d, const struct claim *c, int *status)
{
	struct deed_row r = {0};
	int rc, got;

	if (not_rated(c->quantity) || not_rated(c->points))
		return ROW_NOT_RATED;
	rc = find_household(d, c, &r);
	if (rc == 0)
		rc = parse_figures(d, c, &r);
	if (rc == 0)
		rc = deed_id(d, c, &r);
	if (rc)
		return outcome_of(rc, status);
	got = deed_known(d, c, &r, &rc);
	if (got > 0)
		return ROW_DUPLICATE;
	if (got == 0)
		rc = score_and_append(d, c, &r);
	return rc ? outcome_of(rc, status) : ROW_POSTED;
}
