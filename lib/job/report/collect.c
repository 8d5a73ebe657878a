/* The figures of a report, book by book: who lives there, what the journal has, how long reviewing took. */
#include "base/dec.h"
#include "base/mem.h"
#include "job/report/internal.h"
#include "ledger/records/reviews.h"

/* Whether the walk met something of a household, and it stands. */
static bool was_met(struct collecting *c, char what, const char *household)
{
	const int64_t *times;

	buf_clear(&c->key);
	buf_printf(&c->key, "%c%s\t", what, household);
	times = map_get(&c->tally, c->key.s, c->key.n);
	return times && *times > 0;
}

/*
 * Who left and had taken part before is one of those that could. A household that took part without a name is one
 * person more.
 */
static void count_people(struct collecting *c)
{
	int64_t *f = c->out->figure;

	for (size_t i = 0; i < c->households.n; i++) {
		const struct roll_line *h = &c->households.all[i];
		bool part = was_met(c, 'h', h->code), named = was_met(c, 'k', h->code);
		f[FIGURE_HOUSEHOLDS] += h->active || part;
		f[FIGURE_PARTICIPANTS] += part && !named;
	}
	for (size_t i = 0; i < c->members.n; i++)
		c->out->figure[FIGURE_MEMBERS] += c->members.all[i].active;
}

static int count_reviews(struct collecting *c)
{
	int64_t seconds = 0, *hours = &c->out->figure[FIGURE_REVIEW_HOURS];
	int rc = reviews_took(c->l, c->book, c->from, c->to, &c->out->figure[FIGURE_REVIEWED], &seconds);

	return rc || dec_muldiv(seconds, 100, 3600, hours) ? rc : report_too_much(c);
}

static int report_collect_book(void *ctx, const struct book *book)
{
	struct collecting *c = ctx;
	struct report *r = c->report;
	int rc = roll_households(c->l, book, &c->households);

	r->books = xrealloc(r->books, r->n + 1, sizeof *r->books);
	c->book = book;
	c->out = &r->books[r->n++];
	*c->out = (struct report_book){.code = NULL};
	c->out->ledger = c->report->ledgers;
	c->out->code = xstrdup(c->book->code);
	c->out->name = xstrdup(*c->book->name ? c->book->name : c->book->code);
	if (rc == 0)
		rc = roll_members(c->l, c->book, &c->members);
	if (rc == 0)
		rc = report_journal(c);
	if (rc == 0)
		rc = count_reviews(c);
	if (rc == 0)
		count_people(c);
	roll_free(&c->households);
	roll_free(&c->members);
	map_free(&c->tally);
	return rc;
}

int report_collect(struct ledger *l, const struct job *job, struct report *r)
{
	struct collecting c = {
		.l = l, .report = r, .whole = !*r->period.text, .from = "2000-01-01", .to = "2099-12-31"};
	int rc = rulebook_read(l, &c.rules);

	if (!c.whole) {
		date_format(r->period.first, c.from);
		date_format(r->period.last, c.to);
	}
	if (rc == 0)
		rc = books_each(l, job->book, report_collect_book, &c);
	r->ledgers++;
	buf_free(&c.key);
	rulebook_free(c.rules);
	return rc;
}
