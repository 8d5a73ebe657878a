#include "stream/csvin.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "stream/cell.h"
#include "stream/heading.h"
#include "stream/rawcsv.h"

enum { NAME_SIZE = 128 };

struct csvin {
	struct rawcsv *raw;
	struct diag *d;
	const struct column *dictionary;
	struct heading heading;
	size_t headings; /* taken so far */
	struct spellings spellings;
	const char *const *known; /* of csvin_only(): a later heading may have other columns of these */
	int status;		  /* of a heading that cannot be taken */
	size_t *to;		  /* the column of each cell below a heading in another order; NULL: as they stand */
	bool gaps;		  /* the heading has cells without a name */
	const char **cell;
	char **owned; /* cells of the row that had to be rewritten */
	bool any_owned;
	struct buf fault;
	struct csvrow row;
};

/* The first fault of a row is the one that is told; TEXT_OK stands for surplus cells. */
static void set_fault(struct csvin *in, enum text_fault fault, const char *column)
{
	struct buf *b = &in->fault;

	if (in->row.fault)
		return;
	if (fault == TEXT_OK)
		buf_puts(b, _("more cells than the header names: a cell with a comma needs quotes around it"));
	else
		buf_printf(b, _("column %s: %s"), column, text_fault_message(fault));
	in->row.fault = buf_str(b);
}

static void forget_row(struct csvin *in)
{
	for (size_t i = 0; in->any_owned && i < in->heading.n; i++) {
		free(in->owned[i]);
		in->owned[i] = NULL;
	}
	in->any_owned = false;
	buf_clear(&in->fault);
	in->row.fault = NULL;
}

static bool is_blank(const char *s, size_t n)
{
	return strspn(s, " \t\r\n") == n;
}

/* Whether any cell without a heading holds something. */
static bool has_extra(const struct csvin *in, const struct rawrow *r)
{
	for (size_t i = in->heading.n; i < r->n; i++)
		if (!is_blank(r->cell[i].s, r->cell[i].n))
			return true;
	for (size_t i = 0; in->gaps && i < in->heading.n && i < r->n; i++)
		if (!*in->heading.name[i] && !is_blank(r->cell[i].s, r->cell[i].n))
			return true;
	return false;
}

static const char *take_cell(struct csvin *in, const struct rawcell *c, size_t i)
{
	enum text_fault fault;
	const char *s = c->s;

	if (*s != '=' && *s != '\'' && text_is_clean(s, c->n)) /* as nearly all */
		return s;
	s = cell_clean(s, c->n, rawcsv_bom(in->raw), &in->owned[i], &fault);
	in->any_owned |= in->owned[i] != NULL;
	if (!s)
		set_fault(in, fault, in->heading.name[i]);
	return s ? s : "";
}

/* Makes in->row of what was read; false for a row of blanks. */
static bool take_row(struct csvin *in, const struct rawrow *r)
{
	size_t columns = in->heading.n, n = r->n < columns ? r->n : columns;
	bool blank = true, packed = r->n >= columns;
	const char *end = NULL; /* behind the NUL of the cell before */

	forget_row(in);
	in->row.line = r->line;
	in->row.raw = r->cell;
	in->row.nraw = r->n;
	for (size_t i = n; i < columns; i++)
		in->cell[in->to ? in->to[i] : i] = "";
	for (size_t i = 0; i < n; i++) {
		const char *s = r->cell[i].s;
		size_t to = in->to ? in->to[i] : i;

		in->cell[to] = r->plain && *s != '=' && *s != '\'' ? s : take_cell(in, &r->cell[i], to);
		blank &= in->cell[to][0] == '\0';
		packed &= i == 0 || in->cell[to] == end;
		end = s + r->cell[i].n + 1;
	}
	packed = packed && !in->to && !in->any_owned && !in->row.fault;
	in->row.packed = packed ? (size_t)(end - in->cell[0]) : 0;
	if ((r->n > columns || in->gaps) && has_extra(in, r))
		set_fault(in, TEXT_OK, NULL);
	return !blank || in->row.fault;
}

