#include "job/notice.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/map.h"
#include "job/cells.h"
#include "job/columns.h"
#include "job/rows.h"
#include "job/sheet.h"
#include "stream/csvin.h"

enum { ID_DIGITS = 18, PHONE_DIGITS = 11 };

struct notice {
	struct job *job;
	const struct notice_request *request;
	struct ledger *l; /* NULL: none there, so the texts are the defaults */
	struct csvin *in;
	const char **names;
	const char **cells; /* of the row being read */
	char (*amounts)[DEC_SIZE]; /* its amounts as they are kept */
	int book;		   /* column, or -1 */
	struct rowset rows;
	struct sheet *sheets;
	size_t nsheets;
};

bool notice_mask_known(const char *word)
{
	static const char *const known[] = {"name", "surname", "code", "none"};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(word, known[i]) == 0)
			return true;
	return false;
}

/* 17 digits with a date of birth in them and a digit or X: the number of an identity card. */
static bool is_id_number(const char *s)
{
	int month, day;

	if (strlen(s) != ID_DIGITS || strspn(s, "0123456789") < ID_DIGITS - 1)
		return false;
	if (!isdigit((unsigned char)s[ID_DIGITS - 1]) && s[ID_DIGITS - 1] != 'X' && s[ID_DIGITS - 1] != 'x')
		return false;
	month = (s[10] - '0') * 10 + s[11] - '0';
	day = (s[12] - '0') * 10 + s[13] - '0';
	if (strncmp(s + 6, "19", 2) != 0 && strncmp(s + 6, "20", 2) != 0)
		return false;
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Codes are digits too, so only free text is asked. */
static bool is_mobile_number(const char *s)
{
	return strlen(s) == PHONE_DIGITS && strspn(s, "0123456789") == PHONE_DIGITS && s[0] == '1' && s[1] >= '3';
}

/* An amount the way CSV has it, so that sheets of the same figures are the same. */
static int keep_amount(struct notice *n, size_t c, const char *cell)
{
	const struct column *known = column_find(columns, n->names[c]);
	int64_t v;

	if (!*cell)
		return 0;
	if (!cell_figure(cell, &v))
		return diag_error(n->job->diag, EX_DATAERR, _("%s is not a number: `%s`"), n->names[c], cell);
	if (known && known->kind == CELL_COUNT)
		n->cells[c] = dec_human(v, n->amounts[c]);
	else
		n->cells[c] = dec_format(v, n->amounts[c]);
	return 0;
}

static bool is_personal(const char *column, const char *cell)
{
	const struct column *known = column_find(columns, column);

	return is_id_number(cell) || ((!known || known->kind == CELL_TEXT) && is_mobile_number(cell));
}

static void add_row(struct notice *n, const struct csvrow *row)
{
	int rc = 0;

	for (size_t c = 0; c < row->n; c++) {
		n->cells[c] = row->cell[c];
		if (sheet_sums(n->names[c]))
			rc |= keep_amount(n, c, row->cell[c]);
		else if (is_personal(n->names[c], row->cell[c]))
			rc |= diag_error(n->job->diag, EX_DATAERR,
					 _("column %s holds an ID or telephone number, which no sheet may show"),
					 n->names[c]);
	}
	if (rc == 0)
		rows_add(&n->rows, n->cells);
}

static int read_rows(struct notice *n)
{
	size_t width = csvin_columns(n->in), errors = n->job->diag->errors;
	const struct csvrow *row;
	int more;

	n->rows.columns = width;
	n->names = xcalloc(width, sizeof *n->names);
	n->cells = xcalloc(width, sizeof *n->cells);
	n->amounts = xcalloc(width, sizeof *n->amounts);
	for (size_t c = 0; c < width; c++)
		n->names[c] = csvin_name(n->in, c);
	n->book = csvin_find(n->in, "book");
	while ((more = csvin_next(n->in, &row)) > 0) {
		if (row->fault)
			diag_error(n->job->diag, EX_DATAERR, "%s", row->fault);
		else
			add_row(n, row);
	}
	if (more < 0)
		return csvin_status(n->in);
	diag_at(n->job->diag, NULL, 0);
	return n->job->diag->errors > errors ? EX_DATAERR : 0;
}

/* The book of row i; holds until the rows change. */
static const char *book_of(struct notice *n, size_t i)
{
	rows_cells(&n->rows, i, n->cells);
	return n->cells[n->book];
}

/* Where the run of one book that starts at `first` ends. */
static size_t run_end(struct notice *n, size_t first)
{
	size_t last = first + 1;
	const char *book;

	if (n->book < 0)
		return n->rows.n;
	book = book_of(n, first);
	while (last < n->rows.n && strcmp(book_of(n, last), book) == 0)
		last++;
	return last;
}

/* True when a book comes again after another: a ranking across villages, not a sheet for each. */
static bool returns(struct notice *n)
{
	struct map seen = {0};
	bool again = false;

	for (size_t first = 0; n->book >= 0 && first < n->rows.n && !again; first = run_end(n, first)) {
		const char *book = book_of(n, first);
		bool added;
		map_put(&seen, book, strlen(book), 0, &added);
		again = !added;
	}
	map_free(&seen);
	return again;
}

static int add_sheet(struct notice *n, const char *book, size_t first, size_t last)
{
	const struct sheet_spec spec = {.title = n->request->title, .mask = n->request->mask, .ledger = n->l};
	struct sheet_texts texts = {0};
	int rc;

	n->sheets = xrealloc(n->sheets, n->nsheets + 1, sizeof *n->sheets);
	sheet_texts_from_ledger(&texts, n->l, book);
	rc = sheet_build(&n->sheets[n->nsheets++], &texts, &spec, &n->rows, first, last, n->names, n->job->diag);
	sheet_texts_free(&texts);
	return rc;
}

static int add_sheets(struct notice *n)
{
	size_t first = 0;
	int rc = 0;

	if (n->rows.n == 0 || n->book < 0 || returns(n))
		return add_sheet(n, n->job->book, 0, n->rows.n);
	while (first < n->rows.n && rc == 0) {
		size_t last = run_end(n, first);
		rc = add_sheet(n, book_of(n, first), first, last);
		first = last;
	}
	return rc;
}

static void print_sheets(const struct notice *n)
{
	FILE *f = n->job->out;

	if (strcmp(n->request->format, "html") == 0)
		sheet_print_html(f, n->sheets, n->nsheets);
	else if (strcmp(n->request->format, "wechat") == 0)
		sheet_print_wechat(f, n->sheets, n->nsheets);
	else
		sheet_print_text(f, n->sheets, n->nsheets);
}

/* A draft needs no ledger; one that is named must be there. */
static int open_ledger(struct notice *n)
{
	if (!n->job->ledger_given && access(n->job->ledger, F_OK) != 0)
		return 0;
	return ledger_open(&n->l, n->job->ledger, LEDGER_READ, n->job->diag);
}

int job_notice_render(struct job *job, const struct notice_request *request)
{
	struct notice n = {.job = job, .request = request};
	const struct csvin_options options = {.dictionary = columns, .encoding = job->encoding};
	int rc;

	rc = csvin_open(&n.in, request->path, &options, job->diag);
	if (rc == 0)
		rc = read_rows(&n);
	if (rc == 0)
		rc = open_ledger(&n);
	if (rc == 0)
		rc = add_sheets(&n);
	if (rc == 0)
		print_sheets(&n);
	for (size_t i = 0; i < n.nsheets; i++)
		sheet_free(&n.sheets[i]);
	ledger_close(n.l);
	csvin_close(n.in);
	rows_free(&n.rows);
	free(n.sheets);
	free(n.names);
	free(n.cells);
	free(n.amounts);
	return rc;
}
