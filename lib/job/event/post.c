/* From what was typed to a row: household, figures, id; then posted, unless it is known. */
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/event/internal.h"

/* A member's household is at hand with the member: it need not be looked up as well when it is the one that is named. */
static int household_by_member(struct event_run *run, const struct event_input *in, struct event_row *r)
{
	int rc = r->book && *in->member ? roster_look_member(run->l, r->book, in->member, &r->m) : 0;

	if (rc)
		return rc;
	if (!r->m || strcmp(r->m->household->code, in->household) != 0)
		return roster_household(run->l, r->book, in->household, &r->h);
	r->h = r->m->household;
	return 0;
}

/* Where a sheet has both, the name must be one of the household's: a row that slipped by a line is found so. */
static int household_by_code(struct event_run *run, const struct event_input *in, struct event_row *r)
{
	bool known = true;
	int rc = household_by_member(run, in, r);

	if (rc == 0 && *in->name)
		rc = roster_has_name(run->l, r->h, in->name, &known);
	if (rc == 0 && !known)
		rc = diag_error(run->l->diag, EX_DATAERR, _("nobody in household %s is named %s; its head is %s"), in->household, in->name, r->h->head);
	return rc;
}

static int find_event_household(struct event_run *run, const struct event_input *in, struct event_row *r)
{
	const char *book = *in->book ? in->book : run->job->book;
	int rc = book ? book_find(run->l, book, &r->book) : 0;

	if (rc)
		return rc;
	if (*in->household)
		rc = household_by_code(run, in, r);
	else if (*in->name)
		rc = roster_by_name(run->l, r->book, in->name, in->group, &r->h);
	else
		rc = diag_error(run->l->diag, EX_DATAERR, _("no household: give its code, or a name"));
	if (rc)
		return rc;
	r->book = r->h->book;
	if (!*in->member || (r->m && r->m->household == r->h))
		return 0;
	return roster_member(run->l, r->book, in->member, r->h, &r->m);
}

/* Well written, so what is wrong is the size. */
static bool is_too_big(const char *s)
{
	const char *p = s + (*s == '-' || *s == '+');
	size_t whole = strspn(p, "0123456789"), decimals = p[whole] == '.' ? strspn(p + whole + 1, "0123456789") : 0;

	return whole > 0 && decimals <= 2 && p[whole + (decimals > 0) + decimals] == '\0';
}

static int bad_number(struct event_run *run, const char *what, const char *s)
{
	if (is_too_big(s))
		return diag_error(run->l->diag, EX_DATAERR, _("%s `%s` is too big: at most 92233720368547758 can be counted"), what, s);
	return diag_error(run->l->diag, EX_DATAERR, _("%s `%s` is no number with at most two decimals"), what, s);
}

static int parse_figures(struct event_run *run, const struct event_input *in, struct event_row *r)
{
	r->quantity = 100;
	r->points = BLANK;
	if (*in->quantity && !dec_parse(in->quantity, &r->quantity))
		return bad_number(run, "quantity", in->quantity);
	if (*in->points && (!dec_parse(in->points, &r->points) || r->points == BLANK))
		return bad_number(run, "points", in->points);
	if (r->quantity <= 0)
		return diag_error(run->l->diag, EX_DATAERR, _("quantity `%s` must be above 0"), in->quantity);
	r->day = run->l->today;
	if (!*in->date && !run->fresh_ids)
		return diag_error(run->l->diag, EX_DATAERR, _("no date: write it as 2025-07-16"));
	if (*in->date && !date_parse(in->date, &r->day))
		return diag_error(run->l->diag, EX_DATAERR, _("`%s` is no day between 2000 and 2099: write it as 2025-07-16"), in->date);
	date_format(r->day, r->date);
	if (!*in->rule)
		return diag_error(run->l->diag, EX_DATAERR, _("no rule: give its code"));
	r->rule = in->rule;
	return 0;
}

static bool not_rated(const char *s)
{
	return strcmp(s, "/") == 0 || strcmp(s, "-") == 0;
}

enum outcome event_post(struct event_run *run, const struct event_input *in, int *status)
{
	struct event_row r = {.corrects = in->corrects ? in->corrects : "", .ref = "", .recorder = run->job->actor, .late = run->late};
	bool known;
	int rc;

	if (not_rated(in->quantity) || not_rated(in->points))
		return ROW_NOT_RATED;
	rc = event_run_rules(run);
	if (rc == 0)
		rc = find_event_household(run, in, &r);
	if (rc == 0)
		rc = parse_figures(run, in, &r);
	if (rc == 0)
		rc = event_set_id(run, in, &r);
	if (rc)
		return outcome_of(rc, status);
	rc = event_duplicate(run, in, &r, &known);
	if (rc)
		return outcome_of(rc, status);
	return known ? ROW_DUPLICATE : event_accept(run, in, &r, status);
}
