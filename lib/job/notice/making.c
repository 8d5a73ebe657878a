#include "job/notice/making.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/journal/queries.h"
#include "ledger/roster/roster.h"

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

static bool making_in_period(const struct period *p, const struct entry *e)
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

	return making_in_period(task->period, e) ? task->f(task->ctx, e) : 0;
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

/* -1 before the period, 0 in it, 1 after it. */
static int making_place(const struct making *m, const struct entry *e)
{
	day_t day = 0;

	if (!m->period.days)
		day = month_first(e->period);
	else if (!date_parse(e->date, &day))
		return 1;
	return day < m->period.first ? -1 : day > m->period.last;
}

int making_walk_until(struct making *m, making_entry_f *f, void *ctx)
{
	struct journal_walk w;
	struct entry e;

	journal_walk(m->l, &w, m->book, 1, 0);
	while (journal_next(&w, &e)) {
		int at = making_place(m, &e);
		if (at <= 0)
			w.rows.rc = f(ctx, &e, at < 0);
	}
	return journal_walk_end(&w);
}

int making_too_big(const struct making *m)
{
	return diag_error(m->l->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"),
			  m->book->code);
}

int making_household(struct making *m, const struct entry *e, const char **name, const char **group)
{
	struct household *h = NULL;
	int rc = *e->household ? roster_household(m->l, m->book, e->household, &h) : 0;

	*name = h ? h->head : "";
	*group = h ? h->group : "";
	return rc;
}
