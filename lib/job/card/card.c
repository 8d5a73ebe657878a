#include "job/card/card.h"

#include "base/lang.h"
#include "job/card/internal.h"
#include "paper/html.h"

static int card_print(struct carding *run, const struct card *c)
{
	FILE *f = run->job->out;

	switch (run->request->form) {
	case CARD_TEXT:
		return card_print_text(c);
	case CARD_ROWS:
		card_print_rows(c);
		return 0;
	case CARD_HTML:
		card_print_html(f, c);
		return 0;
	default:
		card_print_fold(f, c);
		return 0;
	}
}

static bool is_paper(const struct carding *run)
{
	return run->request->form == CARD_HTML || run->request->form == CARD_FOLD;
}

/* The first household decides the language of the document, each its own of its card. */
static void begin_paper(struct carding *run)
{
	bool fold = run->request->form == CARD_FOLD;

	html_begin(run->job->out, card_language(), fold ? _("Points cards") : _("Points statements"),
		   fold ? card_fold_style : card_style);
}

static int one_card(struct carding *run, struct household *h)
{
	const char *language = lang_get();
	struct card c;
	int rc;

	if (is_paper(run))
		lang_set(card_paper_language(run->l, h->book));
	rc = card_read(run, h, &c);
	if (rc == 0 && is_paper(run) && run->n == 0)
		begin_paper(run);
	if (rc == 0)
		rc = card_print(run, &c);
	run->n++;
	card_free(&c);
	lang_set(language);
	return rc;
}

int job_card(struct job *job, const struct card_request *r)
{
	struct carding run = {.job = job, .request = r};
	int rc = ledger_open(&run.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	if (r->form == CARD_ROWS)
		run.rows = card_rows_begin(job);
	rc = card_each(&run, one_card);
	if (r->form == CARD_ROWS)
		printer_end(run.rows);
	/* A stream without rows is a document without cards. */
	if (rc == 0 && is_paper(&run) && run.n == 0)
		begin_paper(&run);
	if (is_paper(&run))
		html_end(job->out);
	ledger_close(run.l);
	return rc;
}
