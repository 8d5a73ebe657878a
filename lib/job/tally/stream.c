/* pts-tally as a filter. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "domain/tally.h"
#include "job/intake/cells.h"
#include "job/intake/columns.h"
#include "job/tally/tally.h"
#include "stream/csvin.h"

enum { MOST_KEYS = 16, FIGURES = 8 };

static const char *const figure_names[FIGURES] = {"events", "earned",   "deducted", "score",
						  "points", "redeemed", "expired",  "other"};

struct summing {
	struct job *job;
	struct csvin *in;
	struct tally tally;
	struct buf key;
	const char *names[MOST_KEYS + FIGURES]; /* of the keys, as printed */
	size_t column[MOST_KEYS];
	size_t nkeys;
	bool bare;                                       /* keys that also show what is nobody's */
	int state, kind, rule, household, score, points; /* columns; -1: absent */
};

/* The month is what the journal calls period. */
static int stream_find_key(const struct summing *s, const char *name)
{
	int c = csvin_find(s->in, name);

	return c < 0 && strcmp(name, "month") == 0 ? csvin_find(s->in, "period") : c;
}

static int stream_add_key(struct summing *s, const char *word)
{
	const struct column *known = column_find(columns, word);
	const char *name = known ? known->name : word;
	int c = stream_find_key(s, name);

	if (c < 0)
		return cells_no_column(s->in, word, s->job->diag);
	if (!known)
		name = csvin_name(s->in, (size_t)c);
	for (size_t i = 0; i < s->nkeys; i++)
		if (s->column[i] == (size_t)c)
			return strcmp(name, "book") == 0
				       ? 0
				       : diag_error(s->job->diag, EX_USAGE, _("key %s is there twice"), name);
	if (s->nkeys == MOST_KEYS)
		return diag_error(s->job->diag, EX_USAGE, _("at most %d keys can be summed by"), MOST_KEYS);
	s->bare = s->bare && (strcmp(name, "book") == 0 || strcmp(name, "month") == 0 || strcmp(name, "period") == 0);
	s->column[s->nkeys] = (size_t)c;
	s->names[s->nkeys++] = name;
	return 0;
}

/* Codes mean something within a book only, so that the book is always the first key. */
static int stream_find_keys(struct summing *s)
{
	char *list = xstrdup(s->job->key ? s->job->key : "household"), *rest = list;
	int rc = csvin_find(s->in, "book") < 0 ? 0 : stream_add_key(s, "book");

	while (rest && rc == 0)
		rc = stream_add_key(s, strsep(&rest, ","));
	free(list);
	return rc;
}

static int stream_find_columns(struct summing *s)
{
	s->bare = true;
	s->state = csvin_find(s->in, "state");
	s->kind = csvin_find(s->in, "kind");
	s->rule = csvin_find(s->in, "rule");
	s->household = csvin_find(s->in, "household");
	s->score = csvin_find(s->in, "score");
	s->points = csvin_find(s->in, "points");
	if (s->score < 0)
		return cells_no_column(s->in, "score", s->job->diag);
	if (s->points < 0)
		return cells_no_column(s->in, "points", s->job->diag);
	return stream_find_keys(s);
}

static int stream_read_amount(const struct summing *s, const char *name, const char *cell, int64_t *out)
{
	if (cell_figure(cell, out))
		return 0;
	return diag_error(s->job->diag, EX_DATAERR, _("%s is not a number: `%s`"), name, cell);
}

/* Where the stream does not say, a row is what its score says: an addition or a deduction. */
static int stream_read_kind(const struct summing *s, const struct csvrow *row, struct entry *e)
{
	const char *kind = s->kind < 0 ? "" : row->cell[s->kind];

	e->kind = e->score < 0 ? KIND_DEDUCT : KIND_EARN;
	if (!*kind || kind_parse(kind, &e->kind))
		return 0;
	return diag_error(s->job->diag, EX_DATAERR,
			  _("kind `%s` is none of the journal's: earn, deduct, redeem and so on"), kind);
}

