/* Whether the ledger still proves what hangs on the wall. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/notice/proof.h"
#include "paper/visible_diff.h"

enum { FILE_LIMIT = 64 << 20, DIFFERENCES_SHOWN = 40, SHOWN_CELLS = 4 };

enum form { FORM_HTML, FORM_CSV, FORM_QR };

struct verifying {
	struct job *job;
	struct ledger *l;
	struct proof *proofs; /* of the notices that the file names, in its order */
	size_t n;
	struct visible given, expected;
	size_t *owner;  /* of each expected line, its proof; n: all of them */
	size_t skipped; /* of each row, cells that are the same in all */
	size_t differences;
};

/* Returns 0 or the number of an error. */
static int verify_read_all(FILE *f, struct buf *out)
{
	char block[65536];
	size_t n;

	while ((n = fread(block, 1, sizeof block, f)) > 0 && out->n < FILE_LIMIT)
		buf_add(out, block, n);
	return ferror(f) ? errno : 0;
}

static int verify_read_file(struct job *job, const char *path, struct buf *out)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *f = standard ? stdin : fopen(path, "rb");
	int error = f ? verify_read_all(f, out) : errno;

	if (f && !standard)
		fclose(f);
	if (error)
		return diag_error(job->diag, EX_NOINPUT, _("cannot read %s: %s"), path, strerror(error));
	if (out->n >= FILE_LIMIT)
		return diag_error(job->diag, EX_DATAERR, _("%s is larger than %d MiB: no sheet of pts-notice is"), path,
				  FILE_LIMIT >> 20);
	if (out->n == 0)
		return diag_error(job->diag, EX_DATAERR, _("no input: did the program before fail?"));
	return 0;
}

/* A page begins with a mark-up sign, a code with its word, anything else is taken for a table. */
static enum form form_of(const struct buf *data)
{
	const char *s = buf_str(data);

	if (strncmp(s, "\xef\xbb\xbf", 3) == 0)
		s += 3;
	s += strspn(s, " \t\r\n");
	if (*s == '<')
		return FORM_HTML;
	return strncmp(s, "pts ", 4) == 0 ? FORM_QR : FORM_CSV;
}

/* CSV is read from files only: what came by a pipe, or was just rendered, goes through one that has no name afterwards.
 */
static int read_csv(struct verifying *x, const char *data, size_t n, struct visible *out)
{
	const char *folder = getenv("TMPDIR");
	char *path = xasprintf("%s/standard-input-XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = mkstemp(path), rc = 0;
	FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");

	if (!f || fwrite(data, 1, n, f) != n || fflush(f) != 0)
		rc = diag_error(x->job->diag, EX_CANTCREAT, _("cannot write a temporary file %s: %s"), path,
				strerror(errno));
	if (rc == 0)
		rc = visible_csv(out, path, x->job->encoding, x->job->diag);
	if (f)
		fclose(f);
	if (fd >= 0)
		unlink(path);
	free(path);
	return rc;
}

static int verify_see(struct verifying *x, enum form form, const char *data, size_t n, struct visible *out)
{
	return form == FORM_HTML ? visible_html(out, data, n, x->job->diag) : read_csv(x, data, n, out);
}

/* What these sheets look like now. */
static int verify_render(struct verifying *x, enum form form, const struct sheet *sheets, size_t n, struct visible *out)
{
	char *data = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&data, &size);
	int rc;

	if (!f)
		mem_exhausted();
	sheet_print(f, form == FORM_HTML ? "html" : "csv", sheets, n);
	if (fflush(f) != 0 || ferror(f))
		mem_exhausted();
	fclose(f);
	rc = verify_see(x, form, data, size, out);
	free(data);
	return rc;
}

/* The first line is of all sheets (styles, column names); after it each has as many as it has alone. */
static int find_owners(struct verifying *x, enum form form)
{
	size_t at = 0;
	int rc = 0;

	x->owner = xcalloc(x->expected.n + 1, sizeof *x->owner);
	if (x->expected.n)
		x->owner[at++] = x->n;
	for (size_t i = 0; i < x->n && rc == 0; i++) {
		struct visible alone;
		rc = verify_render(x, form, &x->proofs[i].sheet, 1, &alone);
		for (size_t k = 1; k < alone.n && at < x->expected.n; k++)
			x->owner[at++] = i;
		visible_free(&alone);
	}
	return rc;
}

/* In CSV number, digests and head stand before the columns of the table. */
static void skip_head(struct verifying *x)
{
	const struct visible_line *names = &x->expected.lines[0];
	const struct sheet *s = &x->proofs[0].sheet;

	while (x->skipped < names->n && s->ncolumns > 0 && strcmp(names->cells[x->skipped], s->columns[0].name) != 0)
		x->skipped++;
}

