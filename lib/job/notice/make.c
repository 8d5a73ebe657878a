/* The rows of a notice made from the ledger, of whatever kind. */
#include "base/lang.h"
#include "base/mem.h"
#include "job/notice/making.h"

static const struct making_kind *const kinds[] = {
	&making_scores,   &making_ranking, &making_deductions, &making_redemptions,
	&making_outcomes, &making_honors,  &making_fund,       &making_stock,
};

static const struct making_kind *make_find_kind(enum sheet_kind kind)
{
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if (kinds[k]->kind == kind)
			return kinds[k];
	return NULL;
}

/* What makes the rows of a book. */
struct making_task {
	struct making *m;
	const struct making_kind *kind;
};

static int make_book(void *ctx, const struct book *book)
{
	const struct making_task *task = ctx;

	task->m->book = book;
	return task->kind->make(task->m);
}

/* Books whose rows a kind makes one by one; the tally goes through them itself. */
static int make_books(struct making *m, const struct making_kind *k)
{
	struct making_task task = {m, k};
	size_t n = 0;

	if (!k->columns)
		return k->make(m);
	while (k->columns[n])
		n++;
	making_columns(m, k->columns, n);
	return books_each(m->l, m->job->book, make_book, &task);
}

int notice_stream_make(struct job *job, struct ledger *l, const struct notice_wanted *w, struct notice_stream *out)
{
	struct making m = {.job = job, .l = l, .wanted = w, .out = out};
	const struct making_kind *k = make_find_kind(w->kind);
	int rc;

	*out = (struct notice_stream){.book = -1};
	if (!w->period)
		return diag_error(job->diag, EX_USAGE, _("--kind needs the period of the notice: -p PERIOD"));
	rc = job_period(job, w->period, &m.period);
	if (rc)
		return rc;
	if (!k)
		bug("no rows are made for notices of kind %s", sheet_kind_name(w->kind));
	return make_books(&m, k);
}
