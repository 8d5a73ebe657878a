/* Bills of merchants: issued, listed and shown. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "domain/period.h"
#include "job/money/internal.h"
#include "job/money/money.h"
#include "ledger/post/post.h"
#include "paper/html.h"

static const char *const bill_columns[] = {"book",        "period", "bill",  "date",  "shop",    "name",
				    "redemptions", "points", "value", "cash",  "coupons", "credit",
				    "owed",        "paid",   "unpaid",   "state", NULL};
static const char *const line_columns[] = {"book",  "bill",     "seq",    "date",  "kind", "receipt", "item",
					 "title", "quantity", "points", "value", "cash", "owed",    NULL};

struct billing {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	bool html;
	const char *shop; /* only this merchant; NULL: all */
	bool unpaid;
	struct period period;
	char month[MONTH_SIZE]; /* the last of the period */
	char **shops;
	size_t n;
	size_t issued;
	bool known; /* the merchant asked for */
};

/* The figures of a bill entry. */
struct bill_figures {
	int64_t value, cash, owed;
};

static bool add_figures(struct bill_figures *sum, const struct entry *e)
{
	return dec_add(sum->value, e->value == BLANK ? 0 : e->value, &sum->value) &&
	       dec_add(sum->cash, e->cash == BLANK ? 0 : e->cash, &sum->cash) &&
	       dec_add(sum->owed, entry_payable(e), &sum->owed);
}

/* The sums of a merchant's entries that wait; he is owed less than 0 when more came back than was given. */
static int waiting_sums(struct billing *x, const struct book *book, const char *shop, struct bill_figures *sum)
{
	struct rows r;

	*sum = (struct bill_figures){0};
	bill_waiting(x->l, book->id, shop, x->month, &r);
	while (db_next(&r)) {
		struct entry_store store;
		struct entry e;
		r.rc = journal_get(x->l, book->id, db_int(&r, 0), &e, &store);
		if (r.rc == 0 && !add_figures(sum, &e))
			r.rc = diag_error(x->l->diag, EX_DATAERR, _("a bill is more than can be counted"));
		entry_store_free(&store);
	}
	return db_end(&r);
}

static int append_bill(struct billing *x, struct bill *b, const struct bill_figures *sum)
{
	struct entry e = entry_new(KIND_BILL);
	int year = civil_of(x->l->today).year;
	int64_t n;
	bool late;
	int rc = journal_month(x->l, b->book->id, x->l->today, e.period, &late);

	if (rc == 0)
		rc = journal_number(x->l, b->book->id, "bill", year, &n);
	if (rc)
		return rc;
	snprintf(b->number, sizeof b->number, "%s-B%d-%04" PRId64, b->book->code, year, n);
	e.book_id = b->book->id;
	date_format(x->l->today, e.date);
	e.shop = b->shop;
	e.act = x->period.text;
	e.value = sum->value;
	e.cash = sum->cash;
	e.owed = sum->owed;
	e.ref = b->number;
	e.actor = x->job->actor;
	rc = post_entry(x->l, &(struct post){.entry = &e, .note = x->job->message});
	b->seq = e.seq;
	return rc ? rc : bill_issue(x->l, b, x->month);
}

/* A merchant who owes more back than he is owed gets no bill: it stands until the next one. */
static int issue_bill(struct billing *x, const struct book *book, const char *shop)
{
	struct bill b = {.book = book};
	char owed[DEC_SIZE];
	struct head head;
	struct bill_figures sum;
	int rc = journal_head(x->l, book->id, &head);

	if (rc == 0)
		rc = waiting_sums(x, book, shop, &sum);
	if (rc)
		return rc;
	if (sum.owed < 0) {
		diag_warn(x->l->diag, _("merchant %s of %s owes %s yuan back, which the next bill takes off"), shop,
			  book->code, dec_human(-sum.owed, owed));
		return 0;
	}
	snprintf(b.shop, sizeof b.shop, "%s", shop);
	snprintf(b.period, sizeof b.period, "%s", x->period.text);
	b.owed = sum.owed;
	x->issued++;
	return append_bill(x, &b, &sum);
}