static const char *number_at(const struct verifying *x, const struct visible_line *line)
{
	size_t owner = line ? x->owner[line - x->expected.lines] : x->n;

	if (x->n == 1)
		owner = 0;
	return owner < x->n ? x->proofs[owner].notice.number : _("the file");
}

/* The first cells, which say what row it is; of a line without words what is drawn there. */
static const char *words_of(const struct verifying *x, const struct visible_line *line, struct buf *b)
{
	size_t first = line->row && line->n > x->skipped ? x->skipped : 0, said = 0,
	       last = line->row && line->n > first + SHOWN_CELLS ? first + SHOWN_CELLS : line->n;

	buf_clear(b);
	for (size_t i = first; i < last; i++)
		if (*line->cells[i])
			buf_printf(b, "%s%s", said++ ? " " : "", line->cells[i]);
	if (!said)
		buf_add(b, line->marks, strcspn(line->marks, " {["));
	return buf_str(b);
}

/* What the column of a cell is called. */
static const char *label_of(const struct verifying *x, const struct visible_line *line, size_t cell)
{
	for (const struct visible_line *h = line; h >= x->expected.lines; h--)
		if (h->head && cell < h->n)
			return h->cells[cell];
	return "";
}

static void report_cells(struct verifying *x, const struct visible_line *given, const struct visible_line *right)
{
	struct buf row = {0};
	bool said = false;

	words_of(x, right, &row);
	for (size_t i = 0; i < right->n; i++)
		if (strcmp(given->cells[i], right->cells[i]) != 0) {
			said = true;
			diag_error(x->job->diag, EX_REFUSED,
				   _("%s, row `%s`: %s is `%s` on the sheet, `%s` in the ledger"), number_at(x, right),
				   buf_str(&row), label_of(x, right, i), given->cells[i], right->cells[i]);
		}
	if (!said)
		diag_error(x->job->diag, EX_REFUSED,
			   _("%s, row `%s`: the mark-up was changed, so that it may look otherwise"),
			   number_at(x, right), buf_str(&row));
	buf_free(&row);
}

static void report_line(struct verifying *x, const struct visible_line *given, const struct visible_line *right)
{
	struct buf a = {0}, b = {0};

	words_of(x, given, &a);
	words_of(x, right, &b);
	if (strcmp(buf_str(&a), buf_str(&b)) == 0)
		diag_error(x->job->diag, EX_REFUSED,
			   _("%s: the mark-up or the drawing at `%s` was changed, so that it may look otherwise"),
			   number_at(x, right), buf_str(&a));
	else
		diag_error(x->job->diag, EX_REFUSED, _("%s: `%s` on the sheet, `%s` in the ledger"),
			   number_at(x, right), buf_str(&a), buf_str(&b));
	buf_free(&a);
	buf_free(&b);
}

static void report_single(struct verifying *x, const struct visible_line *given, const struct visible_line *right)
{
	struct buf words = {0};

	words_of(x, given ? given : right, &words);
	if (right)
		diag_error(x->job->diag, EX_REFUSED, _("%s: `%s` is missing on the sheet, or not in its place"),
			   number_at(x, right), buf_str(&words));
	else
		diag_error(x->job->diag, EX_REFUSED, _("%s: `%s` stands on the sheet, but not there in the ledger"),
			   number_at(x, NULL), buf_str(&words));
	buf_free(&words);
}

static void verify_difference(void *ctx, const struct visible_line *given, const struct visible_line *right)
{
	struct verifying *x = ctx;

	if (x->differences++ >= DIFFERENCES_SHOWN)
		return;
	if (!given || !right)
		report_single(x, given, right);
	else if (given->row && given->n == right->n)
		report_cells(x, given, right);
	else
		report_line(x, given, right);
}

static int verify_compare(struct verifying *x, enum form form)
{
	struct sheet *sheets = xcalloc(x->n + 1, sizeof *sheets);
	int rc;

	for (size_t i = 0; i < x->n; i++)
		sheets[i] = x->proofs[i].sheet;
	rc = verify_render(x, form, sheets, x->n, &x->expected);
	if (rc == 0)
		rc = find_owners(x, form);
	if (rc == 0) {
		if (form == FORM_CSV)
			skip_head(x);
		visible_diff(&x->given, &x->expected, verify_difference, x);
		if (x->differences > DIFFERENCES_SHOWN)
			diag_error(x->job->diag, EX_REFUSED, _("and %zu more differences"),
				   x->differences - DIFFERENCES_SHOWN);
	}
	free(sheets);
	return rc ? rc : x->differences ? EX_REFUSED : 0;
}

/* Finds the notices that the visible text names, each once; the ones that another of them corrects are only mentioned.
 */
