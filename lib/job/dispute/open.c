/* Taking objections (异议): within the days of the notice, once. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "domain/period.h"
#include "job/dispute/dispute.h"
#include "job/dispute/internal.h"
#include "job/intake/cells.h"
#include "job/intake/document.h"
#include "ledger/journal/ids.h"
#include "ledger/post/post.h"

enum { ID, DATE, BOOK, NOTICE, HOUSEHOLD, ENTRY, OBJECTOR, TEXT };

static const char *const known[] = {"id", "date", "book", "notice", "household", "entry", "objector", "text", NULL};

struct opening {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	struct cells cells;
	struct map ordinals;
	const char *source;
	bool late;
	bool fresh_ids;
};

/* An objection understood. */
struct objecting {
	struct notice notice;
	struct household *h;
	struct dispute d;
	day_t day;
	char *note;
	struct document_id id;
};

/* The book of the contested figures: as named, else that of the entry, else that of the notice. */
static int objection_household(struct opening *x, const struct objection *o, struct objecting *r)
{
	const char *book = *o->book ? o->book : x->job->book;
	char code[128];
	int64_t seq;

	if (*o->entry && !address_parse(o->entry, code, sizeof code, &seq))
		return diag_error(x->l->diag, EX_DATAERR, _("`%s` is no address of an entry: write it as BOOK:SEQ"),
				  o->entry);
	if (!book)
		book = *o->entry ? code : r->notice.book->code;
	return document_household(x->job, x->l, book, o->household, &r->h);
}

static bool in_months(const struct notice *n, const char *month)
{
	return strcmp(month, n->first) >= 0 && strcmp(month, n->last) <= 0;
}

/* The contested entry is the household's, and the notice can have shown it: by the month it counts in or that of its
 * date. */
static int objection_check_entry(struct opening *x, const struct objection *o, const struct objecting *r, const struct entry *e)
{
	struct diag *d = x->l->diag;
	char month[MONTH_SIZE];
	day_t day;

	if (strcmp(e->household, r->h->code) != 0)
		return diag_error(d, EX_DATAERR, _("entry %s is not of household %s"), o->entry, r->h->code);
	if (r->notice.book == r->h->book && e->seq > r->notice.seq)
		return diag_error(d, EX_DATAERR, _("entry %s was posted after notice %s"), o->entry, r->notice.number);
	if (*r->notice.first && !in_months(&r->notice, e->period) &&
	    !(date_parse(e->date, &day) && in_months(&r->notice, month_of(day, month))))
		return diag_error(d, EX_DATAERR, _("entry %s counts in %s, notice %s is of %s"), o->entry, e->period,
				  r->notice.number, r->notice.period);
	return 0;
}

static int objection_entry(struct opening *x, const struct objection *o, struct objecting *r)
{
	struct entry_store store;
	struct entry e;
	char code[128];
	bool found;
	int rc;

	if (!*o->entry)
		return 0;
	address_parse(o->entry, code, sizeof code, &r->d.entry);
	if (strcmp(code, r->h->book->code) != 0)
		return diag_error(x->l->diag, EX_DATAERR, _("entry %s is not of book %s"), o->entry, r->h->book->code);
	rc = journal_look(x->l, r->h->book->id, r->d.entry, &e, &store, &found);
	if (rc == 0)
		rc = found ? objection_check_entry(x, o, r, &e)
			   : diag_error(x->l->diag, EX_DATAERR, _("there is no entry %s"), o->entry);
	entry_store_free(&store);
	return rc;
}

static int objection_words(struct opening *x, const struct objection *o, struct objecting *r)
{
	if (!*o->text)
		return diag_error(x->l->diag, EX_DATAERR, _("no text: say what is wrong in the notice"));
	if (strstr(o->from, "："))
		return diag_error(x->l->diag, EX_DATAERR, _("`%s` is no name: it has a colon"), o->from);
	r->note = dispute_note(o->from, o->text);
	return 0;
}

