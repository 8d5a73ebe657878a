/* Ranks added to a stream. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "job/intake/cells.h"
#include "job/intake/columns.h"
#include "job/tally/tally.h"
#include "stream/csvin.h"
#include "stream/rows.h"

enum { MAX_KEYS = 8, PRUNE_STEP = 1 << 14, AHEAD = 16 /* rows */ };

struct key {
	size_t column;
	const char *name;
	bool ascending;
};

struct ranking {
	struct job *job;
	const struct rank_request *request;
	struct csvin *in;
	struct key keys[MAX_KEYS];
	size_t nkeys;
	int within; /* columns, or -1 */
	int veto;
	int events;        /* blank for a household without entries */
	struct map groups; /* numbered in order of first appearance */
	struct rowset rows;
	int64_t *words; /* `width` of each row: its group, 1 without entries, the keys */
	size_t width;
	size_t room;
	uint32_t *order; /* set by sort_rows() */
	int64_t *ranks;
};

/* What is printed: n columns, out[0] being the rank and each other one the input's column from[i]. */
struct ranked_page {
	const struct ranking *r;
	struct printer *printer;
	size_t n, *from;
	const char **out, **cells; /* of a row, in the output's columns and in the input's */
};

/* The column a user names, in English or Chinese; reports what there is instead. */
static int rank_find_column(struct ranking *r, const char *name, size_t *out)
{
	const struct column *known = column_find(columns, name);
	int i = csvin_find(r->in, known ? known->name : name);

	if (i < 0)
		return cells_no_column(r->in, name, r->job->diag);
	*out = (size_t)i;
	return 0;
}

/* One `COLUMN`, `COLUMN:asc` or `COLUMN:desc`; cuts the direction off `word`. */
static int rank_add_key(struct ranking *r, char *word)
{
	struct key *key = &r->keys[r->nkeys];
	char *way = strrchr(word, ':');
	int rc;

	if (r->nkeys == MAX_KEYS)
		return diag_error(r->job->diag, EX_USAGE, _("at most %d columns can be ranked by"), MAX_KEYS);
	if (way) {
		*way++ = '\0';
		key->ascending = strcmp(way, "asc") == 0;
		if (!key->ascending && strcmp(way, "desc") != 0)
			return diag_error(r->job->diag, EX_USAGE, _("after `%s:` comes `asc` or `desc`: `%s`"), word,
					  way);
	}
	rc = rank_find_column(r, word, &key->column);
	if (rc == 0)
		key->name = csvin_name(r->in, r->keys[r->nkeys++].column);
	return rc;
}

static int rank_find_keys(struct ranking *r)
{
	char *list = xstrdup(r->job->key ? r->job->key : "score"), *rest = list;
	int rc = 0;

	while (rest && rc == 0)
		rc = rank_add_key(r, strsep(&rest, ","));
	free(list);
	return rc;
}

static int rank_find_columns(struct ranking *r)
{
	size_t within = 0;
	int rc = rank_find_keys(r);

	r->width = r->nkeys + 2;
	r->veto = csvin_find(r->in, "veto");
	r->events = csvin_find(r->in, "events");
	r->within = -1;
	if (rc == 0 && r->request->within && (rc = rank_find_column(r, r->request->within, &within)) == 0)
		r->within = (int)within;
	r->rows.columns = csvin_columns(r->in);
	return rc;
}

static int64_t *new_words(struct ranking *r)
{
	if (r->rows.n == r->room) {
		r->room = r->room ? 2 * r->room : 1024;
		r->words = xrealloc(r->words, r->room, r->width * sizeof *r->words);
	}
	return r->words + r->rows.n * r->width;
}

/* Where a key cell belongs in the order; `ranked` becomes false when it is blank. */
static int rank_read_key(struct ranking *r, const struct key *key, const char *cell, int64_t *word, bool *ranked)
{
	int64_t figure;

	*ranked = *ranked && *cell;
	if (!*cell)
		return 0;
	if (!cell_figure(cell, &figure))
		return diag_error(r->job->diag, EX_DATAERR, _("%s is not a number: `%s`"), key->name, cell);
	*word = rank_word(figure, key->ascending);
	return 0;
}

static void rank_add_row(struct ranking *r, const struct csvrow *row)
{
	int64_t *words = new_words(r);
	bool ranked = r->veto < 0 || !*row->cell[r->veto];
	size_t group = 0;
	int rc = 0;

	for (size_t k = 0; k < r->nkeys; k++)
		rc |= rank_read_key(r, &r->keys[k], row->cell[r->keys[k].column], &words[k + 2], &ranked);
	if (rc)
		return;
	if (r->within >= 0) {
		const char *name = row->cell[r->within];
		group = (size_t)*map_put(&r->groups, name, strlen(name), (int64_t)r->groups.n, NULL);
	}
	words[0] = rank_group(group, ranked);
	words[1] = r->events >= 0 && !*row->cell[r->events];
	/* Rows without a rank stay as they came. */
	if (!ranked)
		memset(words + 1, 0, (r->width - 1) * sizeof *words);
	if (row->packed)
		rows_add_packed(&r->rows, row->cell[0], row->packed);
	else
		rows_add(&r->rows, row->cell);
}

