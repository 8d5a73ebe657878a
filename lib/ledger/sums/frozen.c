#include "ledger/sums/frozen.h"

#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "base/map.h"
#include "domain/period.h"
#include "ledger/sums/tallies.h"

SQL(FROZEN_ROWS, "SELECT h.code, s.events, s.earned, s.deducted, s.points, s.redeemed, s.expired, s.other FROM sums s "
		 "JOIN households h ON h.book = s.book AND h.household = s.household "
		 "WHERE s.book = $1 AND s.period = $2 ORDER BY h.code");

SQL(FROZEN_BALANCE, "UPDATE sums SET balance = $4 WHERE book = $1 AND period = $2 AND household = $3");

static const char header[] = "household,events,earned,deducted,points,redeemed,expired,other\n";

static void add_line(struct hasher *digest, const struct rows *r, struct sums *s, struct buf *line)
{
	int64_t *amounts[] = {&s->earned, &s->deducted, &s->points, &s->redeemed, &s->expired, &s->other};
	char text[DEC_SIZE];

	buf_clear(line);
	s->events = db_int(r, 1);
	buf_puts(line, db_text(r, 0));
	buf_putc(line, ',');
	buf_whole(line, s->events);
	for (int i = 0; i < 6; i++) {
		*amounts[i] = db_int(r, i + 2);
		buf_putc(line, ',');
		buf_puts(line, dec_format(*amounts[i], text));
	}
	buf_putc(line, '\n');
	hasher_add(digest, line->s, line->n);
}

int frozen_read(struct ledger *l, const struct book *book, const char *month, struct frozen *out)
{
	struct hasher *digest = hasher_new();
	struct buf line = {0};
	struct sums s;
	struct rows r;
	bool fits = true;
	int rc;

	*out = (struct frozen){0};
	hasher_add(digest, header, strlen(header));
	db_query(l->db, &r, &FROZEN_ROWS, "it", book->id, month);
	while (db_next(&r)) {
		add_line(digest, &r, &s, &line);
		fits &= sums_merge(&out->total, &s);
		out->households++;
	}
	rc = db_end(&r);
	buf_free(&line);
	hasher_end(digest, out->digest);
	return rc || fits ? rc : diag_error(l->diag, EX_DATAERR, _("the sums of %s in %s are more than can be counted"), book->code, month);
}

int frozen_digest(struct ledger *l, const struct book *book, const char *month, char hex[static HASH_SIZE])
{
	struct frozen f;
	int rc = frozen_read(l, book, month, &f);

	memcpy(hex, f.digest, HASH_SIZE);
	return rc;
}

/* Balances of a book on their way to those of the month's end. */
struct ending {
	struct ledger *l;
	const struct book *book;
	struct map balances; /* household → what it has */
	struct map in_month; /* households with entries there */
};

static int add(struct ending *x, int64_t household, int64_t points)
{
	int64_t *has = map_put(&x->balances, &household, sizeof household, 0, NULL);

	return dec_add(*has, points, has) ? 0 : diag_error(x->l->diag, EX_DATAERR, _("the sums of book %s grow beyond what can be counted"), x->book->code);
}

static int take_balance(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	(void)period;
	(void)balance;
	return add(ctx, household, s->points);
}

static int take_later(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	(void)period;
	(void)balance;
	return add(ctx, household, -sums_balance(s));
}

static int take_earlier(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	(void)period;
	(void)balance;
	return add(ctx, household, sums_balance(s));
}

static int note_household(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	struct ending *x = ctx;

	(void)period;
	(void)s;
	(void)balance;
	map_put(&x->in_month, &household, sizeof household, 0, NULL);
	return 0;
}

static int store_balances(struct ending *x, const char *month)
{
	int rc = 0;

	for (size_t i = 0; i < x->in_month.n && rc == 0; i++) {
		const char *key = map_key(&x->in_month, i, NULL);
		const int64_t *has = map_get(&x->balances, key, sizeof(int64_t));
		int64_t household;

		memcpy(&household, key, sizeof household);
		rc = db_run(x->l->db, &FROZEN_BALANCE, NULL, "itii", x->book->id, month, household, has ? *has : 0);
	}
	return rc;
}

int frozen_keep(struct ledger *l, const struct book *book, const char *month)
{
	struct ending x = {.l = l, .book = book};
	char next[MONTH_SIZE];
	bool back;
	int rc = tallies_shorter(l, book, month_next(month, next), &back);

	/* From today's balances back, or from nothing on: whichever reads less. */
	if (rc == 0 && back)
		rc = tallies_balances(l, book, take_balance, &x);
	if (rc == 0)
		rc = back ? tallies_flows(l, book, next, "9999-12", take_later, &x) : tallies_flows(l, book, "", month, take_earlier, &x);
	if (rc == 0)
		rc = tallies_flows(l, book, month, month, note_household, &x);
	if (rc == 0)
		rc = store_balances(&x, month);
	map_free(&x.balances);
	map_free(&x.in_month);
	return rc;
}
