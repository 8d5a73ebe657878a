/* Rows read from a stream: only what may be shown on a wall. */
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/intake/cells.h"
#include "job/intake/columns.h"
#include "job/notice/internal.h"
#include "stream/csvin.h"

/* A stream while it is read. */
struct stream_reading {
	struct job *job;
	struct csvin *in;
	struct notice_stream *out;
	const char **cells;        /* of the row being read */
	char (*amounts)[DEC_SIZE]; /* its amounts as they are kept */
	size_t room;               /* of lines */
};

/* An amount the way CSV has it, so that sheets of the same figures are the same. */
static int keep_amount(struct stream_reading *r, size_t c, const char *cell)
{
	const char *name = r->out->names[c];
	const struct column *known = column_find(columns, name);
	int64_t v;

	if (!*cell)
		return 0;
	if (!cell_figure(cell, &v))
		return diag_error(r->job->diag, EX_DATAERR, _("%s is not a number: `%s`"), name, cell);
	if (known && known->kind == CELL_COUNT)
		r->cells[c] = dec_human(v, r->amounts[c]);
	else
		r->cells[c] = dec_format(v, r->amounts[c]);
	return 0;
}

/* A code may be eleven digits as well, so only free text is asked for telephones. */
static bool is_personal(const char *column, const char *cell)
{
	const struct column *known = column_find(columns, column);
	enum personal kind = cell_personal(cell);

	return kind == PERSONAL_IDENTITY || (kind == PERSONAL_MOBILE && (!known || known->kind == CELL_TEXT));
}

static void notice_stream_add_row(struct stream_reading *r, const struct csvrow *row)
{
	struct notice_stream *s = r->out;
	int rc = 0;

	for (size_t c = 0; c < row->n; c++) {
		r->cells[c] = row->cell[c];
		if (sheet_sums(s->names[c]))
			rc |= keep_amount(r, c, row->cell[c]);
		else if (is_personal(s->names[c], row->cell[c]))
			rc |= diag_error(r->job->diag, EX_DATAERR,
					 _("column %s holds an ID or telephone number, which no sheet may show"),
					 s->names[c]);
	}
	if (rc)
		return;
	if (s->rows.n == r->room) {
		r->room = r->room ? 2 * r->room : 256;
		s->lines = xrealloc(s->lines, r->room, sizeof *s->lines);
	}
	s->lines[s->rows.n] = row->line;
	rows_add(&s->rows, r->cells);
}

static int notice_stream_read_rows(struct stream_reading *r)
{
	size_t errors = r->job->diag->errors;
	const struct csvrow *row;
	int more;

	while ((more = csvin_next(r->in, &row)) > 0) {
		if (row->fault)
			diag_error(r->job->diag, EX_DATAERR, "%s", row->fault);
		else
			notice_stream_add_row(r, row);
	}
	if (more < 0)
		return csvin_status(r->in);
	diag_at(r->job->diag, NULL, 0);
	return r->job->diag->errors > errors ? EX_DATAERR : 0;
}

static void notice_stream_header(struct stream_reading *r)
{
	struct notice_stream *s = r->out;
	size_t width = csvin_columns(r->in);

	s->rows.columns = width;
	s->names = xcalloc(width, sizeof *s->names);
	for (size_t c = 0; c < width; c++)
		s->names[c] = xstrdup(csvin_name(r->in, c));
	s->source = xstrdup(csvin_source(r->in));
	s->book = csvin_find(r->in, "book");
	r->cells = xcalloc(width, sizeof *r->cells);
	r->amounts = xcalloc(width, sizeof *r->amounts);
}

int notice_stream_read(struct job *job, const char *path, struct notice_stream *out)
{
	const struct csvin_options options = {.dictionary = columns, .encoding = job->encoding};
	struct stream_reading r = {.job = job, .out = out};
	int rc;

	*out = (struct notice_stream){.book = -1};
	rc = csvin_open(&r.in, path, &options, job->diag);
	if (rc)
		return rc;
	notice_stream_header(&r);
	rc = notice_stream_read_rows(&r);
	csvin_close(r.in);
	free(r.cells);
	free(r.amounts);
	return rc;
}
