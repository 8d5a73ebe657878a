/* A new event: held against the scheme, then scored and posted, or stored as a claim. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/period.h"
#include "job/event/internal.h"
#include "job/intake/document.h"
#include "ledger/points/lots.h"
#include "ledger/post/post.h"
#include "ledger/usage/history.h"

static int check_member(struct event_run *run, const struct event_row *r, const struct rule *rule)
{
	struct diag *diag = run->l->diag;

	if (*rule->roles && !r->m)
		return diag_error(diag, EX_DATAERR, _("rule %s is for %s only: name the member"), r->rule, rule->roles);
	if (rule->cap_member && !r->m)
		return diag_error(diag, EX_DATAERR, _("the cap of rule %s is each member's: name the member"), r->rule);
	if (r->m && !role_in(rule->roles, r->m->role))
		return diag_error(diag, EX_DATAERR, _("rule %s is for %s, member %s is %s"), r->rule, rule->roles, r->m->code, r->m->role);
	return 0;
}

static int check_event(struct event_run *run, const struct event_input *in, const struct event_row *r, const struct rule **rule)
{
	struct diag *diag = run->l->diag;
	char today[DATE_SIZE];
	int rc;

	if (r->day > run->l->today)
		return diag_error(diag, EX_DATAERR, _("date %s is after today, %s"), r->date, date_format(run->l->today, today));
	if (!r->h->active)
		return diag_error(diag, EX_DATAERR, _("household %s of %s has ended: only active ones get points"), r->h->code, r->book->code);
	*rule = rulebook_find(run->l, run->rules, r->book, r->rule, r->date);
	if (!*rule)
		return EX_DATAERR;
	rc = document_bounds(run->l, r->book, r->quantity, r->points);
	if (rc == 0)
		rc = check_member(run, r, *rule);
	if (rc)
		return rc;
	if (!r->approved && !rule_takes_evidence(*rule, in->evidence))
		return diag_error(diag, EX_DATAERR, _("rule %s needs evidence: name it (%s)"), r->rule, (*rule)->evidence);
	if (*in->act && (!text_is_code(in->act) || *in->act == '*'))
		return diag_error(diag, EX_DATAERR, _("act `%s` is no code: letters, digits, - and _ are safe"), in->act);
	return 0;
}

static int check_time(struct event_run *run, const struct event_row *r, char month[static MONTH_SIZE])
{
	const char *days = setting_get(run->l, r->book->id, "late_days");
	char closed[MONTH_SIZE];
	bool late;
	int rc = journal_month(run->l, r->book->id, r->day, month, &late);

	if (rc)
		return rc;
	if (late && !r->late)
		return diag_error(run->l->diag, EX_REFUSED, _("%s of %s is closed: with --late the event counts in %s"),
				  month_of(r->day, closed), r->book->code, month);
	if (!r->approved && strcmp(days, "none") != 0 && run->l->today - r->day > atoi(days))
		return diag_error(run->l->diag, EX_REFUSED, _("the deed of %s is more than %s days old, which is the latest the scheme takes"),
				  r->date, days);
	return 0;
}

static int score_fault(struct event_run *run, const struct event_input *in, const struct rule *rule, const struct event_row *r, enum score_fault fault)
{
	struct diag *diag = run->l->diag;
	char points[DEC_SIZE], own[DEC_SIZE];

	if (fault == SCORE_POINTS_MISSING)
		return diag_error(diag, EX_DATAERR, _("rule %s is open: give the points"), rule->code);
	if (fault == SCORE_POINTS_GIVEN)
		return diag_error(diag, EX_DATAERR, _("rule %s gives %s a time, not %s: leave the points blank"), rule->code,
				  dec_human(rule->points, own), dec_human(r->points, points));
	return diag_error(diag, EX_DATAERR, _("quantity `%s` is too big: its points cannot be counted"), in->quantity);
}

/* `negative floor`: a rule's deduction takes points only down to 0, its score in full. What has died is no longer there to be taken. */
static int floor_points(struct event_run *run, const struct event_row *r, struct grant *g)
{
	char today[DATE_SIZE];
	struct lots lots;
	int64_t room;
	int rc;

	if (g->points >= 0 || strcmp(setting_get(run->l, r->book->id, "negative"), "floor") != 0)
		return 0;
	rc = household_lots(run->l, r->h, false, &lots);
	if (rc)
		return rc;
	room = lots_worth(&lots, date_format(run->l->today, today));
	lots_free(&lots);
	if (room < 0)
		room = 0;
	if (g->points < -room)
		g->points = -room;
	return 0;
}

static struct deed_facts facts_of_row(const struct event_input *in, const struct event_row *r, const struct rule *rule)
{
	return (struct deed_facts){r->h, r->rule, rule->category, r->m ? r->m->code : "", r->m, in->act, r->day, false};
}

