/* Issuing: a stream becomes notices, each an entry of the journal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/notice/record.h"
#include "job/notice/run.h"
#include "ledger/post/post.h"
#include "ledger/scheme/days.h"

struct issuing {
	struct job *job;
	const struct notice_issue_request *request;
	struct ledger *l;
	struct notice_stream stream;
	bool made;              /* from the ledger, so that nothing is to be proved */
	struct notice corrects; /* book NULL: nothing is corrected */
	struct sheet *sheets;
	size_t nsheets;
	size_t issued, already;
};

/* The last day for objections, and how it was found. */
static int find_until(struct issuing *x, const struct book *book, char until[static DATE_SIZE], char term[static 64])
{
	const char *calendar = setting_get(x->l, book->id, "objection_calendar");
	int days = x->request->days ? (int)x->request->days : atoi(setting_get(x->l, book->id, "objection_days"));
	day_t day;
	int rc = calendar_term(x->l, book, x->l->today, days, strcmp(calendar, "working") == 0, &day);

	date_format(day, until);
	snprintf(term, 64, "%d %s", days, calendar);
	return rc;
}

static int give_number(struct issuing *x, struct notice *n)
{
	int year = civil_of(x->l->today).year;
	int64_t count;
	int rc = journal_number(x->l, n->book->id, "notice", year, &count);

	snprintf(n->number, sizeof n->number, "%s-%d-%02lld", n->book->code, year, (long long)count);
	return rc;
}

static int build_sheet(struct issuing *x, const struct notice_run *run, struct sheet *s)
{
	struct notice_request request = x->request->sheet;

	request.kind = sheet_kind_name(run->kind);
	return notice_request_sheet(x->job, x->l, &request, &x->stream, run->book->code, run->first, run->last, s);
}

/* The record, whose rows these are, and what they release. */
static int issue_store(struct issuing *x, const struct notice *n, const struct sheet *s, const struct notice_text *text)
{
	struct notice_row *rows = xcalloc(text->nrows + 1, sizeof *rows);
	struct notice_release release;
	int rc = 0;

	for (size_t i = 0; i < text->nrows && rc == 0; i++) {
		rows[i].text = text->rows[i];
		rc = notice_about(x->l, n->book, s, i, &rows[i]);
		if (rc == 0 && notice_releases_row(n, &rows[i], &release))
			rc = notice_release_add(x->l, n->book->id, rows[i].household, &release);
	}
	if (rc == 0)
		rc = notice_add(x->l, n, (const char *const *)text->lines, text->nlines, rows, text->nrows);
	free(rows);
	return rc;
}

static int issue_post(struct issuing *x, struct notice *n, char hash[static HASH_SIZE])
{
	struct entry e = entry_new(KIND_NOTICE);
	char *ref = xasprintf("%s %s", n->number, n->digest), *id = xasprintf("n%.32s", n->stream);
	char corrects[ADDRESS_SIZE];
	bool late;
	int rc = journal_month(x->l, n->book->id, x->l->today, e.period, &late);

	e.book_id = n->book->id;
	date_format(x->l->today, e.date);
	e.id = id;
	e.ref = ref;
	e.actor = x->job->actor;
	if (x->corrects.book)
		e.corrects = address_format(x->corrects.book->code, x->corrects.seq, corrects);
	if (rc == 0)
		rc = post_entry(x->l, &(struct post){.entry = &e, .note = x->job->message});
	n->seq = e.seq;
	memcpy(hash, e.hash, HASH_SIZE);
	free(id);
	free(ref);
	return rc;
}

static void issue_sign(struct sheet *s, const struct notice *n, const char *hash)
{
	s->proof = (struct sheet_proof){.number = xstrdup(n->number),
					.digest = xstrdup(n->digest),
					.entry = xstrdup(hash),
					.issued = xstrdup(n->issued),
					.until = xstrdup(n->until),
					.corrects = xstrdup(n->corrects)};
}