static bool stream_counts(const struct summing *s, const struct csvrow *row)
{
	if (s->state >= 0 && strcmp(row->cell[s->state], "posted") != 0)
		return false;
	return s->bare || s->household < 0 || *row->cell[s->household];
}

/* What a reverse corrects is not in its row; only events have a rule. */
static enum kind kind_corrected(const struct summing *s, const struct csvrow *row)
{
	return s->rule >= 0 && *row->cell[s->rule] ? KIND_EARN : KIND_ADJUST;
}

static int stream_add_row(struct summing *s, const struct csvrow *row, struct entry *e)
{
	enum kind of;
	size_t i;
	int rc = stream_read_amount(s, "score", row->cell[s->score], &e->score);

	rc |= stream_read_amount(s, "points", row->cell[s->points], &e->points);
	if (rc == 0)
		rc = stream_read_kind(s, row, e);
	if (rc)
		return EX_DATAERR;
	of = e->kind == KIND_REVERSE ? kind_corrected(s, row) : e->kind;
	buf_clear(&s->key);
	for (size_t k = 0; k < s->nkeys; k++)
		tally_key_add(&s->key, row->cell[s->column[k]]);
	i = tally_at(&s->tally, &s->key, NULL);
	if (!sums_add(&s->tally.rows[i].sums, e, of))
		rc = diag_error(s->job->diag, EX_DATAERR, _("the sums grow beyond what can be counted"));
	return rc;
}

static int stream_read_rows(struct summing *s)
{
	struct entry e = entry_new(KIND_EARN);
	const struct csvrow *row;
	int more, rc = 0;

	while ((more = csvin_next(s->in, &row)) > 0) {
		if (row->fault)
			rc = diag_error(s->job->diag, EX_DATAERR, "%s", row->fault);
		else if (stream_counts(s, row) && stream_add_row(s, row, &e) != 0)
			rc = EX_DATAERR;
	}
	if (more < 0)
		return csvin_status(s->in);
	return rc;
}

static void stream_print_row(const struct summing *s, struct printer *p, size_t i)
{
	const struct sums *v = &s->tally.rows[i].sums;
	const int64_t amounts[FIGURES - 1] = {v->earned,   v->deducted, sums_score(v), v->points,
					      v->redeemed, v->expired,  v->other};
	const char *cells[MOST_KEYS + FIGURES];
	char figures[FIGURES][DEC_SIZE];

	for (size_t k = 0; k < s->nkeys; k++)
		cells[k] = tally_key_cell(tally_key(&s->tally, i), k);
	snprintf(figures[0], DEC_SIZE, "%" PRId64, v->events);
	cells[s->nkeys] = figures[0];
	for (size_t c = 1; c < FIGURES; c++)
		cells[s->nkeys + c] = dec_format(amounts[c - 1], figures[c]);
	printer_row(p, cells);
}

static void stream_print_rows(struct summing *s)
{
	uint32_t *order = tally_order(&s->tally);
	struct printer *p;

	memcpy(s->names + s->nkeys, figure_names, sizeof figure_names);
	p = printer_new(s->job->out, &s->job->print, s->names, s->nkeys + FIGURES);
	for (size_t i = 0; i < s->tally.n; i++)
		stream_print_row(s, p, order[i]);
	printer_end(p);
	free(order);
}

int job_tally_stream(struct job *job, const char *path)
{
	struct summing s = {.job = job};
	const struct csvin_options options = {.dictionary = columns, .encoding = job->encoding};
	int rc = csvin_open(&s.in, path, &options, job->diag);

	if (rc == 0)
		rc = stream_find_columns(&s);
	if (rc == 0)
		rc = stream_read_rows(&s);
	if (rc == 0)
		stream_print_rows(&s);
	csvin_close(s.in);
	tally_free(&s.tally);
	buf_free(&s.key);
	return rc;
}
