#include "job/replay/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/mem.h"
#include "domain/grade.h"
#include "job/replay/internal.h"

static const char *const household_columns[] = {"book",       "period",    "household", "name",
						"group",      "old_score", "new_score", "old_points",
						"new_points", "old_rank",  "new_rank",  NULL};
static const char *const entry_columns[] = {"book", "period",    "seq",       "date",       "household",  "rule",
					    "kind", "old_score", "new_score", "old_points", "new_points", NULL};

static int replay_read_period(struct replay *r)
{
	int rc;

	memcpy(r->from, "2000-01-01", DATE_SIZE);
	memcpy(r->to, "2099-12-31", DATE_SIZE);
	if (!r->job->period)
		return 0;
	rc = job_period(r->job, r->job->period, &r->period);
	if (rc == 0) {
		date_format(r->period.first, r->from);
		date_format(r->period.last, r->to);
	}
	return rc;
}

/* Ranks 1, 2, 2, 4 among those with entries in the period, by the score under each scheme; under a veto none. */
static void set_ranks(struct replay_book *b)
{
	size_t n = b->households.n;
	int64_t *figures = xcalloc(2 * n + 1, sizeof *figures), *ranks = figures + n;

	for (int now = 0; now < 2; now++) {
		for (size_t i = 0; i < n; i++) {
			const struct replay_line *l = &b->lines[i];
			bool ranked = l->seen && (now ? l->now_veto : l->old_veto) == 0;
			figures[i] = ranked ? now ? l->now.score : l->old.score : BLANK;
		}
		grade_ranks(figures, n, ranks);
		for (size_t i = 0; i < n; i++)
			*(now ? &b->lines[i].now_rank : &b->lines[i].old_rank) = ranks[i] == BLANK ? 0 : ranks[i] / 100;
	}
	free(figures);
}

static int score_book(void *ctx, const struct book *book)
{
	struct replay *r = ctx;
	struct replay_book *b = &r->books[r->nbooks++];
	int rc;

	b->book = book;
	b->scheme = book_lookup(r->other, book->code);
	if (!b->scheme)
		bug("the other scheme has lost the book %s", book->code);
	rc = replay_book_walk(r, b);
	if (rc == 0)
		rc = replay_vetoes_set(r, b);
	if (rc == 0)
		set_ranks(b);
	return rc;
}

static int score_books(struct replay *r)
{
	r->books = xcalloc(r->l->nbooks + 1, sizeof *r->books);
	return books_each(r->l, r->job->book, score_book, r);
}

static const char *rank_text(int64_t rank, char buf[static DEC_SIZE])
{
	*buf = '\0';
	if (rank > 0)
		snprintf(buf, DEC_SIZE, "%lld", (long long)rank);
	return buf;
}

static void replay_print_line(struct replay *r, const struct replay_book *b, const struct replay_line *l,
			      struct printer *out)
{
	char cell[6][DEC_SIZE];

	printer_row(out, (const char *[]){b->book->code, r->period.text, l->household->code, l->household->name,
					  l->household->group, dec_format(l->old.score, cell[0]),
					  dec_format(l->now.score, cell[1]), dec_format(l->old.points, cell[2]),
					  dec_format(l->now.points, cell[3]), rank_text(l->old_rank, cell[4]),
					  rank_text(l->now_rank, cell[5])});
}

static int by_code(const void *a, const void *b)
{
	const struct replay_line *x = *(const struct replay_line *const *)a, *y = *(const struct replay_line *const *)b;

	return strcmp(x->household->code, y->household->code);
}

static void replay_print_book(struct replay *r, const struct replay_book *b, struct printer *out)
{
	const struct replay_line **lines = xcalloc(b->households.n + 1, sizeof *lines);
	size_t n = 0;

	for (size_t i = 0; i < b->households.n; i++)
		if (b->lines[i].seen)
			lines[n++] = &b->lines[i];
	if (n)
		qsort(lines, n, sizeof *lines, by_code);
	for (size_t i = 0; i < n; i++)
		replay_print_line(r, b, lines[i], out);
	free(lines);
}

static int print_households(struct replay *r)
{
	struct printer *out = job_print(r->job, household_columns);

	for (size_t i = 0; i < r->nbooks; i++)
		replay_print_book(r, &r->books[i], out);
	printer_end(out);
	return 0;
}

static void replay_free_book(struct replay_book *b)
{
	roll_free(&b->households);
	replay_honors_free(&b->old_honors);
	replay_honors_free(&b->now_honors);
	map_free(&b->item_index);
	free(b->items);
	free(b->lines);
	free(b->entries);
	free(b->vetoes);
}

static void replay_release(struct replay *r)
{
	for (size_t i = 0; i < r->nbooks; i++)
		replay_free_book(&r->books[i]);
	for (size_t i = 0; i < r->nunmatched; i++) {
		free(r->unmatched[i].rule);
		free(r->unmatched[i].title);
	}
	free(r->unmatched);
	free(r->books);
	map_free(&r->used);
	uses_free(r->uses);
	rulebook_free(r->old_rules);
	rulebook_free(r->rules);
	ledger_close(r->other);
	ledger_close(r->l);
}

static int replay_all(struct replay *r)
{
	int rc;

	r->uses = uses_new_blank(r->other);
	if (r->form == REPLAY_ENTRIES)
		r->differing = job_print(r->job, entry_columns);
	rc = score_books(r);
	if (rc == 0 && r->form != REPLAY_ENTRIES)
		rc = r->form == REPLAY_SUMMARY ? replay_summary(r) : print_households(r);
	if (r->differing)
		printer_end(r->differing);
	return rc;
}

/* In one reading transaction, so that nobody posts between two figures. */
static int read_and_replay(struct replay *r, const char *folder)
{
	int rc = ledger_read_begin(r->l);

	if (rc)
		return rc;
	rc = scheme_borrow(r->job, r->l, folder, &r->other);
	if (rc == 0)
		rc = rulebook_read(r->l, &r->old_rules);
	if (rc == 0)
		rc = rulebook_read(r->other, &r->rules);
	if (rc == 0)
		rc = replay_all(r);
	ledger_read_end(r->l);
	return rc;
}
int job_replay(struct job *job, const char *folder, enum replay_form form)
{
	struct replay r = {.job = job, .form = form};
	int rc = replay_read_period(&r);

	if (rc == 0)
		rc = ledger_open(&r.l, job->ledger, LEDGER_READ, job->diag);
	if (rc == 0)
		rc = read_and_replay(&r, folder);
	replay_release(&r);
	return rc;
}
