#include "stream/csvin.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stream/rawcsv.h"

enum { NAME_SIZE = 128 };

struct csvin {
	struct rawcsv *raw;
	struct diag *d;
	const struct column *dictionary;
	size_t header_line;
	size_t n;
	char **name;
	char **raw_name;
	const char **cell;
	const char **raw_cell;
	char **owned; /* cells of the row that had to be rewritten */
	bool any_owned;
	struct buf fault;
	struct csvrow row;
};

/* What is inside ="…", or NULL when the cell is anything else. */
static char *unwrap(const char *s, size_t n)
{
	struct buf b = {0};

	if (n < 3 || s[0] != '=' || s[1] != '"' || s[n - 1] != '"')
		return NULL;
	for (size_t i = 2; i < n - 1; i++) {
		if (s[i] == '"' && (i + 1 == n - 1 || s[++i] != '"')) {
			buf_free(&b);
			return NULL;
		}
		buf_putc(&b, s[i]);
	}
	return buf_take(&b);
}

/* Whether printer.c put the apostrophe in front, so that no spreadsheet runs the cell. */
static bool is_defused(const struct csvin *in, const char *s, size_t n)
{
	return n > 1 && s[0] == '\'' && s[1] && strchr("=+-@\t'", s[1]) && rawcsv_bom(in->raw);
}

/* The text as the ledger keeps it: `c` itself, or *owned. NULL with *fault. */
static const char *clean(const struct csvin *in, const struct rawcell *c, char **owned, enum text_fault *fault)
{
	const char *s = c->s;
	size_t n = c->n;
	char *bare = *s == '=' ? unwrap(s, n) : NULL;

	*owned = NULL;
	*fault = TEXT_OK;
	if (bare) {
		s = bare;
		n = strlen(bare);
	} else if (*s == '\'' && is_defused(in, s, n)) {
		s++;
		n--;
	}
	if (n == 0 || text_is_clean(s, n)) {
		*owned = bare;
		return s;
	}
	*owned = text_clean(s, n, fault);
	free(bare);
	return *owned;
}

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
	for (size_t i = 0; in->any_owned && i < in->n; i++) {
		free(in->owned[i]);
		in->owned[i] = NULL;
	}
	in->any_owned = false;
	buf_clear(&in->fault);
	in->row.fault = NULL;
}

/* Whether any cell beyond the header's columns holds something. */
static bool has_extra(const struct csvin *in, const struct rawrow *r)
{
	for (size_t i = in->n; i < r->n; i++) {
		if (strspn(r->cell[i].s, " \t\r\n") < r->cell[i].n)
			return true;
	}
	return false;
}

static const char *take_cell(struct csvin *in, const struct rawcell *c, size_t i)
{
	enum text_fault fault;
	const char *s = clean(in, c, &in->owned[i], &fault);

	in->any_owned |= in->owned[i] != NULL;
	if (!s)
		set_fault(in, fault, in->name[i]);
	return s ? s : "";
}

/* Makes in->row of what was read; false for a row of blanks. */
static bool take_row(struct csvin *in, const struct rawrow *r)
{
	size_t n = r->n < in->n ? r->n : in->n;
	bool blank = true, packed = r->n >= in->n;
	const char *end = NULL; /* behind the NUL of the cell before */

	forget_row(in);
	in->row.line = r->line;
	for (size_t i = 0; i < n; i++) {
		const char *s = r->cell[i].s;

		in->raw_cell[i] = s;
		in->cell[i] = r->plain && *s != '=' && *s != '\'' ? s : take_cell(in, &r->cell[i], i);
		blank &= in->cell[i][0] == '\0';
		packed &= i == 0 || in->cell[i] == end;
		end = s + r->cell[i].n + 1;
	}
	in->row.packed = packed && !in->any_owned && !in->row.fault ? (size_t)(end - in->cell[0]) : 0;
	for (size_t i = n; i < in->n; i++)
		in->raw_cell[i] = in->cell[i] = "";
	if (r->n > in->n && has_extra(in, r))
		set_fault(in, TEXT_OK, NULL);
	return !blank || in->row.fault;
}

int csvin_next(struct csvin *in, const struct csvrow **row)
{
	struct rawrow r;
	int rc;

	while ((rc = rawcsv_next(in->raw, &r)) > 0) {
		if (take_row(in, &r)) {
			diag_at(in->d, rawcsv_source(in->raw), r.line);
			*row = &in->row;
			return 1;
		}
	}
	forget_row(in);
	diag_at(in->d, NULL, 0);
	return rc;
}

