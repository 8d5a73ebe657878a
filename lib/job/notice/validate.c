/* Whether the ledger has what somebody wants to hang on a wall: every row is made again and every cell compared. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/intake/cells.h"
#include "job/notice/run.h"

/* What tells the rows of a kind apart, beside the book. */
static const char *const keys[][3] = {
	[SHEET_SCORES] = {"household"},
	[SHEET_RANKING] = {"household"},
	[SHEET_DEDUCTIONS] = {"entry"},
	[SHEET_REDEMPTIONS] = {"receipt"},
	[SHEET_HONORS] = {"honor", "household", "name"},
	[SHEET_OUTCOMES] = {"dispute"},
	[SHEET_FUND] = {"entry"},
	[SHEET_STOCK] = {"shop", "item"},
};

struct validation {
	struct job *job;
	struct ledger *l;
	struct notice_run *run;
	const struct notice_stream *stream; /* of the run */
	struct notice_stream made;          /* what the ledger makes of the same */
	struct map index;                   /* of its rows by key */
	bool *listed;                       /* of its rows: one of ours is it */
	int64_t *match;                     /* of our rows: its row, -1 none */
	const char **ours, **theirs;        /* cells of the row looked at */
	int rank;                           /* our column of ranks, -1: none */
	size_t left_out;                    /* rows that rank before some of ours */
};

static int validate_column(const struct notice_stream *s, const char *name)
{
	return notice_stream_find(s, name);
}

static const char *validate_cell(const struct notice_stream *s, const char *const *cells, const char *name)
{
	int c = validate_column(s, name);

	return c < 0 ? "" : cells[c];
}

/* What tells a row apart, for people too. An entry is its address, or its number in the book. */
static void validate_make_key(const struct validation *x, const struct notice_stream *s, const char *const *cells,
			      struct buf *b)
{
	const char *book = validate_cell(s, cells, "book");

	buf_clear(b);
	buf_puts(b, *book ? book : x->run->book->code);
	for (size_t k = 0; k < 3 && keys[x->run->kind][k]; k++) {
		const char *name = keys[x->run->kind][k], *seq = validate_cell(s, cells, "seq");
		if (strcmp(name, "entry") == 0 && validate_column(s, name) < 0)
			buf_printf(b, " %s:%s", *book ? book : x->run->book->code, seq);
		else
			buf_printf(b, " %s", validate_cell(s, cells, name));
	}
}

/* Does our column `seq` stand for the address of the entry? */
static bool is_key_column(const struct validation *x, const char *name)
{
	return strcmp(name, "seq") == 0 && strcmp(keys[x->run->kind][0], "entry") == 0 &&
	       validate_column(x->stream, "entry") < 0;
}

static int validate_columns(struct validation *x)
{
	for (size_t k = 0; k < 3 && keys[x->run->kind][k]; k++) {
		const char *name = keys[x->run->kind][k];
		if (validate_column(x->stream, name) >= 0 ||
		    (validate_column(x->stream, "seq") >= 0 && is_key_column(x, "seq")))
			continue;
		return diag_error(x->l->diag, EX_DATAERR, _("a notice of %s needs the column %s"),
				  sheet_kind_name(x->run->kind), name);
	}
	return 0;
}

static int validate_make_rows(struct validation *x)
{
	const struct notice_run *run = x->run;
	struct notice_wanted wanted = {.kind = run->kind == SHEET_RANKING ? SHEET_SCORES : run->kind,
				       .period = run->period.text};
	struct job job = *x->job;
	struct buf key = {0};
	int rc;

	job.book = run->book->code;
	rc = notice_stream_make(&job, x->l, &wanted, &x->made);
	if (rc)
		return rc;
	x->theirs = xcalloc(x->made.rows.columns + 1, sizeof *x->theirs);
	x->listed = xcalloc(x->made.rows.n + 1, sizeof *x->listed);
	for (size_t i = 0; i < x->made.rows.n; i++) {
		rows_cells(&x->made.rows, i, x->theirs);
		validate_make_key(x, &x->made, x->theirs, &key);
		map_put(&x->index, buf_str(&key), key.n, (int64_t)i, NULL);
	}
	buf_free(&key);
	return 0;
}

static void at_row(struct validation *x, size_t i)
{
	diag_at(x->l->diag, x->stream->source, x->stream->lines ? x->stream->lines[i] : 0);
	rows_cells(&x->stream->rows, i, x->ours);
}

static int report_no_row(struct validation *x, const char *key)
{
	const char *kind = sheet_kind_name(x->run->kind), *period = x->run->period.text;
	int household = validate_column(x->stream, "household");
	bool ended = false;
	int rc = household < 0 ? 0 : roster_has_ended(x->l, x->run->book, x->ours[household], &ended);

	if (rc)
		return rc;
	if (ended && (x->run->kind == SHEET_SCORES || x->run->kind == SHEET_RANKING))
		return diag_error(x->l->diag, EX_REFUSED,
				  _("household %s has ended and stands on no score board: pts-tally --all leaves it out"), x->ours[household]);
	return diag_error(x->l->diag, EX_REFUSED, _("the ledger has no row for %s in the %s of %s"), key, kind, period);
}

/* Finds the ledger's row for each of ours. */
static int validate_match_rows(struct validation *x)
{
	struct buf key = {0};
	int rc = 0;

	for (size_t i = x->run->first; i < x->run->last; i++) {
		int64_t *at;
		at_row(x, i);
		validate_make_key(x, x->stream, x->ours, &key);
		at = map_get(&x->index, buf_str(&key), key.n);
		x->match[i - x->run->first] = at ? *at : -1;
		if (!at)
			rc = report_no_row(x, buf_str(&key));
		else if (x->listed[*at])
			rc = diag_error(x->l->diag, EX_REFUSED, _("a second row for %s"), buf_str(&key));
		else
			x->listed[*at] = true;
	}
	buf_free(&key);
	return rc;
}