/* What the rule makes of the event after what was given before. */
static int score_row(struct event_run *run, const struct event_input *in, const struct event_row *r, const struct rule *rule, struct grant *g)
{
	const struct category *category = rulebook_category(run->l, run->rules, r->book, rule->category);
	const struct ladder *ladder = *rule->ladder ? rulebook_ladder(run->l, run->rules, r->book, rule->ladder) : NULL;
	const struct event_figures event = {.quantity = r->quantity, .points = r->points, .in_act = *in->act != '\0'};
	const struct deed_facts f = facts_of_row(in, r, rule);
	struct history before;
	enum score_fault fault;
	int rc = history_read(ledger_uses(run->l), rule, category, &f, &before);

	if (rc)
		return rc;
	if (*rule->ladder && !ladder)
		return diag_error(run->l->diag, EX_CONFIG, _("rule %s uses ladder %s, which is not in the scheme"), rule->code, rule->ladder);
	fault = score_event(rule, category, ladder, &before, &event, g);
	return fault == SCORE_OK ? floor_points(run, r, g) : score_fault(run, in, rule, r, fault);
}

/* The text kept for an entry: the note, and what the evidence was. *made is to be freed. */
static const char *note_text(const struct event_input *in, char **made)
{
	*made = *in->evidence ? xasprintf("%s%s%s", in->note, *in->note ? "; " : "", in->evidence) : NULL;
	return *made ? *made : in->note;
}

static int append_event(struct event_run *run, const struct event_input *in, struct event_row *r, const struct rule *rule, const struct grant *g,
		  const char *month)
{
	const struct id_place id = {r->id_kind, r->key};
	struct entry e = entry_new(g->kind);
	char *made;
	const char *note = note_text(in, &made);
	int rc;

	e.book_id = r->book->id;
	memcpy(e.period, month, MONTH_SIZE);
	memcpy(e.date, r->date, DATE_SIZE);
	e.id = r->id;
	e.member = r->m ? r->m->code : "";
	e.role = r->m ? r->m->role : "";
	e.rule = rule->code;
	e.category = rule->category;
	e.act = in->act;
	e.quantity = rule_is_open(rule) ? r->points : r->quantity;
	e.score = g->score;
	e.points = g->points;
	e.ref = r->ref;
	e.corrects = r->corrects;
	e.source = in->source;
	e.actor = r->recorder;
	rc = post_entry(run->l, &(struct post){.entry = &e, .household = r->h, .member = r->m, .note = note, .id = &id});
	free(made);
	if (rc == 0)
		print_entry_of(run->out, r->h, &e, "posted", g->remark);
	return rc;
}

static int score_and_post(struct event_run *run, const struct event_input *in, struct event_row *r, const struct rule *rule, const char *month)
{
	struct grant g = {0};
	int rc = score_row(run, in, r, rule, &g);

	return rc ? rc : append_event(run, in, r, rule, &g, month);
}

static int keep_claim(struct event_run *run, const struct event_input *in, const struct event_row *r, const struct rule *rule)
{
	const struct claim_new row = {.book = r->book, .claim = r->id, .key = r->key, .id_kind = r->id_kind, .date = r->date,
				      .household = r->h->id, .member = r->m ? r->m->code : "", .rule = rule->code, .quantity = r->quantity,
				      .points = r->points, .act = in->act, .evidence = in->evidence, .note = in->note, .late = r->late,
				      .source = in->source, .recorder = r->recorder};
	int rc = claim_add(run->l, &row);

	if (rc == 0)
		event_print_claim(run, r, "pending", "");
	return rc;
}

enum outcome event_accept(struct event_run *run, const struct event_input *in, struct event_row *r, int *status)
{
	bool review = strcmp(setting_get(run->l, r->book->id, "review"), "none") != 0 && !run->no_review;
	const struct rule *rule = NULL;
	char month[MONTH_SIZE];
	int rc = event_check_correction(run, r);

	if (rc == 0)
		rc = check_event(run, in, r, &rule);
	if (rc == 0 && !rule)
		bug("an event passed without a rule");
	if (rc == 0)
		rc = check_time(run, r, month);
	if (rc == 0)
		rc = review ? keep_claim(run, in, r, rule) : score_and_post(run, in, r, rule, month);
	return rc ? outcome_of(rc, status) : review ? ROW_PENDING : ROW_POSTED;
}

int event_post_claim(struct event_run *run, const struct claim_row *claim, const char *reviewers)
{
	char quantity[DEC_SIZE];
	struct event_input in = {.event = claim->claim, .quantity = dec_format(claim->quantity, quantity), .act = claim->act,
				 .evidence = claim->evidence, .note = claim->note, .source = claim->source};
	struct event_row r = {.book = claim->book, .rule = claim->rule, .quantity = claim->quantity, .points = claim->points, .id_kind = claim->id_kind,
			     .key = claim->key, .corrects = "", .ref = reviewers, .recorder = claim->recorder, .late = claim->late, .approved = true};
	const struct rule *rule = NULL;
	char month[MONTH_SIZE];
	int rc = event_run_rules(run);

	if (rc == 0)
		rc = roster_by_id(run->l, claim->book, claim->household, &r.h);
	if (rc == 0 && *claim->member)
		rc = roster_member(run->l, claim->book, claim->member, NULL, &r.m);
	if (rc == 0 && !date_parse(claim->date, &r.day))
		rc = diag_error(run->l->diag, EX_DATAERR, _("claim %s has no proper date"), claim->claim);
	if (rc)
		return rc;
	date_format(r.day, r.date);
	snprintf(r.id, sizeof r.id, "%s", claim->claim);
	rc = check_event(run, &in, &r, &rule);
	if (rc == 0 && !rule)
		bug("a claim passed without a rule");
	if (rc == 0)
		rc = check_time(run, &r, month);
	return rc ? rc : score_and_post(run, &in, &r, rule, month);
}
