#include "job/notice/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "ledger/journal/journal.h"

/* The book of a stream without the column, or of rows of several books: -b, else the only one, else the nearest above
 * all rows. */
static int book_for_all(struct job *job, struct ledger *l, const struct notice_run *run, const struct book **out)
{
	const struct book *book = NULL;

	if (job->book)
		return book_find(l, job->book, out);
	for (size_t i = run->first; i < run->last; i++) {
		const struct book *of = book_lookup(l, notice_stream_book(run->stream, i));
		if (!book)
			book = of;
		while (book && of && !book_within(l, of, book))
			book = book_by_id(l, book->parent);
		if (!book)
			break;
	}
	if (!book && l->nbooks == 1)
		book = &l->books[0];
	if (!book)
		return diag_error(
			l->diag, EX_DATAERR,
			_("say by -b whose notice this is: the rows name no book, or none stands above all of theirs"));
	*out = book;
	return 0;
}

int notice_run_book(struct job *job, struct ledger *l, struct notice_run *run)
{
	if (run->above || run->first == run->last || run->stream->book < 0)
		return book_for_all(job, l, run, &run->book);
	diag_at(l->diag, run->stream->source, run->stream->lines ? run->stream->lines[run->first] : 0);
	return book_find(l, notice_stream_book(run->stream, run->first), &run->book);
}

/* The span of what the rows have in their column `period`; false when a cell is none. */
static bool span_of(const struct notice_run *run, int column, struct period *out)
{
	const char **cells = xcalloc(run->stream->rows.columns + 1, sizeof *cells);
	struct period p = {0};
	bool ok = true;

	for (size_t i = run->first; i < run->last && ok; i++) {
		rows_cells(&run->stream->rows, i, cells);
		ok = period_parse(cells[column], &p);
		if (i == run->first)
			*out = p;
		else if (ok && strcmp(p.text, out->text) != 0) {
			char from[MONTH_SIZE], to[MONTH_SIZE], both[2 * MONTH_SIZE + 2];
			month_of(p.first < out->first ? p.first : out->first, from);
			month_of(p.last > out->last ? p.last : out->last, to);
			snprintf(both, sizeof both, "%s..%s", from, to);
			ok = period_parse(both, out);
		}
	}
	free(cells);
	return ok;
}

int notice_run_period(struct job *job, struct ledger *l, struct notice_run *run)
{
	int column = notice_stream_find(run->stream, "period"), rc = 0;
	bool sums = run->kind == SHEET_SCORES || run->kind == SHEET_RANKING,
	     known = column >= 0 && run->first < run->last;
	struct period rows = {0};

	if (known && !span_of(run, column, &rows))
		return diag_error(l->diag, EX_DATAERR, _("column period holds what is no period"));
	if (!known && !job->period)
		return diag_error(l->diag, EX_DATAERR, _("say by -p of which period this notice is: the rows do not"));
	if (job->period)
		rc = job_period(job, job->period, &run->period);
	else
		run->period = rows;
	if (rc == 0 && known && job->period &&
	    (sums ? rows.first != run->period.first || rows.last != run->period.last
		  : rows.first < run->period.first || rows.last > run->period.last))
		rc = diag_error(l->diag, EX_DATAERR, _("the rows are of %s, not of %s"), rows.text, run->period.text);
	if (rc == 0 && known && sums)
		run->period = rows; /* as days, when it is by the date of the deed */
	return rc;
}

void notice_run_digest(const struct notice_run *run, const char *corrects, char hex[static HASH_SIZE])
{
	const char **cells = xcalloc(run->stream->rows.columns + 1, sizeof *cells);
	const char *before[] = {run->book->code, sheet_kind_name(run->kind), run->period.text, corrects};
	struct hasher *h = hasher_new();

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		hasher_add(h, before[i], strlen(before[i]) + 1);
	for (size_t c = 0; c < run->stream->rows.columns; c++)
		hasher_add(h, run->stream->names[c], strlen(run->stream->names[c]) + 1);
	for (size_t i = run->first; i < run->last; i++) {
		rows_cells(&run->stream->rows, i, cells);
		for (size_t c = 0; c < run->stream->rows.columns; c++)
			hasher_add(h, cells[c], strlen(cells[c]) + 1);
	}
	hasher_end(h, hex);
	free(cells);
}

void notice_run_months(const struct period *p, struct notice *n)
{
	char month[MONTH_SIZE];

	month_of(p->first, n->first);
	if (month_first(n->first) < p->first)
		month_next(n->first, n->first);
	month_of(p->last, n->last);
	if (month_last(n->last) > p->last)
		month_of(month_first(month_of(p->last, month)) - 1, n->last);
}

static int month_closed(struct ledger *l, const struct book *book, const struct notice_run *run)
{
	char month[MONTH_SIZE];
	bool closed;
	int rc = 0;

	for (month_of(run->period.first, month); rc == 0 && month_first(month) <= run->period.last; month_next(month, month)) {
		rc = journal_is_closed(l, book->id, month, &closed);
		if (rc == 0 && !closed)
			rc = diag_error(l->diag, EX_REFUSED, _("%s of %s is not closed: %s are issued for closed months only"), month,
					book->code, sheet_kind_name(run->kind));
	}
	return rc;
}

int notice_run_closed(struct ledger *l, const struct notice_run *run)
{
	struct map seen = {0};
	int rc = 0;

	for (size_t i = run->first; i < run->last && rc == 0; i++) {
		const char *code = notice_stream_book(run->stream, i);
		const struct book *book = *code ? book_lookup(l, code) : run->book;
		bool added;
		if (!book)
			rc = book_find(l, code, &book);
		if (rc == 0)
			map_put(&seen, &book->id, sizeof book->id, 0, &added);
		if (rc == 0 && added)
			rc = month_closed(l, book, run);
	}
	map_free(&seen);
	return rc;
}