static bool same_cell(const char *a, const char *b)
{
	int64_t x, y;

	return strcmp(a, b) == 0 || (*a && *b && cell_figure(a, &x) && cell_figure(b, &y) && x == y);
}

/* The month in which a deed counts lies in the period of its notice, so either may stand in its row. */
static bool is_within(const struct validation *x, const char *name, const char *cell)
{
	struct period p;

	return strcmp(name, "period") == 0 && x->run->kind != SHEET_SCORES && x->run->kind != SHEET_RANKING &&
	       period_parse(cell, &p) && p.first >= x->run->period.first && p.last <= x->run->period.last;
}

static int validate_row(struct validation *x, size_t i)
{
	int rc = 0;

	at_row(x, i);
	rows_cells(&x->made.rows, (size_t)x->match[i - x->run->first], x->theirs);
	for (size_t c = 0; c < x->stream->rows.columns; c++) {
		const char *name = x->stream->names[c], *cell = x->ours[c];
		int at = (int)c == x->rank ? -1 : validate_column(&x->made, name);
		if (at >= 0 && !same_cell(cell, x->theirs[at]) && !is_within(x, name, cell))
			rc = diag_error(x->l->diag, EX_REFUSED, _("%s is `%s`, the ledger says `%s`"), name, cell,
					x->theirs[at]);
	}
	return rc;
}

/* A figure that the ledger cannot prove may not hang on the wall. */
static int validate_known(struct validation *x)
{
	struct buf known = {0};
	int rc = 0;

	for (size_t c = 0; c < x->made.rows.columns; c++)
		buf_printf(&known, "%s%s", c ? ", " : "", x->made.names[c]);
	diag_at(x->l->diag, x->stream->source, x->stream->lines ? 1 : 0);
	for (size_t c = 0; c < x->stream->rows.columns; c++) {
		const char *name = x->stream->names[c];
		if (validate_column(&x->made, name) < 0 && (int)c != x->rank && !is_key_column(x, name))
			rc = diag_error(x->l->diag, EX_REFUSED,
					_("column %s is none that the ledger can prove for a notice of %s: leave it "
					  "out (it knows %s)"),
					name, sheet_kind_name(x->run->kind), buf_str(&known));
	}
	buf_free(&known);
	return rc;
}

/* How many rows of the ledger stand nowhere in ours; of scores those that have a rank. */
static size_t count_unlisted(struct validation *x)
{
	bool sums = x->run->kind == SHEET_SCORES || x->run->kind == SHEET_RANKING;
	size_t n = 0;

	for (size_t i = 0; i < x->made.rows.n; i++) {
		rows_cells(&x->made.rows, i, x->theirs);
		n += !x->listed[i] && (!sums || (*validate_cell(&x->made, x->theirs, "score") &&
						 !*validate_cell(&x->made, x->theirs, "veto")));
	}
	return n;
}

/* Every row may be true, and the whole a lie. */
static int validate_left_out(struct validation *x)
{
	const char *kind = sheet_kind_name(x->run->kind), *period = x->run->period.text;
	bool none = x->run->first == x->run->last;
	size_t n = x->run->kind == SHEET_RANKING && !none ? x->left_out : count_unlisted(x);

	if (n > 0 && none)
		return diag_error(x->l->diag, EX_REFUSED,
				  _("no row is to be issued, but the ledger has %zu in the %s of %s"), n, kind, period);
	if (n > 0)
		diag_warn(x->l->diag,
			  P_("%zu row that the ledger has in the %s of %s is left out",
			     "%zu rows that the ledger has in the %s of %s are left out", n),
			  n, kind, period);
	return 0;
}

static int validate_ranks(struct validation *x)
{
	struct rank_check r = {
		.made = &x->made, .stream = x->stream, .first = x->run->first, .last = x->run->last, .match = x->match};
	int rc = x->rank < 0 ? 0 : notice_check_ranks(x->job, &r, x->rank);

	x->left_out = r.left_out;
	return rc;
}

static int validate_rows(struct validation *x)
{
	int rc = validate_match_rows(x), known = validate_known(x);

	if (known)
		rc = known;
	for (size_t i = x->run->first; i < x->run->last; i++)
		if (x->match[i - x->run->first] >= 0 && validate_row(x, i) != 0)
			rc = EX_REFUSED;
	if (rc == 0)
		rc = validate_ranks(x);
	diag_at(x->l->diag, NULL, 0);
	if (rc)
		return rc;
	if (x->run->kind == SHEET_SCORES && x->rank >= 0 && !x->run->kind_given && x->run->first < x->run->last &&
	    count_unlisted(x) > 0)
		x->run->kind = SHEET_RANKING;
	return validate_left_out(x);
}

int notice_validate(struct job *job, struct ledger *l, struct notice_run *run)
{
	struct validation x = {.job = job, .l = l, .run = run, .stream = run->stream};
	int rc;

	x.rank = run->kind == SHEET_SCORES || run->kind == SHEET_RANKING ? validate_column(x.stream, "rank") : -1;
	x.ours = xcalloc(x.stream->rows.columns + 1, sizeof *x.ours);
	x.match = xcalloc(run->last - run->first + 1, sizeof *x.match);
	rc = validate_columns(&x);
	if (rc == 0)
		rc = validate_make_rows(&x);
	if (rc == 0)
		rc = validate_rows(&x);
	notice_stream_free(&x.made);
	map_free(&x.index);
	free(x.listed);
	free(x.match);
	free(x.ours);
	free(x.theirs);
	return rc;
}