static int read_shops(struct billing *x, const struct book *book)
{
	struct rows r;

	bill_shops(x->l, book->id, x->month, &r);
	while (db_next(&r)) {
		if (x->shop && strcmp(db_text(&r, 0), x->shop) != 0)
			continue;
		x->shops = xrealloc(x->shops, x->n + 1, sizeof *x->shops);
		x->shops[x->n++] = xstrdup(db_text(&r, 0));
	}
	return db_end(&r);
}

static int issue_book(void *ctx, const struct book *book)
{
	struct billing *x = ctx;
	int rc = read_shops(x, book);

	for (size_t i = 0; i < x->n && rc == 0; i++)
		rc = issue_bill(x, book, x->shops[i]);
	while (x->n > 0)
		free(x->shops[--x->n]);
	return rc;
}

static const char *bill_state(const struct bill *b)
{
	return b->paid >= b->owed ? "paid" : b->paid > 0 ? "part" : "unpaid";
}

static int print_bill_row(struct billing *x, const struct bill *b)
{
	char text[8][DEC_SIZE], redemptions[24], coupons[24], date[DATE_SIZE] = "";
	struct entry_store store = {.n = 0};
	struct bill_sums s;
	struct entry e;
	struct shop shop = {.name = ""};
	int rc = bill_add_up(x->l, b, &s);

	if (rc == 0)
		rc = journal_get(x->l, b->book->id, b->seq, &e, &store);
	if (rc == 0)
		memcpy(date, e.date, DATE_SIZE);
	entry_store_free(&store);
	if (rc == 0)
		rc = shop_get(x->l, b->book, b->shop, &shop);
	if (rc)
		return rc;
	snprintf(redemptions, sizeof redemptions, "%" PRId64, s.redemptions);
	snprintf(coupons, sizeof coupons, "%" PRId64, s.coupons);
	printer_row(x->out, (const char *[]){b->book->code, b->period, b->number, date, b->shop, shop.name, redemptions,
					     dec_format(s.points, text[0]), dec_format(s.value, text[1]),
					     dec_format(s.cash, text[2]), coupons, dec_format(s.credit, text[3]),
					     dec_format(b->owed, text[4]), dec_format(b->paid, text[5]),
					     dec_format(b->owed - b->paid, text[6]), bill_state(b)});
	return 0;
}

static bool bill_is_wanted(const struct billing *x, const struct bill *b)
{
	return (!x->job->period || strcmp(b->period, x->period.text) == 0) &&
	       (!x->shop || strcmp(b->shop, x->shop) == 0) && (!x->unpaid || b->paid < b->owed);
}

static int print_bills_of_book(void *ctx, const struct book *book)
{
	struct billing *x = ctx;
	struct bill *all = NULL;
	size_t n = 0;
	struct rows r;
	int rc;

	bill_walk(x->l, book->id, &r);
	while (db_next(&r)) {
		all = xrealloc(all, n + 1, sizeof *all);
		bill_row(&r, book, &all[n]);
		n += bill_is_wanted(x, &all[n]);
	}
	rc = db_end(&r);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = x->html ? bill_html(x->l, x->job->out, &all[i]) : print_bill_row(x, &all[i]);
	free(all);
	return rc;
}

static int look_for_shop(void *ctx, const struct book *book)
{
	struct billing *x = ctx;
	struct shop shop;
	bool found;
	int rc = shop_look(x->l, book, x->shop, &shop, &found);

	x->known |= found && shop.partner;
	return rc;
}

/* A slip in the name of a merchant must not look like nothing to pay. */
static int check_merchant(struct billing *x)
{
	int rc = x->shop ? books_each(x->l, x->job->book, look_for_shop, x) : 0;

	if (rc == 0 && x->shop && !x->known)
		rc = diag_error(x->l->diag, EX_DATAERR, _("there is no merchant %s"), x->shop);
	return rc;
}

