/* What a panel decided against what was proposed: row by row, and the stream as a whole. */
#include <string.h>

#include "base/lang.h"
#include "job/honor/award_row.h"

bool award_is_out(const struct award_row *r)
{
	return strcmp(r->state, "removed") == 0 || strcmp(r->state, "passed over") == 0;
}

/* A departure from the proposal needs its reason. */
static int check_state(struct awarding *a, const struct award_row *r)
{
	struct diag *d = a->h.l->diag;
	enum honor_state now = r->proposed ? r->proposed->state : HONOR_OUT;
	bool open = now == HONOR_CANDIDATE || now == HONOR_TIE, added = strcmp(r->state, "added") == 0;

	/* Of those nominated the stream alone says who they are, and how many. */
	if (strcmp(r->state, "candidate") == 0 && now != HONOR_CANDIDATE && !(r->proposal->nominated && open))
		return diag_error(d, EX_DATAERR,
				  _("is no candidate of %s now: propose anew, or write `added` and the reason"),
				  r->proposal->honor);
	if (strcmp(r->state, "tie") == 0)
		return diag_error(d, EX_DATAERR,
				  _("the tie is not decided: write `awarded` or `removed`, and the reason"));
	if (strcmp(r->state, "awarded") == 0 && !open)
		return diag_error(d, EX_DATAERR, _("was not proposed for %s: write `added` and the reason"),
				  r->proposal->honor);
	if ((added || strcmp(r->state, "removed") == 0) && !*r->reason)
		return diag_error(d, EX_DATAERR, _("`%s` needs its reason"), r->state);
	return 0;
}

/* What the panel cannot decide: a veto is repaired first. */
static int check_veto(struct awarding *a, const struct award_row *r)
{
	int64_t veto = r->household ? proposal_veto(r->proposal, r->book, r->household->code) : 0;

	if (!veto || award_is_out(r))
		return 0;
	return diag_error(a->h.l->diag, EX_REFUSED,
			  _("household %s is under the veto %s:%lld, which has to be repaired first"),
			  r->household->code, r->book->code, (long long)veto);
}

int award_check(struct awarding *a, const struct award_row *r)
{
	int rc = check_state(a, r);

	return rc ? rc : check_veto(a, r);
}

/* Nobody falls out of a proposal in silence. Who was nominated only the stream knows. */
static int check_named(struct awarding *a, const struct made *m)
{
	int rc = 0;

	for (size_t i = 0; i < m->proposal.n && !m->proposal.nominated; i++) {
		const struct proposed *p = &m->proposal.all[i];
		if (p->answered || p->state == HONOR_PASSED)
			continue;
		rc = diag_error(a->h.l->diag, EX_DATAERR,
				_("%s:%s%s%s is a %s for %s and is not in the stream: say `removed` and the reason"),
				p->book->code, p->household, *p->member ? " " : "", p->member, proposed_state(p),
				m->proposal.honor);
	}
	return rc;
}

/* More than there are places needs a word on why. */
static int check_places(struct awarding *a, const struct made *m)
{
	const struct proposal *p = &m->proposal;

	if (p->top == BLANK || m->given <= p->top || (p->all_ties && !p->nominated))
		return 0;
	return diag_error(
		a->h.l->diag, EX_DATAERR,
		_("%lld are named for %s, which has %lld places: write `added` and the reason for those beyond"),
		(long long)m->given, p->honor, (long long)p->top);
}

int award_check_stream(void *ctx)
{
	struct awarding *a = ctx;
	int rc = 0;

	diag_at(a->h.l->diag, NULL, 0);
	for (size_t i = 0; i < a->nmade; i++) {
		int bad = a->made[i]->known ? 0 : check_named(a, a->made[i]);
		if (bad == 0 && !a->made[i]->known)
			bad = check_places(a, a->made[i]);
		rc = bad ? bad : rc;
	}
	return rc;
}
