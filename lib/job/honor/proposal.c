#include "job/honor/proposal.h"

#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "domain/rule.h"
#include "ledger/records/awards.h"

/* A proposal in the making. */
struct proposal_making {
	struct honoring *h;
	const struct scheme_rows *honors;
	size_t row;
	const char *honor;
	bool hours, nominated;
	enum standing_level level;
	struct proposal *out;
	struct honor_candidate *all;
	struct maker *of; /* whom each candidate's code stands for */
	size_t n;
};

/* Who stands behind a candidate. */
struct maker {
	const struct book *book;
	char *code; /* `BOOK:HOUSEHOLD[:MEMBER]`: ties are broken by it, and it finds the maker again */
	char *household, *member, *name, *why;
};

static const char *honor_cell(const struct proposal_making *m, const char *column)
{
	return in_force_get(m->honors, m->row, column);
}

static const char *nomination(const struct proposal_making *m, const struct book *book, const struct standing *s)
{
	return honoring_nomination(m->h, book, m->honor, s->household->code, s->member ? s->member->code : "");
}

/* Of a nomination the role of today counts; figures are sorted by the role of their day. */
static int candidate_has_role(const struct proposal_making *m, const struct book *book, const struct standing *s, bool *has)
{
	struct member *person = NULL;
	int rc = m->nominated && s->member ? roster_look_member(m->h->l, book, s->member->code, &person) : 0;

	*has = !person || role_in(honor_cell(m, "roles"), person->role);
	return rc;
}

/* What bars somebody whatever was awarded before, in words; NULL: nothing does. Owned by the caller. */
static char *find_bar(const struct proposal_making *m, const struct standing *s, const struct book *book, int64_t figure,
		      bool has_role)
{
	int64_t from = m->nominated ? in_force_amount(m->honors, m->row, "from") : BLANK;
	char points[DEC_SIZE], least[DEC_SIZE];

	if ((s->household && !s->household->active) || (s->member && !s->member->active))
		return xstrdup(_("not on the roster any more"));
	if (s->veto && strcmp(honor_cell(m, "vetoed"), "no") == 0)
		return xasprintf(_("under the veto %s:%lld"), book->code, (long long)s->veto);
	if (s->blemish > 0)
		return xasprintf(_("%s deducted in %s"), dec_human(s->blemish, points), honor_cell(m, "spotless"));
	if (!has_role)
		return xasprintf(_("for %s only"), honor_cell(m, "roles"));
	if (from != BLANK && figure < from)
		return xasprintf(_("%s, and %s are needed"), dec_human(figure, points), dec_human(from, least));
	return NULL;
}

/* *why becomes what bars somebody; it stays NULL when nothing does. Owned by the caller. */
static int bar_candidate(const struct proposal_making *m, const struct standing *s, const struct book *book, int64_t figure,
			 char **why)
{
	struct award before = {
		m->h->before, m->honor, s->household ? s->household->code : "", s->member ? s->member->code : "", 0, 0};
	bool has_role;
	int rc = candidate_has_role(m, book, s, &has_role);

	*why = NULL;
	if (rc)
		return rc;
	*why = find_bar(m, s, book, figure, has_role);
	if (*why || strcmp(honor_cell(m, "again"), "no") != 0 || !*before.period)
		return 0;
	rc = award_find(m->h->l, book, &before);
	if (rc == 0 && before.seq && before.revoked == 0)
		*why = xasprintf(_("awarded for %s already"), before.period);
	return rc;
}

