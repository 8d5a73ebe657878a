#include "job/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/checking.h"

static const char *const names[] = {"book",    "entries", "households", "score", "points",
				    "balance", "erased",  "hash",       "state", NULL};

/* In this order for each entry: the chain first, so that a changed entry is found as such. */
static const struct check_part *const parts[] = {
	&check_chain, &check_accounts, &check_corrections, &check_months,   &check_sums,    &check_stock,
	&check_lots,  &check_ids,      &check_notes,       &check_receipts, &check_digests, &check_uses,     &check_vetoes,
};

enum { PARTS = sizeof parts / sizeof *parts };

int check_fault(struct checking *c, const char *fmt, ...)
{
	va_list ap;
	int rc;

	va_start(ap, fmt);
	if (vasprintf(&c->fault, fmt, ap) < 0)
		bug("out of memory");
	va_end(ap);
	rc = diag_error(c->l->diag, EX_REFUSED, "%s", c->fault);
	return rc;
}

int check_walked(struct checking *c, struct rows *r, int got, int rc)
{
	db_end(r);
	return got < 0 ? ledger_fault(c->l) : rc;
}

static int start_parts(struct checking *c, void **states)
{
	int rc = 0;

	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->start)
			rc = parts[i]->start(c, &states[i]);
	return rc;
}

static int one_entry(struct checking *c, void **states, const struct entry *e)
{
	int rc = 0;

	c->who = NULL;
	c->of = e->kind;
	c->corrects = c->corrected_points = 0;
	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->entry)
			rc = parts[i]->entry(c, states[i], e);
	return rc;
}

static int walk(struct checking *c, void **states)
{
	struct journal_walk w;
	struct entry e;
	int got = 0, rc = journal_walk(c->l, &w, c->book, 1, 0);

	while (rc == 0 && (got = journal_next(&w, &e)) == 1)
		rc = one_entry(c, states, &e);
	journal_walk_end(&w);
	return got < 0 ? EX_REFUSED : rc;
}

static int end_parts(struct checking *c, void **states)
{
	int rc = 0;

	for (size_t i = 0; i < PARTS && rc == 0; i++)
		if (parts[i]->end)
			rc = parts[i]->end(c, states[i]);
	return rc;
}

static void print_book(struct printer *out, const struct checking *c)
{
	char entries[24], households[24], erased[24], score[DEC_SIZE], points[DEC_SIZE], balance[DEC_SIZE];
	int64_t sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		n += c->all[i].last > 0;
		if (!dec_add(sum, c->all[i].balance, &sum))
			sum = BLANK;
	}
	snprintf(entries, sizeof entries, "%lld", (long long)c->entries);
	snprintf(households, sizeof households, "%zu", n);
	snprintf(erased, sizeof erased, "%lld", (long long)c->erased);
	printer_row(out, (const char *[]){c->book->code, entries, households, dec_format(sums_score(&c->total), score),
					  dec_format(c->total.points, points), dec_format(sum, balance), erased,
					  c->entries ? c->hash : "", c->fault ? c->fault : "ok"});
}

static int check_book(struct ledger *l, const struct book *book, const struct digests *scheme, struct printer *out)
{
	struct checking c = {.l = l, .book = book, .scheme = scheme};
	void *states[PARTS] = {NULL};
	int rc = start_parts(&c, states);

	if (rc == 0)
		rc = walk(&c, states);
	if (rc == 0)
		rc = end_parts(&c, states);
	/* What could not be read has been reported elsewhere; it is this book's fault all the same. */
	if (rc && !c.fault)
		c.fault = xstrdup(l->diag->last);
	print_book(out, &c);
	for (size_t i = PARTS; i-- > 0;)
		if (parts[i]->free)
			parts[i]->free(states[i]);
	for (size_t i = 0; i < c.n; i++)
		lots_free(&c.all[i].lots);
	free(c.all);
	map_free(&c.by_code);
	free(c.fault);
	return rc;
}

/* The storage itself, and books whose row was taken away. */
static void check_ledger(struct ledger *l)
{
	int64_t stray;

	l->db->driver->sound(l->db, l->diag);
	if (checks_stray_book(l, &stray) == 1)
		diag_error(l->diag, EX_REFUSED, _("a journal belongs to book number %lld, which is none"),
			   (long long)stray);
}

static int check_books(struct job *job, struct ledger *l, const struct book *above)
{
	struct digests *scheme;
	struct printer *out;
	int rc = digests_take(l, &scheme);

	out = job_print(job, names);
	for (size_t i = 0; i < l->nbooks && rc != EX_TEMPFAIL; i++)
		if (book_within(l, &l->books[i], above))
			rc = check_book(l, &l->books[i], scheme, out);
	printer_end(out);
	digests_free(scheme);
	return rc == EX_TEMPFAIL ? rc : 0;
}

int job_check(struct job *job)
{
	const struct book *above = NULL;
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_INSPECT, job->diag);

	if (rc)
		return rc;
	if (job->book)
		rc = book_find(l, job->book, &above);
	if (rc == 0)
		rc = ledger_read_begin(l);
	if (rc == 0) {
		check_ledger(l);
		rc = check_books(job, l, above);
		ledger_read_end(l);
	}
	job->keep = rc == 0;
	if (rc == 0 && job->diag->errors > 0)
		rc = EX_REFUSED;
	ledger_close(l);
	return rc;
}