static void rank_sort_rows(struct ranking *r)
{
	size_t n = r->rows.n;

	r->order = xrealloc(r->order, n + 1, sizeof *r->order);
	r->ranks = xrealloc(r->ranks, n + 1, sizeof *r->ranks);
	rank_sort(r->words, r->width, n, r->order);
	rank_count(r->words, r->width, n, r->order, r->request->ties, r->ranks);
}

static bool rank_is_wanted(const struct ranking *r, int64_t rank)
{
	return r->request->count == 0 || (rank > 0 && rank <= r->request->count);
}

/* Drops the rows that cannot be among the first any more: what comes later only pushes them further down. */
static void rank_prune(struct ranking *r)
{
	size_t width = r->width, n = 0;
	bool *wanted = xcalloc(r->rows.n + 1, sizeof *wanted);

	rank_sort_rows(r);
	for (size_t i = 0; i < r->rows.n; i++)
		wanted[r->order[i]] = rank_is_wanted(r, r->ranks[i]);
	for (size_t i = 0; i < r->rows.n; i++) {
		if (!wanted[i])
			continue;
		memmove(r->words + n * width, r->words + i * width, width * sizeof *r->words);
		r->order[n++] = (uint32_t)i;
	}
	rows_keep(&r->rows, r->order, n);
	free(wanted);
}

static int rank_read_rows(struct ranking *r)
{
	const struct csvrow *row;
	size_t errors = r->job->diag->errors, limit = PRUNE_STEP;
	int more;

	while ((more = csvin_next(r->in, &row)) > 0) {
		if (row->fault) {
			diag_error(r->job->diag, EX_DATAERR, "%s", row->fault);
			continue;
		}
		if (r->rows.n == UINT32_MAX)
			return diag_error(r->job->diag, EX_DATAERR, _("more than %zu rows cannot be ranked at once"),
					  (size_t)UINT32_MAX);
		rank_add_row(r, row);
		if (r->request->count && r->rows.n >= limit) {
			rank_prune(r);
			/* Sorting as much again as was kept at most doubles the work. */
			limit = 2 * r->rows.n + PRUNE_STEP;
		}
	}
	if (more < 0)
		return csvin_status(r->in);
	diag_at(r->job->diag, NULL, 0);
	return r->job->diag->errors > errors ? EX_DATAERR : 0;
}

/* The columns of the output, `rank` first and no other of that name; from[i] is the input's. Returns how many. */
static size_t output_columns(const struct ranking *r, const char **names, size_t *from)
{
	size_t n = 0;

	names[n++] = "rank";
	for (size_t c = 0; c < r->rows.columns; c++) {
		if (strcmp(csvin_name(r->in, c), "rank") == 0)
			continue;
		from[n] = c;
		names[n++] = csvin_name(r->in, c);
	}
	return n;
}

/* Row i with this rank: as it lies in memory when it may, and when no column of its own gives way to the rank. */
static void rank_print_row(struct ranked_page *page, size_t i, const char *rank)
{
	const struct rowset *rows = &page->r->rows;
	size_t bytes;
	const char *packed = rows_packed(rows, i, &bytes);

	if (page->n == rows->columns + 1 && printer_packed(page->printer, rank, packed, bytes))
		return;
	rows_cells(rows, i, page->cells);
	page->out[0] = rank;
	for (size_t c = 1; c < page->n; c++)
		page->out[c] = page->cells[page->from[c]];
	printer_row(page->printer, page->out);
}

static void rank_print_rows(struct ranking *r)
{
	size_t width = r->rows.columns + 1;
	struct ranked_page page = {.r = r,
				   .from = xcalloc(width, sizeof *page.from),
				   .out = xcalloc(width, sizeof *page.out),
				   .cells = xcalloc(width, sizeof *page.cells)};
	char rank[DEC_SIZE];

	page.n = output_columns(r, page.out, page.from);
	page.printer = printer_new(r->job->out, &r->job->print, page.out, page.n);
	for (size_t i = 0; i < r->rows.n; i++) {
		if (i + 2 * AHEAD < r->rows.n)
			rows_prefetch(&r->rows, r->order[i + AHEAD], r->order[i + 2 * AHEAD]);
		if (rank_is_wanted(r, r->ranks[i]))
			rank_print_row(&page, r->order[i], r->ranks[i] ? dec_whole(r->ranks[i], rank) : "");
	}
	printer_end(page.printer);
	free(page.from);
	free(page.out);
	free(page.cells);
}

int job_rank(struct job *job, const struct rank_request *request)
{
	struct ranking r = {.job = job, .request = request};
	const struct csvin_options options = {.dictionary = columns, .encoding = job->encoding};
	int rc;

	rc = csvin_open(&r.in, request->path, &options, job->diag);
	if (rc == 0)
		rc = rank_find_columns(&r);
	if (rc == 0)
		rc = rank_read_rows(&r);
	if (rc == 0) {
		rank_sort_rows(&r);
		rank_print_rows(&r);
	}
	csvin_close(r.in);
	map_free(&r.groups);
	rows_free(&r.rows);
	free(r.words);
	free(r.order);
	free(r.ranks);
	return rc;
}