static const struct column *lookup(const struct csvin *in, const char *name)
{
	char *folded = text_fold(xstrdup(name));
	const struct column *c = column_find(in->dictionary, folded);

	free(folded);
	return c ? c : column_find(in->dictionary, name);
}

/* Names column i by its header cell. */
static int name_column(struct csvin *in, size_t i, const struct rawcell *cell)
{
	enum text_fault fault;
	char *owned;
	const char *name = clean(in, cell, &owned, &fault);
	const struct column *c = name ? lookup(in, name) : NULL;
	int status = 0;

	in->raw_name[i] = xstrdup(cell->s);
	in->name[i] = xstrdup(c ? c->name : name ? name : "");
	if (!name)
		status = diag_error(in->d, EX_DATAERR, _("the name of column %zu: %s"), i + 1, text_fault_message(fault));
	else if (!*name)
		status = diag_error(in->d, EX_DATAERR, _("column %zu has no name: each column needs one in the header"),
				    i + 1);
	for (size_t j = 0; !status && j < i; j++) {
		if (strcmp(in->name[j], in->name[i]) != 0)
			continue;
		status = diag_error(in->d, EX_DATAERR,
				    _("two columns are %s: %s (column %zu) and %s (column %zu); leave one"),
				    in->name[i], in->raw_name[j], j + 1, in->raw_name[i], i + 1);
	}
	free(owned);
	return status;
}

/* Spreadsheets leave ,,, behind the last column. */
static size_t without_trailing_blanks(const struct rawrow *r)
{
	size_t n = r->n;

	while (n && strspn(r->cell[n - 1].s, " \t\r\n") == r->cell[n - 1].n)
		n--;
	return n;
}

static int read_header(struct csvin *in)
{
	struct rawrow r = {0};
	size_t n = 0;
	int rc, status = 0;

	do {
		rc = rawcsv_next(in->raw, &r);
		n = rc > 0 ? without_trailing_blanks(&r) : 0;
	} while (rc > 0 && n == 0);
	if (rc < 0)
		return csvin_status(in);
	diag_at(in->d, rawcsv_source(in->raw), rc ? r.line : 1);
	if (rc == 0)
		return diag_error(in->d, EX_DATAERR, _("there is no header: the first line names the columns"));
	in->header_line = r.line;
	in->name = xcalloc(n, sizeof(*in->name));
	in->raw_name = xcalloc(n, sizeof(*in->raw_name));
	for (; in->n < n && !status; in->n++)
		status = name_column(in, in->n, &r.cell[in->n]);
	return status;
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
	in->cell = xcalloc(in->n, sizeof(*in->cell));
	in->raw_cell = xcalloc(in->n, sizeof(*in->raw_cell));
	in->owned = xcalloc(in->n, sizeof(*in->owned));
	in->row = (struct csvrow){.n = in->n, .cell = in->cell, .raw = in->raw_cell};
	*out = in;
	return 0;
}

int csvin_status(const struct csvin *in)
{
	return rawcsv_status(in->raw);
}

size_t csvin_columns(const struct csvin *in)
{
	return in->n;
}

const char *csvin_name(const struct csvin *in, size_t i)
{
	return in->name[i];
}

const char *csvin_raw_name(const struct csvin *in, size_t i)
{
	return in->raw_name[i];
}

int csvin_find(const struct csvin *in, const char *name)
{
	for (size_t i = 0; i < in->n; i++) {
		if (strcmp(in->name[i], name) == 0)
			return (int)i;
	}
	return -1;
}

static bool is_known(const char *name, const char *const *known)
{
	while (*known && strcmp(*known, name) != 0)
		known++;
	return *known != NULL;
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

	for (size_t i = 0; i < in->n; i++) {
		if (is_known(in->name[i], known))
			continue;
		near = near ? near : nearest(in, in->name[i], known);
		buf_puts(&unknown, unknown.n ? ", " : "");
		buf_puts(&unknown, in->name[i]);
	}
	for (size_t i = 0; unknown.n && known[i]; i++)
		add_name(&list, in, known[i]);
	diag_at(in->d, rawcsv_source(in->raw), unknown.n ? in->header_line : 0);
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
	for (size_t i = 0; i < in->n; i++) {
		free(in->name[i]);
		free(in->raw_name[i]);
		if (in->owned)
			free(in->owned[i]);
	}
	free(in->name);
	free(in->raw_name);
	free(in->cell);
	free(in->raw_cell);
	free(in->owned);
	buf_free(&in->fault);
	rawcsv_close(in->raw);
	free(in);
}
