#include "job/grade/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

int grading_step(const struct grading *g, const char *grade)
{
	for (size_t i = g->first; i < g->last; i++)
		if (strcmp(in_force_get(&g->steps, i, "grade"), grade) == 0)
			return (int)(i - g->first);
	return -1;
}

const char *grading_cell(const struct grading *g, int step, const char *column)
{
	return step < 0 ? "" : in_force_get(&g->steps, g->first + (size_t)step, column);
}

static void read_limits(struct grading *g)
{
	g->limits = xrealloc(g->limits, g->last - g->first, sizeof *g->limits);
	for (size_t i = g->first; i < g->last; i++)
		g->limits[i - g->first] = (struct grade_step){in_force_amount(&g->steps, i, "from"),
							      in_force_amount(&g->steps, i, "above")};
}

/* The rows of one scale stand side by side. */
static void end_scale(struct grading *g)
{
	const char *scale = in_force_get(&g->steps, g->first, "scale");

	g->last = g->first + 1;
	while (g->last < g->steps.n && strcmp(in_force_get(&g->steps, g->last, "scale"), scale) == 0)
		g->last++;
}

void grading_find(struct grading *g, const char *scale)
{
	for (g->first = 0; g->first < g->steps.n; g->first = g->last) {
		end_scale(g);
		if (strcmp(in_force_get(&g->steps, g->first, "scale"), scale) == 0)
			return;
	}
	g->last = g->first;
}

static int each_scale(struct grading *g)
{
	int rc = 0;

	for (g->first = 0; g->first < g->steps.n && rc == 0; g->first = g->last) {
		const char *scale = in_force_get(&g->steps, g->first, "scale");
		end_scale(g);
		if (g->wanted && strcmp(g->wanted, scale) != 0)
			continue;
		g->found++;
		read_limits(g);
		rc = g->scale(g, scale);
	}
	return rc;
}

/* What is done with each book. */
struct grading_task {
	struct grading *g;
	int (*f)(struct grading *g);
};

static int grading_book(void *ctx, const struct book *book)
{
	const struct grading_task *task = ctx;
	struct grading *g = task->g;
	int rc = in_force_read(g->l, "grades", book, "scale", &g->steps);

	g->book = book;
	if (rc == 0)
		rc = roll_households(g->l, g->book, &g->households);
	if (rc == 0)
		rc = roll_members(g->l, g->book, &g->members);
	/* A town or an office without households has nobody to grade. */
	if (rc == 0 && g->households.n > 0)
		rc = task->f(g);
	in_force_free(&g->steps);
	roll_free(&g->households);
	roll_free(&g->members);
	return rc;
}

int grading_books(struct grading *g, int (*f)(struct grading *g))
{
	struct grading_task task = {g, f};

	return books_each(g->l, g->job->book, grading_book, &task);
}

int grading_each(struct grading *g, int (*f)(struct grading *g, const char *scale))
{
	int rc;

	g->scale = f;
	g->found = 0;
	rc = grading_books(g, each_scale);
	if (rc == 0 && g->found == 0 && g->wanted)
		return diag_error(g->l->diag, EX_DATAERR, _("there is no scale %s in the table grades"), g->wanted);
	if (rc == 0 && g->found == 0)
		return diag_error(g->l->diag, EX_CONFIG, _("the scheme has no grades: load the table grades"));
	return rc;
}

bool grading_is_active(const struct grading *g, const char *household)
{
	const struct roll_line *h = roll_find(&g->households, household);

	return h && h->active;
}

int grading_read(struct grading *g, int (*f)(struct grading *g, const struct book *book))
{
	const struct book *book = NULL;
	int rc = ledger_open(&g->l, g->job->ledger, LEDGER_READ, g->job->diag);

	if (rc)
		return rc;
	rc = ledger_read_begin(g->l);
	if (rc == 0) {
		if (g->job->book)
			rc = book_find(g->l, g->job->book, &book);
		if (rc == 0)
			rc = f(g, book);
		ledger_read_end(g->l);
	}
	grading_close(g);
	return rc;
}

void grading_close(struct grading *g)
{
	free(g->limits);

	ledger_close(g->l);
}
