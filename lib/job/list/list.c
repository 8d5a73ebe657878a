#include "job/list/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/list/internal.h"
#include "ledger/scheme/tables.h"

/* In the order in which pts-list names them. */
static const struct view *const views[] = {
	&view_journal,     &view_balances,     &view_held,    &view_expiring,  &view_stock, &view_periods, &view_heads,
	&view_redemptions, &view_reservations, &view_coupons, &view_available, &view_today, NULL,
};

static void table_columns(const struct table *t, const char **names)
{
	for (size_t i = 0; i < t->n; i++)
		names[i] = t->fields[i].name;
	names[t->n] = NULL;
}

static int list_rows(struct ledger *l, const struct table *t, int64_t book, const struct book *within,
		     struct printer *out)
{
	bool is_books = strcmp(t->name, "books") == 0;
	struct table_row row;

	table_walk(l, t, book, &row);
	while (table_next(&row))
		if (!is_books || book_within(l, book_lookup(l, row.cell[0]), within))
			printer_row(out, row.cell);
	return table_end(&row);
}

struct table_listing {
	struct listing *x;
	const struct table *table;
};

static int list_rows_of(void *ctx, const struct book *book)
{
	const struct table_listing *t = ctx;

	return list_rows(t->x->l, t->table, book->id, t->x->book, t->x->out);
}

/* With -b the rows of that book and of those below it; else all, those for every book first. */
static int list_table(struct listing *x, const struct table *t)
{
	bool by_book = t->fields[0].type == FIELD_BOOK;
	struct table_listing rows = {x, t};
	int rc = 0;

	if (!x->book || !by_book)
		rc = list_rows(x->l, t, 0, x->book, x->out);
	return rc || !by_book ? rc : books_within(x->l, x->book, list_rows_of, &rows);
}

struct view_listing {
	struct listing *x;
	const struct view *view;
};

static int list_view_of(void *ctx, const struct book *book)
{
	const struct view_listing *v = ctx;

	return v->view->list(v->x, book);
}

static int list_view(struct listing *x, const struct view *v)
{
	struct view_listing view = {x, v};

	return x->household ? v->list(x, x->household->book) : books_within(x->l, x->book, list_view_of, &view);
}

static const char *not_taken(const struct listing *x, const char *takes)
{
	if (x->r->household && !strchr(takes, 'H'))
		return "--household";
	if (x->job->period && !strchr(takes, 'p'))
		return "--period";
	if (x->r->source && !strchr(takes, 's'))
		return "--source";
	if (x->r->until && !strchr(takes, 'u'))
		return "--until";
	return x->r->raw && !strchr(takes, 'r') ? "--raw" : NULL;
}

static int read_until(struct listing *x)
{
	char *text = text_fold(xstrdup(x->r->until ? x->r->until : ""));
	day_t day;
	bool ok = date_parse(text, &day);

	free(text);
	if (ok)
		date_format(day, x->until);
	else if (x->r->until)
		return diag_error(x->job->diag, EX_USAGE, _("`%s` is no date such as 2025-12-31"), x->r->until);
	else
		return diag_error(x->job->diag, EX_USAGE, _("a list of %s needs a day: --until 2025-12-31"),
				  x->r->name);
	return 0;
}

static int check_request(struct listing *x, const char *takes)
{
	const char *wrong = not_taken(x, takes);

	if (wrong)
		return diag_error(x->job->diag, EX_USAGE, _("a list of %s takes no %s"), x->r->name, wrong);
	if (!x->job->period)
		return strchr(takes, 'u') ? read_until(x) : 0;
	x->has_period = true;
	return job_period(x->job, x->job->period, &x->period);
}

static int find_place(struct listing *x)
{
	int rc = x->job->book ? book_find(x->l, x->job->book, &x->book) : 0;

	if (rc == 0 && x->r->household)
		rc = roster_household(x->l, x->book, x->r->household, &x->household);
	return rc;
}

static int list_one(struct listing *x, const struct table *t, const struct view *v)
{
	const char *names[TABLE_FIELDS + 1];
	int rc = ledger_read_begin(x->l);

	if (rc)
		return rc;
	rc = find_place(x);
	if (t)
		table_columns(t, names);
	if (rc == 0 && !x->r->raw)
		x->out = job_print(x->job, t ? names : v->columns);
	if (rc == 0)
		rc = t ? list_table(x, t) : list_view(x, v);
	ledger_read_end(x->l);
	printer_end(x->out);
	return rc;
}

static void print_columns(const struct job *job, struct printer *p, const char *name, const char *const *names)
{
	for (; *names; names++) {
		const struct column *c = column_find(job->print.dictionary, *names);
		printer_row(p, (const char *const[]){name, *names, c ? c->zh : ""});
	}
}

static int list_names(struct job *job)
{
	static const char *const header[] = {"table", "column", "alias", NULL};
	struct printer *p = job_print(job, header);

	for (const struct table *t = tables; t->name; t++) {
		const char *names[TABLE_FIELDS + 1];
		table_columns(t, names);
		print_columns(job, p, t->name, names);
	}
	for (const struct view *const *v = views; *v; v++)
		print_columns(job, p, (*v)->name, (*v)->columns);
	printer_end(p);
	return 0;
}

static int unknown(struct job *job, const char *name)
{
	const char *names[64] = {NULL}, *near;
	size_t n = 0;

	for (const struct table *t = tables; t->name; t++)
		names[n++] = t->name;
	for (const struct view *const *v = views; *v; v++)
		names[n++] = (*v)->name;
	near = text_nearest(name, names);
	if (near)
		return diag_error(job->diag, EX_USAGE, _("there is no table `%s`; did you mean `%s`?"), name, near);
	return diag_error(job->diag, EX_USAGE, _("there is no table `%s`; pts-list alone shows them all"), name);
}

static const struct view *find_view(const char *name)
{
	const struct view *const *v = views;

	while (*v && strcmp((*v)->name, name) != 0)
		v++;
	return *v;
}

int job_list(struct job *job, const struct list_request *r)
{
	struct listing x = {.job = job, .r = r};
	const struct table *t = r->name ? table_find(r->name) : NULL;
	const struct view *v = r->name ? find_view(r->name) : NULL;
	int rc;

	if (!r->name)
		return list_names(job);
	if (!t && !v)
		return unknown(job, r->name);
	rc = check_request(&x, t ? "" : v->takes);
	if (rc == 0)
		rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);
	if (rc)
		return rc;
	rc = list_one(&x, t, v);
	ledger_close(x.l);
	return rc;
}
