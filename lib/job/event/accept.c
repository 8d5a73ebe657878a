/* A deed that is new: held against the scheme, then scored and posted, or kept as a claim. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/period.h"
#include "job/event/internal.h"
#include "ledger/journal/ids.h"
#include "ledger/journal/vetoes.h"
#include "ledger/points/lots.h"
#include "ledger/usage/history.h"

static int check_member(struct deeds *d, const struct deed_row *r, const struct rule *rule)
{
	struct diag *diag = d->l->diag;

	if (*rule->roles && !r->m)
		return diag_error(diag, EX_DATAERR, _("rule %s is for %s only: name the member"), r->rule, rule->roles);
	if (rule->cap_member && !r->m)
		return diag_error(diag, EX_DATAERR, _("the cap of rule %s is each member's: name the member"), r->rule);
	if (r->m && !role_in(rule->roles, r->m->role))
		return diag_error(diag, EX_DATAERR, _("rule %s is for %s, member %s is %s"), r->rule, rule->roles, r->m->code, r->m->role);
	return 0;
}

static int check_deed(struct deeds *d, const struct claim *c, const struct deed_row *r, const struct rule **rule)
{
	struct diag *diag = d->l->diag;
	char today[DATE_SIZE];
	int rc;

	if (r->day > d->l->today)
		return diag_error(diag, EX_DATAERR, _("date %s is after today, %s"), r->date, date_format(d->l->today, today));
	if (!r->h->active)
		return diag_error(diag, EX_DATAERR, _("household %s of %s has ended: only active ones get points"), r->h->code, r->book->code);
	*rule = rulebook_find(d->l, d->rules, r->book, r->rule, r->date);
	if (!*rule)
		return EX_DATAERR;
	rc = check_member(d, r, *rule);
	if (rc)
		return rc;
	if (!r->approved && !rule_takes_evidence(*rule, c->evidence))
		return diag_error(diag, EX_DATAERR, _("rule %s needs evidence: name it (%s)"), r->rule, (*rule)->evidence);
	if (*c->act && (!text_is_code(c->act) || *c->act == '*'))
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
	if (late && !r->late)
		return diag_error(d->l->diag, EX_REFUSED, _("%s of %s is closed: with --late the event counts in %s"),
				  month_of(r->day, closed), r->book->code, month);
	if (!r->approved && strcmp(days, "none") != 0 && d->l->today - r->day > atoi(days))
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

/* `negative floor`: a rule's deduction takes points only down to 0, its score in full. What has died is no longer there to be taken. */
static int floor_points(struct deeds *d, const struct deed_row *r, struct grant *g)
{
	char today[DATE_SIZE];
	struct lots lots;
	int64_t room;
	int rc;

	if (g->points >= 0 || strcmp(setting_get(d->l, r->book->id, "negative"), "floor") != 0)
		return 0;
	rc = household_lots(d->l, r->h, false, &lots);
	if (rc)
		return rc;
	room = lots_worth(&lots, date_format(d->l->today, today));
	lots_free(&lots);
	if (room < 0)
		room = 0;
	if (g->points < -room)
		g->points = -room;
	return 0;
}

static struct deed_facts facts(const struct claim *c, const struct deed_row *r, const struct rule *rule, bool offence)
{
	return (struct deed_facts){r->h, r->rule, rule->category, r->m ? r->m->code : "", r->m, c->act, r->day, offence};
}

/* What the rule makes of the deed after what was given before. */
static int score(struct deeds *d, const struct claim *c, const struct deed_row *r, const struct rule *rule, struct grant *g)
{
	const struct category *category = rulebook_category(d->l, d->rules, r->book, rule->category);
	const struct ladder *ladder = *rule->ladder ? rulebook_ladder(d->l, d->rules, r->book, rule->ladder) : NULL;
	const struct deed deed = {.quantity = r->quantity, .points = r->points, .in_act = *c->act != '\0'};
	const struct deed_facts f = facts(c, r, rule, false);
	struct history before;
	enum score_fault fault;
	int rc = history_read(d->uses, rule, category, &f, &before);

	if (rc)
		return rc;
	if (*rule->ladder && !ladder)
		return diag_error(d->l->diag, EX_CONFIG, _("rule %s uses ladder %s, which is not in the scheme"), rule->code, rule->ladder);
	fault = score_deed(rule, category, ladder, &before, &deed, g);
	return fault == SCORE_OK ? floor_points(d, r, g) : score_fault(d, c, rule, r, fault);
}

/* The text kept for an entry: the note, and what the evidence was. *made is to be freed. */
static const char *note_text(const struct claim *c, char **made)
{
	*made = *c->evidence ? xasprintf("%s%s%s", c->note, *c->note ? "; " : "", c->evidence) : NULL;
	return *made ? *made : c->note;
}

/* A veto acts to the end of the rule's window, by default the year. */
static int keep_veto(struct deeds *d, const struct deed_row *r, const struct rule *rule, const struct entry *e)
{
	char until[DATE_SIZE];

	date_format(window_last(r->day, *rule->cap_per ? rule->cap_per : "year"), until);
	return veto_add(d->l, e, r->h, until);
}

