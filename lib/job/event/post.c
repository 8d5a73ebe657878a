#include "job/event/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/text.h"

int deeds_open(struct deeds *d, struct job *job, struct ledger *l)
{
	d->job = job;
	d->l = l;
	l->command = job->command;
	d->uses = uses_new(l);
	return rulebook_read(l, &d->rules);
}

int deeds_run(struct deeds *d, struct job *job, struct ledger *l, int (*f)(void *ctx), void *ctx)
{
	int rc = deeds_open(d, job, l);

	if (rc == 0) {
		d->out = job_print(job, journal_columns);
		rc = ledger_begin(l);
		if (rc == 0) {
			rc = f(ctx);
			if (rc == 0)
				rc = uses_flush(d->uses);
			rc = ledger_finish(l, rc, job->dry_run);
		}
		printer_end(d->out);
	}
	deeds_close(d);
	return rc;
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

void deed_print_claim(struct deeds *d, const struct deed_row *r, const char *state, const char *remark)
{
	const struct claim_shown c = {r->id, r->book, r->date, r->h, r->m, r->rule, r->quantity, r->points};

	print_claim(d->out, &c, state, remark);
}

/* A member's household is at hand with the member: it need not be looked up as well when it is the one that is named. */
static int by_member(struct deeds *d, const struct claim *c, struct deed_row *r)
{
	if (!r->book || !*c->member || !roster_has_member(d->l, r->book, c->member, &r->m) ||
	    strcmp(r->m->household->code, c->household) != 0)
		return roster_household(d->l, r->book, c->household, &r->h);
	r->h = r->m->household;
	return 0;
}

/* Where a sheet has both, the name must be one of the household's: a row that slipped by a line is found so. */
static int by_code(struct deeds *d, const struct claim *c, struct deed_row *r)
{
	bool known = true;
	int rc = by_member(d, c, r);

	if (rc == 0 && *c->name)
		rc = roster_has_name(d->l, r->h, c->name, &known);
	if (rc == 0 && !known)
		rc = diag_error(d->l->diag, EX_DATAERR, _("nobody in household %s is named %s; its head is %s"), c->household, c->name, r->h->head);
	return rc;
}

static int find_household(struct deeds *d, const struct claim *c, struct deed_row *r)
{
	const char *book = *c->book ? c->book : d->job->book;
	int rc = book ? book_find(d->l, book, &r->book) : 0;

	if (rc)
		return rc;
	if (*c->household)
		rc = by_code(d, c, r);
	else if (*c->name)
		rc = roster_by_name(d->l, r->book, c->name, c->group, &r->h);
	else
		rc = diag_error(d->l->diag, EX_DATAERR, _("no household: give its code, or a name"));
	if (rc)
		return rc;
	r->book = r->h->book;
	if (!*c->member || (r->m && r->m->household == r->h))
		return 0;
	return roster_member(d->l, r->book, c->member, r->h, &r->m);
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

static bool not_rated(const char *s)
{
	return strcmp(s, "/") == 0 || strcmp(s, "-") == 0;
}

enum outcome deeds_post(struct deeds *d, const struct claim *c, int *status)
{
	struct deed_row r = {.corrects = c->corrects ? c->corrects : "", .ref = "", .recorder = d->job->actor, .late = d->late};
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
		return deed_take(d, c, &r, status);
	return outcome_of(rc, status);
}
