/* Draft sheets. */
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "job/notice/internal.h"

struct drafting {
	struct job *job;
	const struct notice_request *request;
	struct ledger *l; /* NULL: none there, so the texts are the built-in ones */
	struct notice_stream stream;
	struct sheet *sheets;
	size_t nsheets;
};

static int render_add_sheet(struct drafting *n, const char *book, size_t first, size_t last)
{
	n->sheets = xrealloc(n->sheets, n->nsheets + 1, sizeof *n->sheets);
	return notice_request_sheet(n->job, n->l, n->request, &n->stream, book, first, last, &n->sheets[n->nsheets++]);
}

static int render_add_sheets(struct drafting *n)
{
	const struct notice_stream *s = &n->stream;
	size_t first = 0;
	int rc = 0;

	if (s->rows.n == 0 || s->book < 0 || notice_stream_returns(s))
		return render_add_sheet(n, n->job->book, 0, s->rows.n);
	while (first < s->rows.n && rc == 0) {
		size_t last = notice_stream_run(s, first);
		rc = render_add_sheet(n, notice_stream_book(s, first), first, last);
		first = last;
	}
	return rc;
}

/* A draft of a stream needs no ledger; one that is named must be there. */
static int render_open_ledger(struct drafting *n)
{
	if (n->request->path && !n->job->ledger_given && access(n->job->ledger, F_OK) != 0)
		return 0;
	return ledger_open(&n->l, n->job->ledger, LEDGER_READ, n->job->diag);
}

/* All that the ledger says, in one transaction. */
static int render_build(struct drafting *n)
{
	bool reading = n->l != NULL;
	int rc = reading ? ledger_read_begin(n->l) : 0;

	if (rc)
		return rc;
	if (!n->request->path)
		rc = notice_request_rows(n->job, n->l, n->request, &n->stream);
	if (rc == 0)
		rc = render_add_sheets(n);
	if (reading)
		ledger_read_end(n->l);
	return rc;
}

int job_notice_render(struct job *job, const struct notice_request *request)
{
	struct drafting n = {.job = job, .request = request};
	int rc = notice_request_check(request, job->diag);

	if (rc == 0 && request->path)
		rc = notice_request_rows(job, NULL, request, &n.stream);
	if (rc == 0)
		rc = render_open_ledger(&n);
	if (rc == 0)
		rc = render_build(&n);
	if (rc == 0)
		sheet_print(job->out, request->format, n.sheets, n.nsheets);
	for (size_t i = 0; i < n.nsheets; i++)
		sheet_free(&n.sheets[i]);
	ledger_close(n.l);
	notice_stream_free(&n.stream);
	free(n.sheets);
	return rc;
}