static int issue_notice(struct issuing *x, const struct notice_run *run, struct notice *n, struct sheet *s)
{
	struct notice_text text = {0};
	char term[64], hash[HASH_SIZE];
	int rc = find_until(x, run->book, n->until, term);

	snprintf(n->kind, sizeof n->kind, "%s", sheet_kind_name(run->kind));
	snprintf(n->period, sizeof n->period, "%s", run->period.text);
	snprintf(n->corrects, sizeof n->corrects, "%s", x->corrects.book ? x->corrects.number : "");
	notice_run_months(&run->period, n);
	date_format(x->l->today, n->issued);
	if (rc == 0)
		rc = give_number(x, n);
	if (rc)
		return rc;
	notice_text_make(&text, s, n, term);
	notice_text_digest(&text, n->digest);
	rc = issue_post(x, n, hash);
	if (rc == 0)
		rc = issue_store(x, n, s, &text);
	if (rc == 0 && !x->job->dry_run) /* what was not issued is a draft */
		issue_sign(s, n, hash);
	notice_text_free(&text);
	x->issued++;
	return rc;
}

/* What was asked for and is otherwise on the issued sheet; NULL: nothing. */
static const char *decided_otherwise(const struct notice_issue_request *r, const struct notice *n,
				     const struct sheet *s)
{
	const struct notice_request *asked = &r->sheet;
	bool has_column = false;

	for (size_t c = 0; asked->split && c < s->ncolumns; c++)
		has_column |= strcmp(s->columns[c].name, asked->split) == 0;
	if (asked->kind && strcmp(asked->kind, n->kind) != 0)
		return "--kind";
	if (r->days && atoi(s->proof.term) != r->days)
		return "--days";
	if (asked->mask && strcmp(asked->mask, s->texts.mask) != 0)
		return "--mask";
	if (asked->title && strcmp(asked->title, s->title) != 0)
		return "--title";
	return has_column && strcmp(asked->split, s->split ? s->split : "") != 0 ? "--split" : NULL;
}

/* The same once more says so; shown or counted otherwise it is another decision. */
static int issued_already(struct issuing *x, const struct notice *n, struct sheet *s)
{
	int rc = notice_stored_sheet(x->l, n, s, NULL);
	const char *option = rc ? NULL : decided_otherwise(x->request, n, s);

	if (rc)
		return rc;
	if (option)
		return diag_error(x->l->diag, EX_REFUSED,
				  _("these rows were issued as %s, a notice of %s with objections until %s: to issue "
				    "them with another %s name it by --corrects"),
				  n->number, n->kind, n->until, option);
	diag_note(x->l->diag, _("already issued as %s"), n->number);
	x->already++;
	return 0;
}

static int issue_check_corrects(struct issuing *x, const struct notice_run *run)
{
	const struct notice *old = &x->corrects;

	if (!old->book)
		return 0;
	if (old->book != run->book || strcmp(old->kind, sheet_kind_name(run->kind)) != 0)
		return diag_error(x->l->diag, EX_REFUSED,
				  _("%s is a notice of %s of %s: this one, of %s of %s, cannot correct it"),
				  old->number, old->kind, old->book->code, sheet_kind_name(run->kind), run->book->code);
	if (*old->corrected)
		return diag_error(x->l->diag, EX_REFUSED, _("%s was corrected by %s already: correct that one"),
				  old->number, old->corrected);
	return 0;
}

static int issue_validate(struct issuing *x, struct notice_run *run)
{
	bool sums = run->kind == SHEET_SCORES || run->kind == SHEET_RANKING;
	int rc = sums ? notice_run_closed(x->l, run) : 0;

	return rc || x->made ? rc : notice_validate(x->job, x->l, run);
}