static int add_candidate(struct proposal_making *m, const struct book *book, const struct standing *s, int64_t figure,
	       const char *nominated)
{
	const struct roll_line *who = s->member ? s->member : s->household;
	struct maker *of;
	char *why;
	int rc = bar_candidate(m, s, book, figure, &why);

	if (rc)
		return rc;
	m->all = xrealloc(m->all, m->n + 1, sizeof *m->all);
	m->of = xrealloc(m->of, m->n + 1, sizeof *m->of);
	of = &m->of[m->n];
	*of = (struct maker){.book = book,
			     .household = xstrdup(s->household ? s->household->code : ""),
			     .member = xstrdup(s->member ? s->member->code : ""),
			     .name = xstrdup(who ? who->name : book->name)};
	of->code = xasprintf("%s:%s:%s", book->code, of->household, of->member);
	m->all[m->n++] = (struct honor_candidate){.figure = figure,
						  .deducted = s->deducted,
						  .earned = s->earned,
						  .code = of->code,
						  .barred = why != NULL};
	of->why = why ? why : *nominated ? xstrdup(nominated) : NULL;
	return 0;
}

/* A village as a whole: its figure is what falls to each active household. */
static int add_book(struct proposal_making *m, const struct book *book, const struct standings *s)
{
	struct standing all = {0};
	int64_t active = 0, figure;

	for (size_t i = 0; i < s->households.n; i++)
		active += s->households.all[i].active;
	if (active == 0 || s->n == 0)
		return 0;
	all = s->all[0];
	if (!dec_muldiv(m->hours ? all.hours : all.score, 1, active, &figure))
		return 0;
	return add_candidate(m, book, &all, figure, "");
}

static int add_people(struct proposal_making *m, const struct book *book, const struct standings *s)
{
	int rc = 0;

	for (size_t i = 0; i < s->n && rc == 0; i++) {
		const struct standing *x = &s->all[i];
		const char *why = !x->household   ? NULL
				  : m->nominated  ? nomination(m, book, x)
				  : x->events > 0 ? ""
						  : NULL;
		if (why)
			rc = add_candidate(m, book, x, m->hours ? x->hours : x->score, why);
	}
	return rc;
}

static void keep_vetoes(struct proposal_making *m, const struct book *book, const struct standings *s)
{
	for (size_t i = 0; i < s->n && strcmp(honor_cell(m, "vetoed"), "no") == 0; i++) {
		char *key = s->all[i].veto ? xasprintf("%s:%s", book->code, s->all[i].household->code) : NULL;
		if (key)
			map_put(&m->out->vetoed, key, strlen(key), s->all[i].veto, NULL);
		free(key);
	}
}

static int add_from(struct proposal_making *m, const struct book *book)
{
	const struct measure measure = {m->level,
					honor_cell(m, "categories"),
					honor_cell(m, "rules"),
					m->nominated ? "" : honor_cell(m, "roles"),
					honor_cell(m, "spotless"),
					m->nominated};
	const struct rulebook *rules;
	struct standings s = {0};
	int rc = ledger_rules(m->h->l, &rules);

	if (rc == 0)
		rc = standings_read(m->h->l, rules, book, &m->h->period, &measure, &s);
	if (rc == 0)
		keep_vetoes(m, book, &s);
	if (rc == 0)
		rc = m->level == STANDING_BOOK ? add_book(m, book, &s) : add_people(m, book, &s);
	standings_free(&s);
	return rc;
}

/* Villages compete with each other: all for which the row counts. */
static int add_books(struct proposal_making *m)
{
	const struct ledger *l = m->h->l;
	int rc = 0;

	for (size_t i = 0; i < l->nbooks && rc == 0; i++) {
		bool competes;
		rc = honoring_competes(m->h->l, m->honors, m->row, &l->books[i], &competes);
		if (rc == 0 && competes)
			rc = add_from(m, &l->books[i]);
	}
	return rc;
}

static void decide_candidates(struct proposal_making *m)
{
	struct honor_limits limits = {m->out->top, in_force_amount(m->honors, m->row, "from"),
				      honor_ties_of(honor_cell(m, "ties")), m->nominated};

	honor_decide(&limits, m->all, m->n);
}

static struct maker *maker_of(const struct proposal_making *m, const char *code)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->of[i].code == code)
			return &m->of[i];
	bug("nobody stands behind the candidate %s", code);
}

