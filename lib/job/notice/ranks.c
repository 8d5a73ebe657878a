/* Whether ranks are what pts-rank gives the rows of the ledger. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "domain/rank.h"
#include "job/intake/cells.h"
#include "job/intake/columns.h"
#include "job/notice/internal.h"

enum { RANK_KEYS = 8 };

struct rank_ways {
	struct rank_check *r;
	struct {
		int column;
		bool ascending;
	} keys[RANK_KEYS];
	size_t nkeys;
	const char **cells;
	int64_t *words; /* of each made row as pts-rank has them: group, 1 without entries, the keys */
	size_t width;
	uint32_t *order;
	int64_t *by_order, *ranks; /* of the made rows */
};

static int ranks_add_key(struct job *job, struct rank_ways *k, char *word)
{
	char *way = strrchr(word, ':');
	const struct column *known;

	if (way)
		*way++ = '\0';
	known = column_find(columns, word);
	if (k->nkeys == RANK_KEYS)
		return diag_error(job->diag, EX_USAGE, _("at most %d columns can be ranked by"), RANK_KEYS);
	k->keys[k->nkeys].ascending = way && strcmp(way, "asc") == 0;
	k->keys[k->nkeys].column = notice_stream_find(k->r->made, known ? known->name : word);
	if (k->keys[k->nkeys++].column < 0)
		return diag_error(job->diag, EX_USAGE, _("`%s` is no column by which a notice can be ranked"), word);
	return 0;
}

static int ranks_find_keys(struct job *job, struct rank_ways *k)
{
	char *list = xstrdup(job->key ? job->key : "score"), *rest = list;
	int rc = 0;

	while (rest && rc == 0)
		rc = ranks_add_key(job, k, strsep(&rest, ","));
	free(list);
	return rc;
}

/* Works out k->ranks: inside each value of `within` (a column of the made rows, -1: over all of them). */
static void rank_all(struct rank_ways *k, int within, enum rank_ties ties)
{
	size_t width = k->width, n = k->r->made->rows.n;
	int veto = notice_stream_find(k->r->made, "veto"), events = notice_stream_find(k->r->made, "events");
	struct map groups = {0};

	for (size_t i = 0; i < n; i++) {
		int64_t *words = k->words + i * width, group = 0;
		bool ranked = true;
		rows_cells(&k->r->made->rows, i, k->cells);
		ranked = veto < 0 || !*k->cells[veto];
		for (size_t c = 0; c < k->nkeys; c++) {
			int64_t figure = 0;
			ranked = ranked && cell_figure(k->cells[k->keys[c].column], &figure);
			words[c + 2] = rank_word(figure, k->keys[c].ascending);
		}
		if (within >= 0)
			group = *map_put(&groups, k->cells[within], strlen(k->cells[within]), (int64_t)groups.n, NULL);
		words[0] = rank_group((size_t)group, ranked);
		words[1] = events >= 0 && !*k->cells[events];
		if (!ranked)
			memset(words + 1, 0, (width - 1) * sizeof *words);
	}
	rank_sort(k->words, width, n, k->order);
	rank_count(k->words, width, n, k->order, ties, k->by_order);
	for (size_t i = 0; i < n; i++)
		k->ranks[k->order[i]] = k->by_order[i];
	map_free(&groups);
}

static bool rank_differs(const struct rank_ways *k, size_t i, int rank, const char **cell, int64_t *right)
{
	int64_t figure;

	rows_cells(&k->r->stream->rows, i, k->cells);
	*cell = k->cells[rank];
	*right = k->ranks[k->r->match[i - k->r->first]];
	if (*right == 0)
		return **cell;
	return !cell_figure(*cell, &figure) || figure != *right * 100;
}

static size_t count_differences(const struct rank_ways *k, int rank)
{
	size_t n = 0;

	for (size_t i = k->r->first; i < k->r->last; i++) {
		const char *cell;
		int64_t right;
		n += rank_differs(k, i, rank, &cell, &right);
	}
	return n;
}

static int ranks_report(struct job *job, const struct rank_ways *k, int rank)
{
	const struct notice_stream *s = k->r->stream;
	int rc = 0;

	for (size_t i = k->r->first; i < k->r->last; i++) {
		const char *cell;
		int64_t right;
		if (!rank_differs(k, i, rank, &cell, &right))
			continue;
		diag_at(job->diag, s->source, s->lines ? s->lines[i] : 0);
		if (right)
			rc = diag_error(job->diag, EX_REFUSED, _("rank is `%s`, the ledger says `%lld`"), cell,
					(long long)right);
		else
			rc = diag_error(job->diag, EX_REFUSED, _("rank is `%s`, the ledger gives none to this row"),
					cell);
	}
	return rc;
}

/* `pts-rank -n` cuts at the end: what is missing before it somebody took out. */
static size_t count_left_out(const struct rank_ways *k)
{
	size_t n = 0, made = k->r->made->rows.n, width = k->width;
	bool *listed = xcalloc(made + 1, sizeof *listed);
	struct map last = {0}; /* rank that is listed, of each group */

	for (size_t i = 0; i < k->r->last - k->r->first; i++) {
		int64_t row = k->r->match[i],
			*rank = map_put(&last, &k->words[(size_t)row * width], sizeof *k->words, 0, NULL);
		listed[row] = true;
		if (*rank < k->ranks[row])
			*rank = k->ranks[row];
	}
	for (size_t i = 0; i < made; i++) {
		const int64_t *rank = map_get(&last, &k->words[i * width], sizeof *k->words);
		n += !listed[i] && k->ranks[i] > 0 && rank && k->ranks[i] < *rank;
	}
	map_free(&last);
	free(listed);
	return n;
}

/* Of the nine ways to rank, the one with the fewest differences. */
static int ranks_compare(struct job *job, struct rank_ways *k, int rank)
{
	const int withins[] = {notice_stream_find(k->r->made, "book"), -1, notice_stream_find(k->r->made, "group")};
	size_t fewest = SIZE_MAX, best = 0;

	for (size_t way = 0; way < 9 && fewest > 0; way++) {
		size_t n;
		rank_all(k, withins[way / 3], (enum rank_ties)(RANK_STANDARD + way % 3));
		n = count_differences(k, rank);
		if (n < fewest) {
			fewest = n;
			best = way;
		}
	}
	if (fewest == 0) {
		k->r->left_out = count_left_out(k);
		return 0;
	}
	rank_all(k, withins[best / 3], (enum rank_ties)(RANK_STANDARD + best % 3));
	return ranks_report(job, k, rank);
}

int notice_check_ranks(struct job *job, struct rank_check *r, int rank)
{
	size_t n = r->made->rows.n, ours = r->stream->rows.columns, theirs = r->made->rows.columns;
	struct rank_ways k = {.r = r};
	int rc = ranks_find_keys(job, &k);

	k.cells = xcalloc((ours > theirs ? ours : theirs) + 1, sizeof *k.cells);
	k.width = k.nkeys + 2;
	k.words = xcalloc(n + 1, k.width * sizeof *k.words);
	k.order = xcalloc(n + 1, sizeof *k.order);
	k.by_order = xcalloc(n + 1, sizeof *k.by_order);
	k.ranks = xcalloc(n + 1, sizeof *k.ranks);
	if (rc == 0)
		rc = ranks_compare(job, &k, rank);
	free(k.cells);
	free(k.words);
	free(k.order);
	free(k.by_order);
	free(k.ranks);
	return rc;
}