static int issue_run(struct issuing *x, struct notice_run *run)
{
	struct sheet *s = &x->sheets[x->nsheets++];
	struct notice n = {0};
	bool issued;
	int rc;

	if (!x->request->sheet.kind || !sheet_kind_parse(x->request->sheet.kind, &run->kind))
		run->kind =
			sheet_recognise(&x->stream.rows, run->first, run->last, (const char *const *)x->stream.names);
	if (run->kind == SHEET_OTHER)
		return diag_error(x->l->diag, EX_DATAERR,
				  _("these rows are of no kind that can be issued: name it by --kind"));
	rc = notice_run_book(x->job, x->l, run);
	if (rc == 0)
		rc = notice_run_period(x->job, x->l, run);
	if (rc)
		return rc;
	n.book = run->book;
	notice_run_digest(run, x->corrects.book ? x->corrects.number : "", n.stream);
	rc = notice_same(x->l, run->book, n.stream, &n, &issued);
	if (rc == 0 && issued)
		return issued_already(x, &n, s);
	if (rc == 0)
		rc = issue_validate(x, run);
	if (rc == 0)
		rc = issue_check_corrects(x, run);
	if (rc == 0)
		rc = build_sheet(x, run, s);
	return rc ? rc : issue_notice(x, run, &n, s);
}

/* All of them are looked at, so that every fault is said at once. */
static int issue_runs(struct issuing *x)
{
	bool above = x->stream.book >= 0 && notice_stream_returns(&x->stream);
	size_t first = 0;
	int worst = 0;

	do {
		size_t last = above || x->stream.book < 0 ? x->stream.rows.n : notice_stream_run(&x->stream, first);
		struct notice_run run = {.stream = &x->stream,
					 .first = first,
					 .last = last,
					 .above = above,
					 .kind_given = x->request->sheet.kind};
		int rc;
		x->sheets = xrealloc(x->sheets, x->nsheets + 1, sizeof *x->sheets);
		x->sheets[x->nsheets] = (struct sheet){0};
		rc = issue_run(x, &run);
		diag_at(x->l->diag, NULL, 0);
		if (rc > worst)
			worst = rc;
		if (rc > 0 && rc != EX_REFUSED && rc != EX_DATAERR)
			break;
		first = last;
	} while (first < x->stream.rows.n);
	return worst;
}

/* Rows that somebody hands in are read before the ledger is taken: they may come slowly. */
static int issue_read_rows(struct issuing *x)
{
	return x->made ? 0 : notice_request_rows(x->job, NULL, &x->request->sheet, &x->stream);
}

static int issue_make_rows(struct issuing *x)
{
	int rc = x->made ? notice_request_rows(x->job, x->l, &x->request->sheet, &x->stream) : 0;

	if (rc == 0 && x->made && x->stream.rows.n == 0)
		rc = diag_error(x->l->diag, EX_REFUSED, _("the ledger has no %s of %s"), x->request->sheet.kind,
				x->job->period);
	return rc;
}

static int in_transaction(struct issuing *x)
{
	int rc = x->request->corrects ? notice_get(x->l, x->request->corrects, &x->corrects) : 0;

	if (rc == 0)
		rc = issue_make_rows(x);
	return rc ? rc : issue_runs(x);
}

int job_notice_issue(struct job *job, const struct notice_issue_request *request)
{
	struct issuing x = {.job = job, .request = request, .made = !request->sheet.path};
	int rc = notice_request_check(&request->sheet, job->diag);

	if (rc == 0)
		rc = issue_read_rows(&x);
	if (rc == 0)
		rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);
	if (rc == 0) {
		x.l->command = job->command;
		rc = ledger_begin(x.l);
		if (rc == 0)
			rc = ledger_finish(x.l, in_transaction(&x), job->dry_run);
	}
	if (rc == 0) {
		sheet_print(job->out, request->sheet.format, x.sheets, x.nsheets);
		diag_note(job->diag,
			  job->dry_run ? _("would issue %zu, already issued %zu") : _("issued %zu, already issued %zu"),
			  x.issued, x.already);
	}
	for (size_t i = 0; i < x.nsheets; i++)
		sheet_free(&x.sheets[i]);
	free(x.sheets);
	notice_stream_free(&x.stream);
	ledger_close(x.l);
	return rc;
}
