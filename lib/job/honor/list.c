/* What was awarded: as rows, and as certificates to print. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "domain/period.h"
#include "job/honor/honor.h"
#include "job/honor/internal.h"
#include "job/honor/paper.h"
#include "ledger/journal/journal.h"
#include "ledger/journal/notes.h"
#include "ledger/records/awards.h"

static const char *const list_columns[] = {"book",  "period", "honor", "title", "household", "name",
					   "group", "member", "seq",   "date",  "reason",    NULL};

struct listing_awards {
	struct job *job;
	struct ledger *l;
	const char *wanted; /* the honour asked for; NULL: all */
	struct period period;
	struct printer *out; /* NULL: certificates */
	bool first;          /* no certificate was printed yet */
	const struct book *book;
	struct scheme_rows honors;
	struct roll households, members;
};

/* What an honour is called today; its code when the scheme has it no more. */
static const char *award_title(const struct listing_awards *x, const char *honor)
{
	for (size_t i = 0; i < x->honors.n; i++)
		if (strcmp(in_force_get(&x->honors, i, "honor"), honor) == 0 && *in_force_get(&x->honors, i, "title"))
			return in_force_get(&x->honors, i, "title");
	return honor;
}

static void print_award_row(struct listing_awards *x, const struct award *a, const char *name, const char *group,
		      const char *date, const char *reason)
{
	char seq[24];

	snprintf(seq, sizeof seq, "%lld", (long long)a->seq);
	printer_row(x->out, (const char *[]){x->book->code, a->period, a->honor, award_title(x, a->honor), a->household,
					     name, group, a->member, seq, date, reason});
}

static void print_paper(struct listing_awards *x, const struct award *a, const char *name, const char *date)
{
	char number[ADDRESS_SIZE];

	honor_paper_print(x->job->out,
			  &(struct honor_paper){
				  .book = x->book->name,
				  .name = name,
				  .person = *a->member != '\0',
				  .village = !*a->household,
				  .period = a->period,
				  .title = award_title(x, a->honor),
				  .number = address_format(x->book->code, a->seq, number),
				  .date = date,
				  .head = setting_get(x->l, x->book->id, "head"),
				  .seal = setting_get(x->l, x->book->id, "seal"),
				  .zh = strcmp(setting_get(x->l, x->book->id, "lang"), "zh") == 0,
			  },
			  x->first);
	x->first = false;
}

static int list_award(void *ctx, const struct award *a)
{
	struct listing_awards *x = ctx;
	const struct roll_line *h = roll_find(&x->households, a->household),
			       *m = *a->member ? roll_find(&x->members, a->member) : NULL;
	const char *name = m ? m->name : *a->member ? "" : h ? h->name : *a->household ? "" : x->book->name;
	struct entry_store store = {.n = 0};
	struct buf reason = {0};
	struct entry e;
	int rc;

	if (a->revoked || (x->wanted && strcmp(x->wanted, a->honor) != 0) ||
	    (*x->period.text && strcmp(x->period.text, a->period) != 0))
		return 0;
	rc = journal_get(x->l, x->book->id, a->seq, &e, &store);
	if (rc == 0)
		rc = note_text(x->l, x->book->id, a->seq, &reason);
	if (rc == 0 && x->out)
		print_award_row(x, a, name, h ? h->group : "", e.date, buf_str(&reason));
	else if (rc == 0)
		print_paper(x, a, name, e.date);
	entry_store_free(&store);
	buf_free(&reason);
	return rc;
}

static int list_awards_of_book(void *ctx, const struct book *book)
{
	struct listing_awards *x = ctx;
	int rc = in_force_read(x->l, "honors", book, "honor", &x->honors);

	x->book = book;
	if (rc == 0)
		rc = roll_households(x->l, x->book, &x->households);
	if (rc == 0)
		rc = roll_members(x->l, x->book, &x->members);
	if (rc == 0)
		rc = awards_each(x->l, x->book, list_award, x);
	in_force_free(&x->honors);
	roll_free(&x->households);
	roll_free(&x->members);
	return rc;
}

int job_honor_list(struct job *job, const char *honor, bool certificates)
{
	struct listing_awards x = {.job = job, .wanted = honor, .first = true};
	int rc = job->period ? job_months(job, job->period, &x.period) : 0;

	if (rc == 0)
		rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);
	if (rc)
		return rc;
	rc = ledger_read_begin(x.l);
	if (rc == 0) {
		x.out = certificates ? NULL : job_print(job, list_columns);
		rc = books_each(x.l, job->book, list_awards_of_book, &x);
		if (certificates)
			honor_paper_end(job->out, x.first);
		else
			printer_end(x.out);
		ledger_read_end(x.l);
	}
	ledger_close(x.l);
	return rc;
}