/* Room for the rows below a heading. */
static void start_block(struct csvin *in)
{
	size_t n = in->heading.n;

	in->cell = xrealloc(in->cell, n, sizeof *in->cell);
	in->owned = xrealloc(in->owned, n, sizeof *in->owned);
	memset(in->owned, 0, n * sizeof *in->owned);
	in->row.n = n;
	in->row.cell = in->cell;
	in->gaps = heading_find(&in->heading, "") >= 0;
	in->headings++;
}

/* The columns of the stream in another order. */
static void reorder(struct csvin *in, const struct heading *h)
{
	bool same = true;

	in->to = xrealloc(in->to, h->n, sizeof *in->to);
	for (size_t i = 0; i < h->n; i++) {
		in->to[i] = (size_t)heading_find(&in->heading, h->name[i]);
		same &= in->to[i] == i;
	}
	if (!same)
		return;
	free(in->to);
	in->to = NULL;
}

static bool is_known(const char *name, const char *const *known)
{
	while (*known && strcmp(*known, name) != 0)
		known++;
	return *known != NULL;
}

/* Whether the tool takes a column: those it knows, and what the programs of this package add for people. */
static bool is_taken(const char *name, const char *const *known)
{
	return !*name || strcmp(name, HEADING_ERROR) == 0 || is_known(name, known);
}

static bool all_taken(const struct heading *h, const char *const *known)
{
	size_t i = 0;

	while (known && i < h->n && is_taken(h->name[i], known))
		i++;
	return known && i == h->n;
}

/* A heading within the stream. 1: taken, 0: with these columns it is a row, -1: no stream can have it here. */
static int take_heading(struct csvin *in, const struct rawrow *r, enum heading_kind kind)
{
	struct heading h;

	forget_row(in);
	diag_at(in->d, rawcsv_source(in->raw), r->line);
	in->status = heading_read(&h, r, rawcsv_bom(in->raw), in->dictionary, in->d);
	if (in->status == 0 && !in->known && kind == HEADING_OTHER)
		in->status = diag_error(in->d, EX_DATAERR,
					_("here begins a heading with other columns than the first: one stream has rows of one kind"));
	if (in->status == 0 && in->known && all_taken(&h, in->known)) {
		heading_free(&in->heading);
		in->heading = h;
		start_block(in);
		return 1;
	}
	if (in->status == 0 && !in->known)
		reorder(in, &h);
	heading_free(&h);
	return in->status ? -1 : !in->known;
}

/* 1 when the line was a heading and is done with, 0 when it is a row, -1 on an error. */
static int pass_heading(struct csvin *in, const struct rawrow *r)
{
	enum heading_kind kind;

	if (in->spellings.at.n == 0)
		spellings_take(&in->spellings, in->dictionary, &in->heading);
	kind = heading_kind(&in->heading, &in->spellings, r, rawcsv_bom(in->raw));
	return kind == HEADING_NONE ? 0 : take_heading(in, r, kind);
}

int csvin_next(struct csvin *in, const struct csvrow **row)
{
	struct rawrow r;
	int rc, heading = 0;

	while (heading >= 0 && (rc = rawcsv_next(in->raw, &r)) > 0) {
		heading = pass_heading(in, &r);
		if (heading == 0 && take_row(in, &r)) {
			diag_at(in->d, rawcsv_source(in->raw), r.line);
			*row = &in->row;
			return 1;
		}
	}
	forget_row(in);
	diag_at(in->d, NULL, 0);
	return heading < 0 ? -1 : rc;
}

static int read_header(struct csvin *in)
{
	struct rawrow r = {0};
	int rc;

	do {
		rc = rawcsv_next(in->raw, &r);
	} while (rc > 0 && heading_width(&r) == 0);
	if (rc < 0)
		return csvin_status(in);
	diag_at(in->d, rawcsv_source(in->raw), rc ? r.line : 1);
	if (rc == 0)
		return diag_error(in->d, EX_DATAERR, _("there is no header: the first line names the columns"));
	rc = heading_read(&in->heading, &r, rawcsv_bom(in->raw), in->dictionary, in->d);
	if (rc == 0)
		start_block(in);
	return rc;
}

