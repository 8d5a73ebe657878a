/* Honours awarded for the period and not taken back. */
#include <string.h>

#include "job/notice/making.h"
#include "ledger/records/awards.h"
#include "ledger/roster/snapshot.h"
#include "ledger/scheme/in_force.h"

static const char *const honor_columns[] = {"book",  "period", "household", "name", "group",
					    "honor", "title",  "date",      NULL};

/* The honours of a book while they are walked. */
struct honor_rows {
	struct making *m;
	struct scheme_rows titles;
	struct roll households, members;
};

static const char *title_of(const struct honor_rows *x, const char *honor)
{
	for (size_t i = 0; i < x->titles.n; i++)
		if (strcmp(in_force_get(&x->titles, i, "honor"), honor) == 0 && *in_force_get(&x->titles, i, "title"))
			return in_force_get(&x->titles, i, "title");
	return honor;
}

/* A village that was honoured as a whole has no household: its name stands at the head of the sheet. */
static int honor(void *ctx, const struct award *a)
{
	struct honor_rows *x = ctx;
	struct making *m = x->m;
	const struct roll_line *h = roll_find(&x->households, a->household);
	const struct roll_line *who = *a->member ? roll_find(&x->members, a->member) : h;
	struct entry_store store = {.n = 0};
	struct entry e;
	int rc;

	if (a->revoked || strcmp(a->period, m->period.text) != 0)
		return 0;
	rc = journal_get(m->l, m->book->id, a->seq, &e, &store);
	if (rc == 0)
		making_row(m, (const char *[]){m->book->code, a->period, a->household, who ? who->name : "",
					       h ? h->group : "", a->honor, title_of(x, a->honor), e.date});
	entry_store_free(&store);
	return rc;
}

static int make_honors(struct making *m)
{
	struct honor_rows x = {.m = m};
	int rc = in_force_read(m->l, "honors", m->book, "honor", &x.titles);

	if (rc == 0)
		rc = roll_households(m->l, m->book, &x.households);
	if (rc == 0)
		rc = roll_members(m->l, m->book, &x.members);
	if (rc == 0)
		rc = awards_each(m->l, m->book, honor, &x);
	in_force_free(&x.titles);
	roll_free(&x.households);
	roll_free(&x.members);
	return rc;
}

const struct making_kind making_honors = {SHEET_HONORS, honor_columns, make_honors};
