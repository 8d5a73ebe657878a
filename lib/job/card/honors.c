/* Grades and honours on a household's card. */
#include <string.h>

#include "base/dec.h"
#include "job/card/internal.h"
#include "ledger/records/awards.h"
#include "ledger/records/grades.h"

/* Who of the household, blank for itself; a removed member by the code. */
static int member_name(const struct card *c, const char *code, const char **name)
{
	struct member *m = NULL;
	int rc = *code ? roster_look_member(c->run->l, c->h->book, code, &m) : 0;

	*name = m && *m->name ? m->name : code;
	return rc;
}

static int add_grade(void *ctx, const struct graded *g)
{
	struct card *c = ctx;
	const char *who, *title = card_grade_title(c->run, g->scale, g->grade);
	char figure[DEC_SIZE] = "";
	int rc = member_name(c, g->member, &who);

	if (rc || !*g->grade)
		return rc;
	if (g->figure != BLANK)
		dec_human(g->figure, figure);
	card_say(&c->grades, "%s  %s  %s%s%s%s%s%s", g->period, g->scale, title, *figure ? " (" : "", figure,
		 *figure ? ")" : "", *who ? "  " : "", who);
	return 0;
}

/* A member takes an honour along to another household. */
static int match_award(const struct card *c, const struct award *a, bool *of)
{
	struct member *m = NULL;
	int rc = *a->member ? roster_look_member(c->run->l, c->h->book, a->member, &m) : 0;

	*of = m ? m->household == c->h : strcmp(a->household, c->h->code) == 0;
	return rc;
}

static int add_honor(void *ctx, const struct award *a)
{
	struct card *c = ctx;
	const char *who;
	bool of;
	int rc = match_award(c, a, &of);

	if (rc == 0)
		rc = member_name(c, a->member, &who);
	if (rc == 0 && of && a->revoked == 0)
		card_say(&c->honors, "%s  %s%s%s", a->period, card_honor_title(c->run, a->honor), *who ? "  " : "", who);
	return rc;
}

static void newest_first(struct card_lines *lines)
{
	for (size_t i = 0; i < lines->n / 2; i++) {
		char *line = lines->line[i];
		lines->line[i] = lines->line[lines->n - 1 - i];
		lines->line[lines->n - 1 - i] = line;
	}
}

int card_read_honors(struct card *c)
{
	int rc = card_titles(c->run, c->h->book);

	if (rc == 0)
		rc = grades_of(c->run->l, c->h->book, c->h->code, add_grade, c);
	if (rc == 0)
		rc = awards_each(c->run->l, c->h->book, add_honor, c);
	newest_first(&c->honors);
	return rc;
}
