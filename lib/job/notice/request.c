/* What render and issue share: the request checked, its rows, their sheet. */
#include <string.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/text.h"
#include "job/notice/internal.h"

enum { TITLE_MAX = 100 };

static bool is_mask(const char *word)
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

	if (r->mask && !is_mask(r->mask))
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

int notice_request_rows(struct job *job, struct ledger *l, const struct notice_request *request,
			struct notice_stream *out)
{
	struct notice_wanted w = {.period = job->period, .count = request->count};

	if (request->path)
		return notice_stream_read(job, request->path, out);
	sheet_kind_parse(request->kind, &w.kind);
	return notice_stream_make(job, l, &w, out);
}

int notice_request_sheet(struct job *job, struct ledger *l, const struct notice_request *request,
			 const struct notice_stream *stream, const char *book, size_t first, size_t last,
			 struct sheet *out)
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