int csvin_open(struct csvin **out, const char *path, const struct csvin_options *o, struct diag *d)
{
	struct rawcsv *raw;
	struct csvin *in;
	int status = rawcsv_open(&raw, path, o, d);

	*out = NULL;
	if (status)
		return status;
	in = xcalloc(1, sizeof(*in));
	in->raw = raw;
	in->d = d;
	in->dictionary = o->dictionary;
	status = read_header(in);
	if (status) {
		csvin_close(in);
		return status;
	}
	*out = in;
	return 0;
}

int csvin_status(const struct csvin *in)
{
	return in->status ? in->status : rawcsv_status(in->raw);
}

size_t csvin_columns(const struct csvin *in)
{
	return in->heading.n;
}

const char *csvin_name(const struct csvin *in, size_t i)
{
	return in->heading.name[i];
}

const char *csvin_raw_name(const struct csvin *in, size_t i)
{
	return in->heading.raw[i];
}

int csvin_find(const struct csvin *in, const char *name)
{
	return heading_find(&in->heading, name);
}

size_t csvin_headings(const struct csvin *in)
{
	return in->headings;
}

size_t csvin_heading_line(const struct csvin *in)
{
	return in->heading.line;
}

bool csvin_bom(const struct csvin *in)
{
	return rawcsv_bom(in->raw);
}

/* A column as the user would write it: in his language. */
static void add_name(struct buf *b, const struct csvin *in, const char *name)
{
	const struct column *c = strcmp(lang_get(), "zh") == 0 ? column_find(in->dictionary, name) : NULL;
	char zh[NAME_SIZE];

	buf_puts(b, b->n ? ", " : "");
	buf_puts(b, c ? column_zh(c, zh, sizeof(zh)) : name);
}

/* The known column nearest to `name`, in the language of `name`; the string is the caller's, or NULL. */
static char *nearest(const struct csvin *in, const char *name, const char *const *known)
{
	size_t n = 0, k = 0;
	char **words, zh[NAME_SIZE];
	const char *word;
	char *found;

	while (known[n])
		n++;
	words = xcalloc(2 * n + 1, sizeof(*words));
	for (size_t i = 0; i < n; i++) {
		const struct column *c = column_find(in->dictionary, known[i]);

		words[k++] = xstrdup(known[i]);
		if (c && c->zh)
			words[k++] = xstrdup(column_zh(c, zh, sizeof(zh)));
	}
	word = text_nearest(name, (const char *const *)words);
	found = word ? xstrdup(word) : NULL;
	while (k)
		free(words[--k]);
	free(words);
	return found;
}

int csvin_only(struct csvin *in, const char *const *known)
{
	struct buf list = {0}, unknown = {0};
	char *near = NULL;
	int status = 0;

	in->known = known;
	for (size_t i = 0; i < in->heading.n; i++) {
		const char *name = in->heading.name[i];

		if (is_taken(name, known))
			continue;
		near = near ? near : nearest(in, name, known);
		buf_puts(&unknown, unknown.n ? ", " : "");
		buf_puts(&unknown, name);
	}
	for (size_t i = 0; unknown.n && known[i]; i++)
		add_name(&list, in, known[i]);
	diag_at(in->d, rawcsv_source(in->raw), unknown.n ? in->heading.line : 0);
	if (near)
		status = diag_error(in->d, EX_DATAERR, _("unknown column %s: did you mean %s? Known are %s"),
				    buf_str(&unknown), near, buf_str(&list));
	else if (unknown.n)
		status = diag_error(in->d, EX_DATAERR, _("unknown column %s: known are %s"), buf_str(&unknown),
				    buf_str(&list));
	free(near);
	buf_free(&list);
	buf_free(&unknown);
	return status;
}

const char *csvin_source(const struct csvin *in)
{
	return rawcsv_source(in->raw);
}

const char *csvin_encoding(const struct csvin *in)
{
	return rawcsv_encoding(in->raw);
}

void csvin_close(struct csvin *in)
{
	if (!in)
		return;
	forget_row(in);
	heading_free(&in->heading);
	spellings_free(&in->spellings);
	free(in->to);
	free(in->cell);
	free(in->owned);
	buf_free(&in->fault);
	rawcsv_close(in->raw);
	free(in);
}