/* The id comes from what is contested and when, neither from names nor from words: those can be erased. */
static int objection_id(struct opening *x, const struct objection *o, struct objecting *r)
{
	struct buf who = {0};
	int rc;

	buf_printf(&who, "%s\t%s\t%s\t%s\t%s", r->h->book->code, r->notice.number, r->d.date, r->h->code, o->entry);
	rc = document_id(x->l, o->id, r->day, buf_str(&who), "", x->fresh_ids ? NULL : &x->ordinals, ID_DISPUTE_DERIVED,
			 ID_DISPUTE_GIVEN, &r->id);
	buf_free(&who);
	return rc;
}

static int objection_understand(struct opening *x, const struct objection *o, struct objecting *r)
{
	int rc = *o->notice ? notice_get(x->l, o->notice, &r->notice)
			    : diag_error(x->l->diag, EX_DATAERR, _("no notice: give its number"));

	if (rc == 0)
		rc = objection_household(x, o, r);
	if (rc == 0)
		rc = document_date(x->l, o->date, &r->day, r->d.date);
	if (rc == 0)
		rc = objection_entry(x, o, r);
	if (rc == 0)
		rc = objection_words(x, o, r);
	return rc ? rc : objection_id(x, o, r);
}

struct sought {
	int64_t seq;
	struct dispute found;
};

static int keep_sought(void *ctx, const struct dispute *d)
{
	struct sought *s = ctx;

	if (d->seq == s->seq)
		s->found = *d;
	return 0;
}

/* Whether the text is the one known; one that was erased may be any. */
static int same_words(struct opening *x, const struct objecting *r, const struct dispute *d, bool *same)
{
	char *text = NULL;
	int rc = dispute_words(x->l, d->book->id, d->seq, NULL, &text);

	if (rc == 0)
		*same = !*text || strcmp(text, r->note) == 0;
	free(text);
	return rc;
}

/* Whether the objection was made before, and has been printed. */
static int objection_known(struct opening *x, const struct objection *o, struct objecting *r, bool *made)
{
	struct entry_store store;
	struct sought s = {0};
	struct entry e;
	bool same = false;
	int rc = document_known(x->l, r->h->book->id, &r->id, &e, &store, made);

	if (rc || !*made)
		return rc;
	s.seq = e.seq;
	entry_store_free(&store);
	rc = disputes_each(x->l, r->h->book, 0, keep_sought, &s);
	if (rc == 0)
		rc = same_words(x, r, &s.found, &same);
	if (rc == 0 && (!same || strcmp(s.found.notice, r->notice.number) != 0 || s.found.household != r->h->id ||
			s.found.entry != r->d.entry || (*o->date && strcmp(s.found.date, r->d.date) != 0)))
		rc = diag_error(x->l->diag, EX_DATAERR,
				_("objection %s is known with other content, as %s: give this one an id of its own"),
				r->id.text, s.found.number);
	return rc ? rc : dispute_print(x->out, x->l, &s.found, "duplicate", "");
}

static int check_objection_days(struct opening *x, struct objecting *r)
{
	const struct notice *n = &r->notice;

	if (strcmp(r->d.date, n->issued) < 0)
		return diag_error(x->l->diag, EX_DATAERR,
				  _("notice %s was issued on %s: nobody could object to it on %s"), n->number,
				  n->issued, r->d.date);
	r->d.late = strcmp(r->d.date, n->until) > 0;
	if (r->d.late && !x->late)
		return diag_error(x->l->diag, EX_REFUSED,
				  _("the last day for objections to %s was %s: --late takes this one all the same"),
				  n->number, n->until);
	return 0;
}

static int append_objection(struct opening *x, const struct objection *o, struct objecting *r)
{
	struct entry e = entry_new(KIND_DISPUTE);
	int64_t book = r->h->book->id, n;
	int year = civil_of(r->day).year;
	struct buf ref = {0};
	bool moved;
	int rc = journal_month(x->l, book, r->day, e.period, &moved);

	if (rc == 0)
		rc = journal_number(x->l, book, "dispute", year, &n);
	if (rc)
		return rc;
	snprintf(r->d.number, sizeof r->d.number, "%s-D%d-%04lld", r->h->book->code, year, (long long)n);
	buf_printf(&ref, "%s %s %s%s%s", r->d.number, r->notice.number, r->h->code, r->d.entry ? " " : "",
		   r->d.entry ? o->entry : "");
	e.book_id = book;
	memcpy(e.date, r->d.date, DATE_SIZE);
	e.id = r->id.text;
	e.ref = buf_str(&ref);
	e.source = o->source;
	e.actor = x->job->actor;
	rc = post_entry(x->l, &(struct post){.entry = &e, .note = r->note, .id = &(struct id_place){r->id.kind, r->id.key}});
	buf_free(&ref);
	r->d.seq = e.seq;
	return rc;
}

