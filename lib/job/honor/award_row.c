#include "job/honor/award_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/intake/document.h"
#include "ledger/records/awards.h"

/* A book that takes part: its months are closed, and an earlier stream may have awarded there. */
static int enter_book(struct awarding *a, const struct book *book, struct made *m)
{
	struct ledger *l = a->h.l;
	char month[MONTH_SIZE];
	bool begun;
	int rc = awards_begun(l, book, a->h.period.text, m->proposal.honor, &begun);

	if (rc == 0)
		rc = standings_open_month(l, book, &a->h.period, month);
	if (rc == 0 && *month)
		rc = diag_error(l->diag, EX_REFUSED, _("%s of %s is open: honours are awarded for closed months"),
				month, book->code);
	m->known |= begun;
	return rc;
}

/* All villages that compete take part. */
static int enter_books(struct awarding *a, const struct book *book, const struct scheme_rows *honors, size_t i,
		     struct made *m)
{
	struct ledger *l = a->h.l;
	int rc = enter_book(a, book, m);

	for (size_t k = 0; k < l->nbooks && rc == 0; k++) {
		bool competes = false;
		if (&l->books[k] != book)
			rc = honoring_competes(l, honors, i, &l->books[k], &competes);
		if (rc == 0 && competes)
			rc = enter_book(a, &l->books[k], m);
	}
	return rc;
}

static struct made *find_made(struct awarding *a, const struct book *book, int64_t row, const char *honor)
{
	for (size_t i = 0; i < a->nmade; i++) {
		struct made *m = a->made[i];
		if (strcmp(m->proposal.honor, honor) == 0 && (m->book ? m->book == book : m->row == row))
			return m;
	}
	return NULL;
}

static void drop_made(struct made *m)
{
	proposal_free(&m->proposal);
	free(m);
}

static int make_proposal(struct awarding *a, const struct book *book, const struct scheme_rows *honors, size_t i,
		struct made **out)
{
	bool village = strcmp(in_force_get(honors, i, "level"), "book") == 0;
	struct made *m = xcalloc(1, sizeof *m);
	int rc = proposal_make(&a->h, book, honors, i, &m->proposal);

	m->book = village ? NULL : book;
	m->row = honors->row[i].book;
	if (rc == 0)
		rc = enter_books(a, book, honors, i, m);
	if (rc) {
		drop_made(m);
		return rc;
	}
	a->made = xrealloc(a->made, a->nmade + 1, sizeof *a->made);
	*out = a->made[a->nmade++] = m;
	return 0;
}

/* The proposal as it comes out today, made once for all rows of the stream that speak about it. */
static int find_proposal(struct awarding *a, const struct book *book, const char *honor, struct made **out)
{
	struct scheme_rows honors;
	size_t i = 0;
	int rc = in_force_read(a->h.l, "honors", book, "honor", &honors);

	if (rc == 0)
		rc = honoring_row(a->h.l, book, &honors, honor, &i);
	if (rc == 0) {
		*out = find_made(a, book, honors.row[i].book, honor);
		if (!*out)
			rc = make_proposal(a, book, &honors, i, out);
	}
	in_force_free(&honors);
	return rc;
}

static int find_book(struct awarding *a, struct award_row *r)
{
	const char *book = *cell_code(&a->cells, AWARD_BOOK) ? cell_code(&a->cells, AWARD_BOOK) : a->h.job->book;
	int rc;

	if (*cell_code(&a->cells, AWARD_HOUSEHOLD)) {
		rc = document_household(a->h.job, a->h.l, cell_code(&a->cells, AWARD_BOOK),
					cell_code(&a->cells, AWARD_HOUSEHOLD), &r->household);
		if (rc == 0)
			r->book = r->household->book;
		return rc;
	}
	if (!book)
		return diag_error(a->h.l->diag, EX_DATAERR,
				  _("whose honour is this? Add a column book, or give -b BOOK"));
	return book_find(a->h.l, book, &r->book);
}

/* Whom the panel added it may have named by name only. */
static int find_who(struct awarding *a, struct award_row *r)
{
	const char *name = cell_text(&a->cells, AWARD_NAME), *member = cell_code(&a->cells, AWARD_MEMBER);
	bool village = strcmp(r->proposal->level, "book") == 0;
	int rc = 0;

	if (!r->household && !village && *name)
		rc = roster_by_name(a->h.l, r->book, name, "", &r->household);
	else if (r->household)
		rc = honoring_named(a->h.l, r->household, name);
	if (rc == 0 && *member)
		rc = roster_member(a->h.l, r->book, member, r->household, &r->member);
	if (rc == 0)
		rc = honoring_fits(a->h.l, r->proposal->honor, r->proposal->level, r->household != NULL,
				   r->member != NULL);
	return rc;
}

static bool is_known_state(const char *state)
{
	static const char *const states[] = {"candidate", "awarded", "added", "removed", "tie", "passed over"};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (strcmp(states[i], state) == 0)
			return true;
	return false;
}

int award_understand(struct awarding *a, struct award_row *r)
{
	const char *period = cell_code(&a->cells, AWARD_PERIOD);
	int rc = find_book(a, r);

	if (rc == 0 && *period && strcmp(period, a->h.period.text) != 0)
		rc = diag_error(a->h.l->diag, EX_DATAERR, _("the row is of %s, the award is for %s"), period,
				a->h.period.text);
	if (rc == 0)
		rc = find_proposal(a, r->book, cell_code(&a->cells, AWARD_HONOR), &r->made);
	if (rc)
		return rc;
	r->proposal = &r->made->proposal;
	rc = find_who(a, r);
	if (rc)
		return rc;
	r->proposed = proposal_find(r->proposal, r->book, r->household ? r->household->code : "",
				    r->member ? r->member->code : "");
	r->said = cell_text(&a->cells, AWARD_REASON);
	r->reason = r->proposed && strcmp(r->proposed->why, r->said) == 0 ? "" : r->said;
	r->state = *cell_code(&a->cells, AWARD_STATE) ? cell_code(&a->cells, AWARD_STATE) : "candidate";
	if (!is_known_state(r->state))
		return diag_error(a->h.l->diag, EX_DATAERR,
				  _("state `%s` is none of candidate, awarded, added, removed, tie, passed over"),
				  r->state);
	if (r->proposed && r->proposed->answered)
		return diag_error(a->h.l->diag, EX_DATAERR, _("stands in the stream twice for %s"), r->proposal->honor);
	return 0;
}

void awarding_free(struct awarding *a)
{
	for (size_t i = 0; i < a->nmade; i++)
		drop_made(a->made[i]);
	free(a->made);
}
