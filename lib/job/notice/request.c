#include "job/notice/notice.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/notice/marks.h"

enum { TITLE_MAX = 100 };

struct drafting {
	struct job *job;
	const struct notice_request *request;
	struct ledger *l; /* NULL: none there, so the texts are the built-in ones */
	struct notice_stream stream;
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

int notice_request_check(const struct notice_request *r, struct diag *d)
{
	enum sheet_kind kind;

	if (r->mask && !notice_mask_known(r->mask))
		return diag_error(d, EX_USAGE, _("--mask takes `name`, `surname`, `code` or `none`: `%s`"), r->mask);
	if (r->kind && !sheet_kind_parse(r->kind, &kind))
		return diag_error(d, EX_USAGE,
				  _("--kind takes `scores`, `ranking`, `deductions`, `redemptions`, `honors`, "
				    "`outcomes`, `fund` or `stock`: `%s`"),
				  r->kind);
	if (r->title && (!*r->title || text_length(r->title) > TITLE_MAX))
		return diag_error(d, EX_USAGE, _("--title takes 1 to %d characters of plain text"), TITLE_MAX);
	return 0;
}

int notice_rows(struct job *job, struct ledger *l, const struct notice_request *request, struct notice_stream *out)
{
	struct notice_wanted w = {.period = job->period, .count = request->count};

	if (request->path)
		return notice_stream_read(job, request->path, out);
	sheet_kind_parse(request->kind, &w.kind);
	return notice_stream_make(job, l, &w, out);
}

int notice_sheet(struct job *job, struct ledger *l, const struct notice_request *request,
		 const struct notice_stream *stream, const char *book, size_t first, size_t last, struct sheet *out)
{
	enum sheet_kind kind = SHEET_OTHER;
	struct map disputed = {0};
	const struct sheet_spec spec = {
		.title = request->title,
		.mask = request->mask,
		.split = request->split,
		.kind = request->kind && sheet_kind_parse(request->kind, &kind) ? &kind : NULL,
		.book = book,
		.ledger = l,
		.disputed = &disputed,
	};
	struct sheet_texts texts = {0};
	int rc = sheet_texts_from_ledger(&texts, l, book, request->template, job->diag);

	*out = (struct sheet){0};
	if (rc == 0 && l)
		rc = notice_marks(l, stream, book, first, last, &disputed);
	if (rc == 0)
		rc = sheet_build(out, &texts, &spec, &stream->rows, first, last, (const char *const *)stream->names,
				 job->diag);
	sheet_texts_free(&texts);
	map_free(&disputed);
	return rc;
}

static int add_sheet(struct drafting *n, const char *book, size_t first, size_t last)
{
	n->sheets = xrealloc(n->sheets, n->nsheets + 1, sizeof *n->sheets);
	return notice_sheet(n->job, n->l, n->request, &n->stream, book, first, last, &n->sheets[n->nsheets++]);
}

static int add_sheets(struct drafting *n)
{
	const struct notice_stream *s = &n->stream;
	size_t first = 0;
	int rc = 0;

	if (s->rows.n == 0 || s->book < 0 || notice_stream_returns(s))
		return add_sheet(n, n->job->book, 0, s->rows.n);
	while (first < s->rows.n && rc == 0) {
		size_t last = notice_stream_run(s, first);
		rc = add_sheet(n, notice_stream_book(s, first), first, last);
		first = last;
	}
	return rc;
}

/* A draft of a stream needs no ledger; one that is named must be there. */
static int open_ledger(struct drafting *n)
{
	if (n->request->path && !n->job->ledger_given && access(n->job->ledger, F_OK) != 0)
		return 0;
	return ledger_open(&n->l, n->job->ledger, LEDGER_READ, n->job->diag);
}

/* All that the ledger says, in one transaction. */
static int build(struct drafting *n)
{
	bool reading = n->l != NULL;
	int rc = reading ? ledger_read_begin(n->l) : 0;

	if (rc)
		return rc;
	if (!n->request->path)
		rc = notice_rows(n->job, n->l, n->request, &n->stream);
	if (rc == 0)
		rc = add_sheets(n);
	if (reading)
		ledger_read_end(n->l);
	return rc;
}

int job_notice_render(struct job *job, const struct notice_request *request)
{
	struct drafting n = {.job = job, .request = request};
	int rc = notice_request_check(request, job->diag);

	if (rc == 0 && request->path)
		rc = notice_rows(job, NULL, request, &n.stream);
	if (rc == 0)
		rc = open_ledger(&n);
	if (rc == 0)
		rc = build(&n);
	if (rc == 0)
		sheet_print(job->out, request->format, n.sheets, n.nsheets);
	for (size_t i = 0; i < n.nsheets; i++)
		sheet_free(&n.sheets[i]);
	ledger_close(n.l);
	notice_stream_free(&n.stream);
	free(n.sheets);
	return rc;
}