static int find_notices(struct verifying *x)
{
	struct proof_names names = {0};
	int rc = 0;

	for (size_t i = 0; i < x->given.n; i++)
		for (size_t c = 0; c < x->given.lines[i].n; c++)
			proof_names_add(&names, x->given.lines[i].cells[c]);
	x->proofs = xcalloc(names.numbers.n + 1, sizeof *x->proofs);
	for (size_t i = 0; i < names.numbers.n; i++) {
		bool skipped;
		int failed = proof_take(x->l, map_key(&names.numbers, i, NULL), &names, &x->proofs[x->n], &skipped);
		x->n += !skipped;
		if (failed > rc)
			rc = failed;
	}
	if (x->n == 0 && rc == 0)
		rc = diag_error(x->job->diag, EX_DATAERR,
				_("no number of a notice stands there: it is a draft, or no sheet of pts-notice"));
	proof_names_free(&names);
	return rc;
}

/* The published file. A table that lies in a file is read from there, so that messages name it. */
static int read_sheet(struct verifying *x, enum form form, const char *path, const struct buf *data)
{
	int rc;

	if (form == FORM_HTML || strcmp(path, "-") == 0)
		rc = verify_see(x, form, data->s, data->n, &x->given);
	else
		rc = visible_csv(&x->given, path, x->job->encoding, x->job->diag);
	if (rc == 0 && form == FORM_CSV && strcmp(x->given.lines[0].cells[0], "notice") != 0)
		rc = diag_error(x->job->diag, EX_DATAERR,
				_("this is no HTML, and no CSV with the column notice: a draft proves nothing, and for "
				  "what stands on paper there is --digest"));
	return rc;
}

static int verify_sheet(struct verifying *x, enum form form, const char *path, const struct buf *data)
{
	int rc = read_sheet(x, form, path, data), differs = 0;
	bool all = true;

	if (rc == 0)
		rc = find_notices(x);
	for (size_t i = 0; i < x->n; i++)
		all = all && x->proofs[i].sheet.title;
	if (x->n > 0 && all && (rc == 0 || rc == EX_REFUSED))
		differs = verify_compare(x, form);
	return rc ? rc : differs;
}

/* `pts NUMBER DIGEST HASH`, whatever follows in words. */
static int verify_code(struct verifying *x, const char *text)
{
	char *copy = xstrdup(text), *rest = copy + strlen("pts "), *line = strsep(&rest, "\r\n");
	const char *number = strsep(&line, " "), *digest = line ? strsep(&line, " ") : NULL,
		   *hash = line ? strsep(&line, " ") : NULL;
	int rc;

	x->proofs = xcalloc(1, sizeof *x->proofs);
	x->n = 1;
	if (!digest || !hash)
		rc = diag_error(x->job->diag, EX_DATAERR,
				_("this is not the whole text of a code: it says `pts NUMBER DIGEST HASH`"));
	else
		rc = proof_of_number(x->job, x->l, number, digest, hash, x->proofs);
	free(copy);
	return rc;
}

static int verify_file(struct verifying *x, const char *path)
{
	struct buf data = {0};
	int rc = verify_read_file(x->job, path, &data);

	if (rc == 0) {
		enum form form = form_of(&data);
		rc = form == FORM_QR ? verify_code(x, data.s) : verify_sheet(x, form, path, &data);
	}
	buf_free(&data);
	return rc;
}

static int verify_number(struct verifying *x, const char *typed, const char *digest)
{
	char *number = text_fold(xstrdup(typed));
	int rc;

	x->proofs = xcalloc(1, sizeof *x->proofs);
	x->n = 1;
	rc = proof_of_number(x->job, x->l, number, digest, NULL, x->proofs);
	free(number);
	return rc;
}

int job_notice_verify(struct job *job, const char *what, const char *digest)
{
	struct verifying x = {.job = job};
	bool file = strcmp(what, "-") == 0 || access(what, F_OK) == 0;
	int rc;

	if (file && digest)
		return diag_error(job->diag, EX_USAGE, _("--digest goes with a number: a file says its own"));
	if (!file && !proof_is_number(what))
		return diag_error(job->diag, EX_NOINPUT,
				  _("`%s` is neither a file nor the number of a notice such as LX-2025-03"), what);
	rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);
	if (rc == 0)
		rc = ledger_read_begin(x.l);
	if (rc == 0)
		rc = file ? verify_file(&x, what) : verify_number(&x, what, digest);
	for (size_t i = 0; i < x.n; i++) {
		if (rc == 0)
			rc = proof_print(job, x.l, &x.proofs[i]);
		sheet_free(&x.proofs[i].sheet);
	}
	if (x.l)
		ledger_read_end(x.l);
	ledger_close(x.l);
	visible_free(&x.given);
	visible_free(&x.expected);
	free(x.owner);
	free(x.proofs);
	return rc;
}
