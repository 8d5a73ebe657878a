/* Which households: one, those of a stream, those of a group. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/card/internal.h"
#include "job/intake/cells.h"
#include "job/intake/columns.h"

enum { BOOK, HOUSEHOLD, NAME, GROUP };

static const char *const used[] = {"book", "household", "name", "group", NULL};

typedef int household_f(struct carding *run, struct household *h);

/* Whose households: the book given, else -b, else any. */
static int whom_book(struct carding *run, const char *given, const struct book **out)
{
	const char *book = given && *given ? given : run->job->book;

	*out = NULL;
	return book ? book_find(run->l, book, out) : 0;
}

static int whom_one(struct carding *run, household_f *f)
{
	char *code = text_fold(xstrdup(run->request->household));
	const struct book *book;
	struct household *h;
	int rc = whom_book(run, NULL, &book);

	if (rc == 0)
		rc = roster_household(run->l, book, code, &h);
	free(code);
	return rc ? rc : f(run, h);
}

/* By code, else by name, as everywhere; NULL where a row, as that of a close, is nobody's. */
static int whom_row(struct carding *run, struct cells *cells, struct household **out)
{
	const struct book *book;
	int rc = whom_book(run, cell_code(cells, BOOK), &book);

	*out = NULL;
	if (rc)
		return rc;
	if (*cell_code(cells, HOUSEHOLD))
		return roster_household(run->l, book, cell_code(cells, HOUSEHOLD), out);
	if (*cell_text(cells, NAME))
		return roster_by_name(run->l, book, cell_text(cells, NAME), cell_text(cells, GROUP), out);
	return 0;
}

/* Each household once, where it comes first, however many rows of a journal name it. */
static int whom_take_row(struct carding *run, struct cells *cells, struct map *seen, household_f *f)
{
	struct household *h;
	bool fresh = false;
	int rc = whom_row(run, cells, &h);

	if (rc == 0 && h)
		map_put(seen, &h, sizeof h, 1, &fresh);
	return rc || !fresh ? rc : f(run, h);
}

static int whom_rows(struct carding *run, struct csvin *in, struct cells *cells, household_f *f)
{
	struct map seen = {0};
	const struct csvrow *row;
	int got = 1, rc = 0, worst = 0;

	/* Every bad row is told, as nothing is printed when there is one. */
	while ((rc == 0 || rc == EX_DATAERR) && (got = csvin_next(in, &row)) == 1) {
		diag_at(run->l->diag, csvin_source(in), row->line);
		cells->row = row;
		rc = row->fault ? diag_error(run->l->diag, EX_DATAERR, "%s", row->fault)
				: whom_take_row(run, cells, &seen, f);
		worst = rc ? rc : worst;
	}
	diag_at(run->l->diag, NULL, 0);
	map_free(&seen);
	return got < 0 ? csvin_status(in) : worst;
}

static int whom_stream(struct carding *run, household_f *f)
{
	const struct csvin_options o = {.dictionary = columns, .encoding = run->job->encoding};
	struct cells cells;
	struct csvin *in;
	int rc = csvin_open(&in, run->request->stream, &o, run->job->diag);

	if (rc)
		return rc;
	cells_open(&cells, in, used);
	if (cells.at[HOUSEHOLD] < 0 && cells.at[NAME] < 0)
		rc = cells_no_column(in, "household", run->job->diag);
	if (rc == 0)
		rc = whom_rows(run, in, &cells, f);
	csvin_close(in);
	return rc;
}

struct grouping {
	struct carding *run;
	household_f *f;
	size_t met;
};

static int whom_of_group(void *ctx, struct household *h)
{
	struct grouping *g = ctx;

	if (!h->active || strcmp(h->group, g->run->request->group) != 0)
		return 0;
	g->met++;
	return g->f(g->run, h);
}

static int whom_group_of_book(void *ctx, const struct book *book)
{
	struct grouping *g = ctx;

	return roster_each(g->run->l, book, whom_of_group, g);
}

static int whom_group(struct carding *run, household_f *f)
{
	struct grouping g = {run, f, 0};
	const struct book *within;
	int rc = whom_book(run, NULL, &within);

	if (rc == 0)
		rc = books_within(run->l, within, whom_group_of_book, &g);
	if (rc == 0 && g.met == 0)
		rc = diag_error(run->l->diag, EX_DATAERR, _("no active household is of the group `%s`"),
				run->request->group);
	return rc;
}

int card_each(struct carding *run, household_f *f)
{
	int rc = ledger_read_begin(run->l);

	if (rc == 0)
		rc = rulebook_read(run->l, &run->rules);
	if (rc == 0)
		rc = run->request->household ? whom_one(run, f)
		     : run->request->stream  ? whom_stream(run, f)
					     : whom_group(run, f);
	ledger_read_end(run->l);
	rulebook_free(run->rules);
	in_force_free(&run->honors);
	in_force_free(&run->grades);
	return rc;
}
