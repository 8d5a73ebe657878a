/* Scores and rankings: the tally of all households, ranked inside each book. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "domain/rank.h"
#include "job/intake/cells.h"
#include "job/notice/making.h"
#include "job/tally/tally.h"

enum { USUAL_COUNT = 20 };

/* The rows of the tally before they are ranked. */
struct tallied {
	struct notice_stream stream;
	struct making into;
};

static void scores_take_row(void *ctx, const char *const *cells, size_t n)
{
	struct tallied *t = ctx;

	if (!t->stream.names)
		making_columns(&t->into, cells, n);
	else
		rows_add(&t->stream.rows, cells);
}

static int scores_tally(struct making *m, struct tallied *t)
{
	const struct tally_request all = {.all = true, .happened = m->wanted->happened};
	const struct printer_sink sink = {.row = scores_take_row, .ctx = t};
	struct job job = *m->job;

	t->into.out = &t->stream;
	job.key = NULL;
	job.period = m->period.text;
	job.print = (struct printer_options){.sink = &sink};
	return job_tally_in(&job, m->l, &all);
}

/* As pts-rank --within book: highest score first, who has none or a veto without rank and last. */
static void scores_rank(const struct notice_stream *s, uint32_t *order, int64_t *ranks)
{
	int score = notice_stream_find(s, "score"), veto = notice_stream_find(s, "veto");
	int64_t *words = xcalloc(2 * s->rows.n + 2, sizeof *words);
	struct map books = {0};

	for (size_t i = 0; i < s->rows.n; i++) {
		const char *book = notice_stream_book(s, i);
		size_t group = (size_t)*map_put(&books, book, strlen(book), (int64_t)books.n, NULL);
		int64_t figure = 0;
		bool ranked = cell_figure(notice_stream_cell(s, i, score), &figure) && !*notice_stream_cell(s, i, veto);
		words[2 * i] = rank_group(group, ranked);
		words[2 * i + 1] = ranked ? rank_word(figure, false) : 0;
	}
	rank_sort(words, 2, s->rows.n, order);
	rank_count(words, 2, s->rows.n, order, RANK_STANDARD, ranks);
	map_free(&books);
	free(words);
}

/* The tally's columns behind the rank. */
static const char **scores_add_columns(struct making *m, const struct notice_stream *s)
{
	const char **cells = xcalloc(s->rows.columns + 1, sizeof *cells);

	cells[0] = "rank";
	for (size_t c = 0; c < s->rows.columns; c++)
		cells[c + 1] = s->names[c];
	making_columns(m, cells, s->rows.columns + 1);
	return cells;
}

static void add_ranked(struct making *m, const struct notice_stream *s, int64_t most)
{
	uint32_t *order = xcalloc(s->rows.n + 1, sizeof *order);
	int64_t *ranks = xcalloc(s->rows.n + 1, sizeof *ranks);
	const char **cells = scores_add_columns(m, s);
	char number[24];

	scores_rank(s, order, ranks);
	for (size_t i = 0; i < s->rows.n; i++) {
		if (most && (ranks[i] == 0 || ranks[i] > most))
			continue;
		snprintf(number, sizeof number, "%" PRId64, ranks[i]);
		cells[0] = ranks[i] ? number : "";
		rows_cells(&s->rows, order[i], cells + 1);
		making_row(m, cells);
	}
	free(order);
	free(ranks);
	free(cells);
}

static int make_ranked(struct making *m, int64_t most)
{
	struct tallied t = {.stream = {.book = -1}};
	int rc = scores_tally(m, &t);

	if (rc == 0)
		add_ranked(m, &t.stream, most);
	notice_stream_free(&t.stream);
	return rc;
}

static int make_scores(struct making *m)
{
	return make_ranked(m, 0);
}

static int make_ranking(struct making *m)
{
	return make_ranked(m, m->wanted->count ? m->wanted->count : USUAL_COUNT);
}

const struct making_kind making_scores = {.kind = SHEET_SCORES, .make = make_scores};
const struct making_kind making_ranking = {.kind = SHEET_RANKING, .make = make_ranking};