static int append(struct deeds *d, const struct claim *c, struct deed_row *r, const struct rule *rule, const struct grant *g,
		  const char *month)
{
	const struct deed_facts f = facts(c, r, rule, g->kind == KIND_DEDUCT);
	struct entry e = entry_new(g->kind);
	char *made;
	const char *note = note_text(c, &made);
	int rc;

	e.book_id = r->book->id;
	memcpy(e.period, month, MONTH_SIZE);
	memcpy(e.date, r->date, DATE_SIZE);
	e.id = r->id;
	e.member = f.member;
	e.role = r->m ? r->m->role : "";
	e.rule = rule->code;
	e.category = rule->category;
	e.act = c->act;
	e.quantity = rule_is_open(rule) ? r->points : r->quantity;
	e.score = g->score;
	e.points = g->points;
	e.ref = r->ref;
	e.corrects = r->corrects;
	e.source = c->source;
	e.actor = r->recorder;
	rc = journal_append(d->l, &e, r->h, note, e.kind);
	r->posted = rc == 0;
	free(made);
	if (rc == 0 && e.kind == KIND_VETO)
		rc = keep_veto(d, r, rule, &e);
	if (rc == 0)
		rc = ids_add(d->l, r->book->id, r->id_kind, r->key, e.seq);
	if (rc == 0)
		rc = history_add(d->l, d->uses, d->rules, &f, history_quantity(rule, e.quantity), g->score, 1);
	if (rc == 0)
		print_entry_of(d->out, r->h, &e, "posted", g->remark);
	return rc;
}

static int post(struct deeds *d, const struct claim *c, struct deed_row *r, const struct rule *rule, const char *month)
{
	struct grant g = {0};
	int rc = score(d, c, r, rule, &g);

	return rc ? rc : append(d, c, r, rule, &g, month);
}

static int keep_claim(struct deeds *d, const struct claim *c, const struct deed_row *r, const struct rule *rule)
{
	const struct claim_new row = {.book = r->book, .claim = r->id, .key = r->key, .id_kind = r->id_kind, .date = r->date,
				      .household = r->h->id, .member = r->m ? r->m->code : "", .rule = rule->code, .quantity = r->quantity,
				      .points = r->points, .act = c->act, .evidence = c->evidence, .note = c->note, .late = r->late,
				      .source = c->source, .recorder = r->recorder};
	int rc = claim_add(d->l, &row);

	if (rc == 0)
		deed_print_claim(d, r, "pending", "");
	return rc;
}

enum outcome deed_take(struct deeds *d, const struct claim *c, struct deed_row *r, int *status)
{
	bool review = strcmp(setting_get(d->l, r->book->id, "review"), "none") != 0 && !d->no_review;
	const struct rule *rule = NULL;
	char month[MONTH_SIZE];
	int rc = deed_check_correction(d, r);

	if (rc == 0)
		rc = check_deed(d, c, r, &rule);
	if (rc == 0 && !rule)
		bug("a deed passed without a rule");
	if (rc == 0)
		rc = check_time(d, r, month);
	if (rc == 0)
		rc = review ? keep_claim(d, c, r, rule) : post(d, c, r, rule, month);
	if (rc && r->posted) {
		/* It is in the journal already and cannot be left out alone. */
		*status = rc;
		return ROW_FATAL;
	}
	return rc ? outcome_of(rc, status) : review ? ROW_PENDING : ROW_POSTED;
}

int deed_approved(struct deeds *d, const struct claim_row *row, const char *reviewers)
{
	char quantity[DEC_SIZE];
	struct claim c = {.event = row->claim, .quantity = dec_format(row->quantity, quantity), .act = row->act, .evidence = row->evidence, .note = row->note, .source = row->source};
	struct deed_row r = {.book = row->book, .rule = row->rule, .quantity = row->quantity, .points = row->points, .id_kind = row->id_kind,
			     .key = row->key, .corrects = "", .ref = reviewers, .recorder = row->recorder, .late = row->late, .approved = true};
	const struct rule *rule = NULL;
	char month[MONTH_SIZE];
	int rc = roster_by_id(d->l, row->book, row->household, &r.h);

	if (rc == 0 && *row->member)
		rc = roster_member(d->l, row->book, row->member, NULL, &r.m);
	if (rc == 0 && !date_parse(row->date, &r.day))
		rc = diag_error(d->l->diag, EX_DATAERR, _("claim %s has no proper date"), row->claim);
	if (rc)
		return rc;
	date_format(r.day, r.date);
	snprintf(r.id, sizeof r.id, "%s", row->claim);
	rc = check_deed(d, &c, &r, &rule);
	if (rc == 0 && !rule)
		bug("a claim passed without a rule");
	if (rc == 0)
		rc = check_time(d, &r, month);
	return rc ? rc : post(d, &c, &r, rule, month);
}