static int store_dispute(struct opening *x, struct objecting *r)
{
	struct dispute *d = &r->d;

	d->book = r->h->book;
	d->household = r->h->id;
	memcpy(d->notice, r->notice.number, sizeof d->notice);
	/* Lots lie in the book of the household: a notice of another one releases none of them. */
	d->notice_seq = r->notice.book == d->book ? r->notice.seq : 0;
	snprintf(d->id, sizeof d->id, "%s", r->id.text);
	return dispute_add(x->l, d);
}

static int post_new_objection(struct opening *x, const struct objection *o, struct objecting *r)
{
	int rc = check_objection_days(x, r);

	if (rc == 0)
		rc = append_objection(x, o, r);
	if (rc == 0)
		rc = store_dispute(x, r);
	return rc ? rc : dispute_print(x->out, x->l, &r->d, NULL, "");
}

static enum outcome post_objection(struct opening *x, const struct objection *o, int *status)
{
	struct objecting r = {0};
	bool made = false;
	int rc = objection_understand(x, o, &r);

	if (rc == 0)
		rc = objection_known(x, o, &r, &made);
	if (rc == 0 && !made)
		rc = post_new_objection(x, o, &r);
	free(r.note);
	if (rc)
		return outcome_of(rc, status);
	return made ? ROW_DUPLICATE : ROW_POSTED;
}

static int objection_heading(void *ctx, struct csvin *in)
{
	cells_open(&((struct opening *)ctx)->cells, in, known);
	return 0;
}

static int objection_file(void *ctx, struct csvin *in)
{
	struct opening *x = ctx;

	x->source = csvin_source(in);
	map_free(&x->ordinals);
	return 0;
}

static enum outcome objection_row(void *ctx, const struct csvrow *row, int *status)
{
	struct opening *x = ctx;
	struct cells *c = &x->cells;
	char source[512];

	c->row = row;
	snprintf(source, sizeof source, "%s:%zu", x->source, row->line);
	struct objection o = {cell_code(c, ID),       cell_code(c, DATE),      cell_code(c, BOOK),
			      cell_code(c, NOTICE),   cell_code(c, HOUSEHOLD), cell_code(c, ENTRY),
			      cell_text(c, OBJECTOR), cell_text(c, TEXT),      source};
	return post_objection(x, &o, status);
}

static void objection_shown(void *ctx)
{
	printer_flush(((struct opening *)ctx)->out);
}

static const struct batch_def open_batch = {.known = known, .file = objection_file, .columns = objection_heading, .row = objection_row, .shown = objection_shown};

int job_dispute_open(struct job *job, bool late, const struct batch_options *o)
{
	struct opening x = {.job = job, .late = late};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	x.l->command = job->command;
	x.out = job_print(job, dispute_columns);
	rc = batch_run(job, x.l, &open_batch, &x, o);
	printer_end(x.out);
	map_free(&x.ordinals);
	ledger_close(x.l);
	return rc;
}

int job_dispute_open_one(struct job *job, bool late, const struct objection *objection)
{
	struct opening x = {.job = job, .late = late, .fresh_ids = true};
	enum outcome how;
	int status = 0, rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	x.l->command = job->command;
	x.out = job_print(job, dispute_columns);
	rc = ledger_begin(x.l);
	if (rc == 0) {
		how = post_objection(&x, objection, &status);
		rc = ledger_finish(x.l, outcome_status(how, status), job->dry_run);
	}
	printer_end(x.out);
	ledger_close(x.l);
	return rc;
}