static void start_bills(struct billing *x)
{
	if (x->html)
		bill_html_start(x->job->out, x->period.text);
	else
		x->out = job_print(x->job, bill_columns);
}

static void end_bills(struct billing *x)
{
	if (x->html)
		html_end(x->job->out);
	else
		printer_end(x->out);
}

/* What may still come must not be missing on the bill. */
static int check_over(struct billing *x)
{
	char last[DATE_SIZE];

	if (x->period.last < x->l->today)
		return 0;
	return diag_error(x->l->diag, EX_REFUSED, _("%s is not over: bills for it can be issued after %s"),
			  x->period.text, date_format(x->period.last, last));
}

int job_bill(struct job *job, const char *shop, bool html)
{
	struct billing x = {.job = job, .shop = shop, .html = html};
	int rc = job_months(job, job->period, &x.period);

	if (rc == 0)
		rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);
	if (rc)
		return rc;
	month_of(x.period.last, x.month);
	x.l->command = job->command;
	start_bills(&x);
	rc = check_over(&x);
	if (rc == 0)
		rc = ledger_begin(x.l);
	if (rc == 0) {
		rc = check_merchant(&x);
		if (rc == 0)
			rc = books_each(x.l, job->book, issue_book, &x);
		if (rc == 0)
			rc = books_each(x.l, job->book, print_bills_of_book, &x);
		rc = ledger_finish(x.l, rc, job->dry_run);
	}
	if (rc == 0)
		diag_note(job->diag, _("%zu bills issued"), x.issued);
	end_bills(&x);
	free(x.shops);
	ledger_close(x.l);
	return rc;
}

int job_bill_list(struct job *job, const char *shop, bool unpaid)
{
	struct billing x = {.job = job, .shop = shop, .unpaid = unpaid};
	int rc = job->period ? job_months(job, job->period, &x.period) : 0;

	if (rc == 0)
		rc = ledger_open(&x.l, job->ledger, LEDGER_READ, job->diag);
	if (rc)
		return rc;
	rc = ledger_read_begin(x.l);
	start_bills(&x);
	if (rc == 0)
		rc = check_merchant(&x);
	if (rc == 0)
		rc = books_each(x.l, job->book, print_bills_of_book, &x);
	ledger_read_end(x.l);
	end_bills(&x);
	ledger_close(x.l);
	return rc;
}

struct showing {
	struct printer *out;
	const struct bill *bill;
};

static int show_line(void *ctx, const struct bill_line *line)
{
	const struct showing *x = ctx;
	const struct entry *e = &line->e;
	char seq[24], text[5][DEC_SIZE];

	snprintf(seq, sizeof seq, "%" PRId64, e->seq);
	printer_row(x->out,
		    (const char *[]){e->book, x->bill->number, seq, e->date, kind_name(e->kind), e->ref, e->item,
				     line->title, dec_format(line->pieces, text[0]), dec_format(line->points, text[1]),
				     dec_format(line->value, text[2]), dec_format(line->cash, text[3]),
				     dec_format(line->owed, text[4])});
	return 0;
}

int job_bill_show(struct job *job, const char *number, bool html)
{
	const struct book *book = NULL;
	struct bill b;
	struct ledger *l;
	int rc = ledger_open(&l, job->ledger, LEDGER_READ, job->diag);

	if (rc)
		return rc;
	rc = ledger_read_begin(l);
	if (rc == 0 && job->book)
		rc = book_find(l, job->book, &book);
	if (rc == 0)
		rc = bill_find(l, book, number, &b);
	if (rc == 0 && html) {
		bill_html_start(job->out, number);
		rc = bill_html(l, job->out, &b);
		html_end(job->out);
	} else if (rc == 0) {
		struct showing x = {job_print(job, line_columns), &b};
		rc = bill_each(l, &b, show_line, &x);
		printer_end(x.out);
	}
	ledger_read_end(l);
	ledger_close(l);
	return rc;
}
