/* The rows of a notice made from the ledger: what is common to all kinds. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/notice/making.h"
#include "ledger/journal/queries.h"

static const struct making_kind *const kinds[] = {
	&making_scores,   &making_ranking, &making_deductions, &making_redemptions,
	&making_outcomes, &making_honors, &making_fund,    &making_stock,
};

void making_columns(struct making *m, const char *const *names, size_t n)
{
	struct notice_stream *s = m->out;

	s->rows.columns = n;
	s->names = xcalloc(n, sizeof *s->names);
	for (size_t c = 0; c < n; c++)
		s->names[c] = xstrdup(names[c]);
	s->book = notice_stream_find(s, "book");
}

void making_row(struct making *m, const char *const *cells)
{
	const char *filled[64];

	if (m->out->rows.columns > sizeof filled / sizeof *filled)
		bug("a notice of %zu columns", m->out->rows.columns);
	for (size_t c = 0; c < m->out->rows.columns; c++)
		filled[c] = cells[c] ? cells[c] : "";
	rows_add(&m->out->rows, filled);
}

const char *making_amount(int64_t v, char buf[static DEC_SIZE])
{
	return v == BLANK ? "" : dec_format(v, buf);
}

const char *making_negated(int64_t v, char buf[static DEC_SIZE])
{
	return making_amount(v == BLANK ? v : -v, buf);
}

static bool in_period(const struct period *p, const struct entry *e)
{
	day_t day = p->days ? DAY_LAST : month_first(e->period);

	if (p->days && !date_parse(e->date, &day))
		return false;
	return day >= p->first && day <= p->last;
}

/* What is done with the entries of the period. */
struct period_task {
	const struct period *period;
	entry_f *f;
	void *ctx;
};

static int if_in_period(void *ctx, const struct entry *e)
{
	const struct period_task *task = ctx;

	return in_period(task->period, e) ? task->f(task->ctx, e) : 0;
}

int making_walk(struct making *m, entry_f *f, void *ctx)
{
	struct period_task task = {&m->period, f, ctx};
	char from[MONTH_SIZE], to[MONTH_SIZE];
	int64_t first, last;
	int rc;

	month_of(m->period.first, from);
	month_of(m->period.days ? DAY_LAST : m->period.last, to);
	rc = query_span(m->l, m->book, from, to, &first, &last);
	return rc || first == 0 ? rc : journal_each(m->l, m->book, first, last, if_in_period, &task);
}

static const struct making_kind *find_kind(enum sheet_kind kind)
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

static int one_book(void *ctx, const struct book *book)
{
	const struct making_task *task = ctx;

	task->m->book = book;
	return task->kind->make(task->m);
}

/* Books whose rows a kind makes one by one; the tally goes through them itself. */
static int each_book(struct making *m, const struct making_kind *k)
{
	struct making_task task = {m, k};
	size_t n = 0;

	if (!k->columns)
		return k->make(m);
	while (k->columns[n])
		n++;
	making_columns(m, k->columns, n);
	return books_each(m->l, m->job->book, one_book, &task);
}

int notice_stream_make(struct job *job, struct ledger *l, const struct notice_wanted *w, struct notice_stream *out)
{
	struct making m = {.job = job, .l = l, .wanted = w, .out = out};
	const struct making_kind *k = find_kind(w->kind);
	int rc;

	*out = (struct notice_stream){.book = -1};
	if (!w->period)
		return diag_error(job->diag, EX_USAGE, _("--kind needs the period of the notice: -p PERIOD"));
	rc = job_period(job, w->period, &m.period);
	if (rc)
		return rc;
	if (!k)
		bug("no rows are made for notices of kind %s", sheet_kind_name(w->kind));
	return each_book(&m, k);
}