/* What a proposal says of somebody; owned by the caller. */
static char *reason(const struct proposal_making *m, const struct honor_candidate *c, char *why)
{
	if (why || !c->even)
		return why ? why : xstrdup("");
	if (m->nominated)
		return xstrdup(_("more are nominated than there are places: the panel decides"));
	if (c->state == HONOR_TIE)
		return xstrdup(_("equal at the last place: the panel decides"));
	if (m->out->all_ties)
		return xstrdup(_("equal at the last place: all are in"));
	return xstrdup(_("equal at the last place: fewer deductions, then more additions, then the lower code decide"));
}

/* Those who were reached become the proposal; the texts change hands. */
static void hand_over_candidates(struct proposal_making *m, struct proposal *out)
{
	out->all = xcalloc(m->n + 1, sizeof *out->all);
	for (size_t i = 0; i < m->n; i++) {
		const struct honor_candidate *c = &m->all[i];
		struct maker *of = maker_of(m, c->code);
		if (c->state != HONOR_OUT) {
			out->all[out->n++] = (struct proposed){.book = of->book,
							       .household = of->household,
							       .member = of->member,
							       .name = of->name,
							       .why = reason(m, c, of->why),
							       .rank = c->rank,
							       .figure = c->figure,
							       .state = c->state};
		} else {
			free(of->household);
			free(of->member);
			free(of->name);
			free(of->why);
		}
	}
	for (size_t i = 0; i < m->n; i++)
		free(m->of[i].code);
}

/* What an honour is called; its code when the scheme has no title for it. */
static const char *proposal_title(const struct proposal_making *m)
{
	return *honor_cell(m, "title") ? honor_cell(m, "title") : m->honor;
}

int proposal_make(struct honoring *h, const struct book *book, const struct scheme_rows *honors, size_t i,
		  struct proposal *out)
{
	struct proposal_making m = {.h = h, .honors = honors, .row = i, .out = out};
	int rc;

	m.honor = honor_cell(&m, "honor");
	m.hours = strcmp(honor_cell(&m, "basis"), "hours") == 0;
	m.nominated = strcmp(honor_cell(&m, "basis"), "nomination") == 0;
	m.level = standing_level_of(honor_cell(&m, "level"));
	*out = (struct proposal){.honor = xstrdup(m.honor),
				 .title = xstrdup(proposal_title(&m)),
				 .level = xstrdup(honor_cell(&m, "level")),
				 .nominated = m.nominated,
				 .all_ties = honor_ties_of(honor_cell(&m, "ties")) == HONOR_ALL,
				 .top = in_force_amount(honors, i, "top")};
	if (out->top != BLANK)
		out->top /= 100;
	rc = m.level == STANDING_BOOK ? add_books(&m) : add_from(&m, book);
	decide_candidates(&m);
	hand_over_candidates(&m, out);
	free(m.all);
	free(m.of);
	return rc;
}

struct proposed *proposal_find(const struct proposal *p, const struct book *book, const char *household,
			       const char *member)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->all[i].book == book && strcmp(p->all[i].household, household) == 0 &&
		    strcmp(p->all[i].member, member) == 0)
			return &p->all[i];
	return NULL;
}

int64_t proposal_veto(const struct proposal *p, const struct book *book, const char *household)
{
	char *key = xasprintf("%s:%s", book->code, household);
	const int64_t *seq = map_get(&p->vetoed, key, strlen(key));

	free(key);
	return seq ? *seq : 0;
}

void proposal_free(struct proposal *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->all[i].household);
		free(p->all[i].member);
		free(p->all[i].name);
		free(p->all[i].why);
	}
	free(p->all);
	map_free(&p->vetoed);
	free(p->honor);
	free(p->title);
	free(p->level);
	*p = (struct proposal){0};
}

const char *proposed_state(const struct proposed *p)
{
	return p->state == HONOR_CANDIDATE ? "candidate" : p->state == HONOR_TIE ? "tie" : "passed over";
}
