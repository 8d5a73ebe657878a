/* Who should get an honour. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "job/honor/honor.h"
#include "job/honor/proposal.h"
#include "job/intake/cells.h"
#include "job/intake/columns.h"
#include "job/intake/document.h"

static const char *const propose_columns[] = {"book", "period", "honor", "title",  "rank",  "household",
					      "name", "member", "score", "reason", "state", NULL};

struct proposing {
	struct honoring h;
	const char *wanted; /* the honour asked for; NULL: all */
	struct printer *out;
	struct map villages; /* honours of level book done already */
	size_t found;
};

static void print_proposal(struct proposing *x, const struct proposal *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct proposed *who = &p->all[i];
		char rank[24] = "", score[DEC_SIZE];
		if (who->rank)
			snprintf(rank, sizeof rank, "%lld", (long long)who->rank);
		printer_row(x->out, (const char *[]){who->book->code, x->h.period.text, p->honor, p->title, rank,
						     who->household, who->name, who->member,
						     dec_format(who->figure, score), who->why, proposed_state(who)});
	}
}

/* Whether this row is to be proposed here: villages compete once, not once in each of them. */
static bool is_due(struct proposing *x, const struct scheme_rows *honors, size_t i)
{
	const char *honor = in_force_get(honors, i, "honor");
	bool added = true;
	char *key;

	if (x->wanted && strcmp(x->wanted, honor) != 0)
		return false;
	if (strcmp(in_force_get(honors, i, "level"), "book") == 0) {
		key = xasprintf("%lld %s", (long long)honors->row[i].book, honor);
		map_put(&x->villages, key, strlen(key), 0, &added);
		free(key);
	}
	return added;
}

static int say_open(struct honoring *h, const struct book *book)
{
	char month[MONTH_SIZE];
	int rc = standings_open_month(h->l, book, &h->period, month);

	if (rc == 0 && *month)
		diag_warn(h->l->diag, _("%s of %s is open: what is proposed may change"), month, book->code);
	return rc;
}

static int propose_book(struct proposing *x, const struct book *book)
{
	struct scheme_rows honors;
	size_t due = 0;
	int rc = in_force_read(x->h.l, "honors", book, "honor", &honors);

	for (size_t i = 0; i < honors.n && rc == 0; i++) {
		struct proposal p;
		if (!is_due(x, &honors, i))
			continue;
		due++;
		rc = proposal_make(&x->h, book, &honors, i, &p);
		if (rc == 0)
			print_proposal(x, &p);
		proposal_free(&p);
	}
	x->found += due;
	in_force_free(&honors);
	return rc || due == 0 ? rc : say_open(&x->h, book);
}

/* Offices and towns have no households of their own; nobody is a candidate there. */
static int propose_village(void *ctx, const struct book *book)
{
	struct proposing *x = ctx;
	struct roll roll = {0};
	int rc = roll_households(x->h.l, book, &roll);

	if (rc == 0 && roll.n > 0)
		rc = propose_book(x, book);
	roll_free(&roll);
	return rc;
}

static int propose_books(struct proposing *x)
{
	struct ledger *l = x->h.l;
	int rc = books_each(l, x->h.job->book, propose_village, x);

	if (rc == 0 && x->found == 0 && x->wanted)
		return diag_error(l->diag, EX_DATAERR, _("there is no honour %s in the table honors"), x->wanted);
	if (rc == 0 && x->found == 0)
		return diag_error(l->diag, EX_CONFIG, _("the scheme has no honours: load the table honors"));
	return rc;
}

enum { BOOK, HONOR, HOUSEHOLD, MEMBER, NAME, REASON };
static const char *const nomination_columns[] = {"book", "honor", "household", "member", "name", "reason", NULL};

/* The honour must be one that people are nominated for, at the level that the row names. */
static int check_nomination(struct ledger *l, const struct book *book, const char *honor, bool member)
{
	struct scheme_rows honors;
	size_t i = 0;
	int rc = in_force_read(l, "honors", book, "honor", &honors);

	if (rc == 0)
		rc = honoring_row(l, book, &honors, honor, &i);
	if (rc == 0 && strcmp(in_force_get(&honors, i, "basis"), "nomination") != 0)
		rc = diag_error(l->diag, EX_DATAERR, _("honour %s goes by %s: nobody is nominated for it"), honor,
				in_force_get(&honors, i, "basis"));
	if (rc == 0)
		rc = honoring_fits(l, honor, in_force_get(&honors, i, "level"), true, member);
	in_force_free(&honors);
	return rc;
}

static int nominate(struct honoring *h, struct cells *c)
{
	const char *honor = cell_code(c, HONOR);
	struct member *m = NULL;
	struct household *who;
	int rc = document_household(h->job, h->l, cell_code(c, BOOK), cell_code(c, HOUSEHOLD), &who);

	if (rc == 0 && *cell_code(c, MEMBER))
		rc = roster_member(h->l, who->book, cell_code(c, MEMBER), who, &m);
	if (rc == 0)
		rc = honoring_named(h->l, who, cell_text(c, NAME));
	if (rc == 0)
		rc = check_nomination(h->l, who->book, honor, m != NULL);
	if (rc == 0)
		honoring_nominate(h, who->book, honor, who->code, m ? m->code : "", cell_text(c, REASON));
	return rc;
}

/* EX_DATAERR when a row was bad; all bad ones are told. */
static int read_nomination_rows(struct honoring *h, struct csvin *in)
{
	struct diag *d = h->job->diag;
	struct cells c = {.row = NULL};
	size_t headings = 0;
	int got, rc = csvin_only(in, nomination_columns), worst = 0;

	if (rc)
		return rc;
	while ((got = csvin_next(in, &c.row)) == 1) {
		if (csvin_headings(in) > headings)
			cells_open(&c, in, nomination_columns);
		headings = csvin_headings(in);
		diag_at(d, csvin_source(in), c.row->line);
		rc = c.row->fault ? diag_error(d, EX_DATAERR, "%s", c.row->fault) : nominate(h, &c);
		if (rc && rc != EX_DATAERR)
			return rc;
		worst = rc ? rc : worst;
	}
	return got < 0 ? csvin_status(in) : worst;
}

static int read_nominations(struct honoring *h, const char *path)
{
	const struct csvin_options o = {.dictionary = columns, .encoding = h->job->encoding};
	struct csvin *in;
	int rc = csvin_open(&in, path, &o, h->job->diag);

	if (rc)
		return rc;
	rc = read_nomination_rows(h, in);
	csvin_close(in);
	diag_at(h->job->diag, NULL, 0);
	return rc;
}

int job_honor_propose(struct job *job, const char *honor)
{
	struct proposing x = {.wanted = honor};
	int rc = honoring_open(&x.h, job, false);

	if (rc == 0)
		rc = ledger_read_begin(x.h.l);
	if (rc == 0) {
		for (size_t i = 0; rc == 0 && job->files[i]; i++)
			rc = read_nominations(&x.h, job->files[i]);
		if (rc == 0) {
			x.out = job_print(job, propose_columns);
			rc = propose_books(&x);
			printer_end(x.out);
		}
		ledger_read_end(x.h.l);
	}
	map_free(&x.villages);
	honoring_close(&x.h);
	return rc;
}
