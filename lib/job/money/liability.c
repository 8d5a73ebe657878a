/*
 * Whether what has been promised can be paid: points that can still be spent and coupons that can still be used,
 * against the fund, the goods on the shelves and what merchants are owed. A row covers a book and the books below it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/money/money.h"
#include "ledger/journal/bills.h"
#include "ledger/journal/fund.h"
#include "ledger/journal/stock.h"
#include "ledger/sums/tallies.h"

/* The pace is that of so many whole months before today; as far ahead does the warning look. */
enum { PACE_MONTHS = 3 };

static const char *const liability_columns[] = {"book",  "points", "promised", "fund",  "goods", "owed",
				    "means", "pace",   "months",   "state", NULL};

/* A book by itself, or with those below it. Points in hundredths, all else fen. */
struct promised {
	int64_t points;
	int64_t promised;
	int64_t fund;
	int64_t goods;
	int64_t owed;
	int64_t redeemed; /* in the months of the pace */
	int64_t growth;   /* of what is promised, in the same */
	bool has_fund;
};

struct liability {
	struct ledger *l;
	struct printer *out;
	struct promised *all; /* of each book by itself, as l->books */
	char from[MONTH_SIZE];
	char to[MONTH_SIZE];
};

/* The points of a book while they are added up. */
struct book_points {
	int64_t balance; /* of those above 0 */
	int64_t redeemed;
	int64_t change;
	bool fits;
};

static int add_balance(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	struct book_points *p = ctx;

	(void)period;
	(void)household;
	(void)balance;
	if (s->points > 0)
		p->fits = p->fits && dec_add(p->balance, s->points, &p->balance);
	return 0;
}

static int add_month_points(void *ctx, const char *period, int64_t household, const struct sums *s, int64_t balance)
{
	struct book_points *p = ctx;

	(void)period;
	(void)household;
	(void)balance;
	p->fits = p->fits && dec_add(p->redeemed, s->redeemed, &p->redeemed) &&
		  dec_add(p->change, sums_balance(s), &p->change);
	return 0;
}

static int read_points(struct liability *x, const struct book *book, struct promised *p)
{
	struct book_points sum = {.fits = true};
	int64_t point_value;
	int rc = tallies_balances(x->l, book, add_balance, &sum);

	if (rc == 0)
		rc = tallies_sums(x->l, book, x->from, x->to, add_month_points, &sum);
	if (rc)
		return rc;
	sum.fits = sum.fits && dec_parse(setting_get(x->l, book->id, "point_value"), &point_value) &&
		   dec_mul(sum.balance, point_value, &p->promised) &&
		   dec_mul(sum.redeemed, point_value, &p->redeemed) && dec_mul(sum.change, point_value, &p->growth);
	p->points = sum.balance;
	return sum.fits ? 0
			: diag_error(x->l->diag, EX_DATAERR, _("the points of %s are more than can be counted"),
				     book->code);
}

static int find_fund(struct liability *x, const struct book *book, bool *out)
{
	struct rows r;

	fund_walk(x->l, book->id, &r);
	*out = db_next(&r);
	return db_end(&r);
}

static int read_liability(struct liability *x, const struct book *book, struct promised *p)
{
	int64_t coupons = 0;
	int rc = read_points(x, book, p);

	if (rc == 0)
		rc = bill_coupons(x->l, book->id, &coupons);
	if (rc == 0)
		rc = fund_total(x->l, book->id, &p->fund);
	if (rc == 0)
		rc = find_fund(x, book, &p->has_fund);
	if (rc == 0)
		rc = stock_worth(x->l, book->id, &p->goods);
	if (rc == 0)
		rc = bill_unpaid(x->l, book->id, &p->owed);
	p->promised += coupons;
	return rc;
}

static struct promised with_those_below(const struct liability *x, const struct book *book)
{
	struct promised sum = {.points = 0};

	for (size_t i = 0; i < x->l->nbooks; i++) {
		const struct promised *p = &x->all[i];
		if (!book_within(x->l, &x->l->books[i], book))
			continue;
		sum.points += p->points;
		sum.promised += p->promised;
		sum.fund += p->fund;
		sum.goods += p->goods;
		sum.owed += p->owed;
		sum.redeemed += p->redeemed;
		sum.growth += p->growth;
	}
	return sum;
}

/* A village whose town has a fund is judged with the town. */
static bool stands_alone(const struct liability *x, const struct book *book)
{
	const struct book *up = book_by_id(x->l, book->parent);

	for (; up; up = book_by_id(x->l, up->parent))
		if (x->all[up - x->l->books].has_fund)
			return false;
	return true;
}

static const char *judge_promise(struct liability *x, const struct book *book, const struct promised *p, int64_t means)
{
	char promised[DEC_SIZE], has[DEC_SIZE];

	dec_human(p->promised, promised);
	dec_human(means, has);
	if (p->promised > means) {
		diag_warn(x->l->diag,
			  _("%s has promised %s yuan and can pay %s: let money come in before more points are granted"),
			  book->code, promised, has);
		return "short";
	}
	if (p->growth > 0 && p->promised + p->growth > means) {
		diag_warn(x->l->diag,
			  _("%s has promised %s yuan of the %s that it can pay; at the present pace it will be more "
			    "within three months"),
			  book->code, promised, has);
		return "near";
	}
	return "ok";
}

static int print_liability(void *ctx, const struct book *book)
{
	struct liability *x = ctx;
	struct promised p = with_those_below(x, book);
	int64_t means = p.fund + p.goods - p.owed, pace = 0, months = 0;
	char text[8][DEC_SIZE];

	if (p.points == 0 && p.promised == 0 && p.fund == 0 && p.goods == 0 && p.owed == 0 && p.redeemed == 0)
		return 0;
	dec_muldiv(p.redeemed, 1, PACE_MONTHS, &pace);
	if (pace > 0)
		dec_muldiv(means, 100, pace, &months);
	printer_row(x->out, (const char *[]){book->code, dec_format(p.points, text[0]), dec_format(p.promised, text[1]),
					  dec_format(p.fund, text[2]), dec_format(p.goods, text[3]),
					  dec_format(p.owed, text[4]), dec_format(means, text[5]),
					  dec_format(pace, text[6]), pace > 0 ? dec_format(months, text[7]) : "",
					  stands_alone(x, book) ? judge_promise(x, book, &p, means) : ""});
	return 0;
}

/* The whole months before the present one. */
static void find_months(struct liability *x)
{
	month_of(x->l->today, x->to);
	for (int i = 0; i <= PACE_MONTHS; i++) {
		month_of(month_first(i ? x->from : x->to) - (i ? 1 : 0), x->from);
		if (i == 1)
			memcpy(x->to, x->from, MONTH_SIZE);
	}
}

int job_liability(struct job *job)
{
	struct liability x = {.all = NULL};
	const struct book *above = NULL;
	int rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	find_months(&x);
	rc = ledger_read_begin(x.l);
	x.all = xcalloc(x.l->nbooks + 1, sizeof *x.all);
	if (rc == 0 && job->book)
		rc = book_find(x.l, job->book, &above);
	for (size_t i = 0; i < x.l->nbooks && rc == 0; i++)
		rc = read_liability(&x, &x.l->books[i], &x.all[i]);
	x.out = job_print(job, liability_columns);
	if (rc == 0)
		rc = books_within(x.l, above, print_liability, &x);
	ledger_read_end(x.l);
	printer_end(x.out);
	free(x.all);
	ledger_close(x.l);
	return rc;
}
