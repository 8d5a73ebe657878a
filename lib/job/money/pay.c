/* Paying merchants what stands on their bills. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "job/intake/document.h"
#include "job/money/internal.h"
#include "job/money/money.h"
#include "ledger/journal/ids.h"
#include "ledger/post/post.h"

static const char *const payment_columns[] = {"book",    "id",     "seq",  "date", "bill",  "shop",
				    "account", "amount", "paid", "unpaid",  "state", NULL};

struct paying {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	const struct payment *p;
};

/* The state of the payment is that of the row; what is left is the bill's. */
static int print_payment(struct paying *x, const struct bill *b, const struct entry *e, const char *state)
{
	char seq[24] = "", amount[DEC_SIZE] = "", paid[DEC_SIZE], due[DEC_SIZE];

	if (e->seq) {
		snprintf(seq, sizeof seq, "%" PRId64, e->seq);
		dec_format(-e->money, amount);
	}
	printer_row(x->out, (const char *[]){b->book->code, e->id, seq, e->date, b->number, b->shop, e->account, amount,
					     dec_format(b->paid, paid), dec_format(b->owed - b->paid, due), state});
	return 0;
}

/* Whether the payment was posted before, and has been printed. */
static int payment_known(struct paying *x, const struct bill *b, struct document_id *id, const char *date, bool *known)
{
	struct entry_store store;
	struct entry e;
	int64_t amount = 0;
	int rc = document_known(x->l, b->book->id, id, &e, &store, known);

	if (rc || !*known)
		return rc;
	if (strcmp(e.ref, b->number) == 0 && (!*x->p->date || strcmp(e.date, date) == 0) &&
	    (!*x->p->amount || (dec_parse(x->p->amount, &amount) && amount == -e.money)))
		rc = print_payment(x, b, &e, "duplicate");
	else
		rc = diag_error(x->l->diag, EX_DATAERR,
				_("%s is known with other content (%s:%lld): give this one another id"), id->text,
				e.book, (long long)e.seq);
	entry_store_free(&store);
	return rc;
}

static int append_payment(struct paying *x, struct bill *b, const struct document_id *id, int64_t amount, const char *date,
		  const char *month)
{
	struct entry e = entry_new(KIND_FUND);
	char account[80];
	int rc = fund_account(x->l, b->book, x->p->account, account);

	e.book_id = b->book->id;
	memcpy(e.period, month, MONTH_SIZE);
	memcpy(e.date, date, DATE_SIZE);
	e.id = id->text;
	e.shop = b->shop;
	e.account = account;
	e.money = -amount;
	e.ref = b->number;
	e.actor = x->job->actor;
	if (rc == 0)
		rc = bill_pay(x->l, b, amount);
	if (rc == 0)
		rc = post_entry(x->l, &(struct post){.entry = &e, .note = x->job->message, .id = &(struct id_place){id->kind, id->key}});
	b->paid += rc == 0 ? amount : 0;
	return rc ? rc : print_payment(x, b, &e, "posted");
}

static int pay_bill(struct paying *x, struct bill *b)
{
	struct document_id id;
	struct entry nothing = entry_new(KIND_FUND);
	char date[DATE_SIZE], month[MONTH_SIZE];
	struct head head;
	int64_t amount = b->owed - b->paid;
	day_t day;
	bool known;
	int rc = document_date(x->l, x->p->date, &day, date);

	if (rc == 0)
		rc = document_id(x->l, x->p->id, day, "", "", NULL, ID_FUND_DERIVED, ID_FUND_GIVEN, &id);
	if (rc == 0)
		rc = payment_known(x, b, &id, date, &known);
	if (rc || known)
		return rc;
	if (*x->p->amount)
		rc = fund_amount(x->l, x->p->amount, &amount);
	if (rc == 0 && amount == 0) {
		diag_note(x->l->diag, _("bill %s is paid already"), b->number);
		return print_payment(x, b, &nothing, "duplicate");
	}
	if (rc == 0)
		rc = document_month(x->l, b->book->id, day, x->p->late, month);
	if (rc == 0)
		rc = journal_head(x->l, b->book->id, &head);
	return rc ? rc : append_payment(x, b, &id, amount, date, month);
}

static int pay_all(struct paying *x, const char *const *numbers)
{
	const struct book *book = NULL;
	int rc = x->job->book ? book_find(x->l, x->job->book, &book) : 0;

	for (size_t i = 0; numbers[i] && rc == 0; i++) {
		struct bill b;
		rc = bill_find(x->l, book, numbers[i], &b);
		if (rc == 0)
			rc = pay_bill(x, &b);
	}
	/* Paid whole, a bill is not paid again: the command can be repeated as it stands. */
	if (!*x->p->amount)
		*x->l->made_id = '\0';
	return rc;
}

int job_pay(struct job *job, const char *const *numbers, const struct payment *p)
{
	struct paying x = {.job = job, .p = p};
	int rc = ledger_open(&x.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	x.l->command = job->command;
	x.out = job_print(job, payment_columns);
	rc = ledger_begin(x.l);
	if (rc == 0)
		rc = ledger_finish(x.l, pay_all(&x, numbers), job->dry_run);
	printer_end(x.out);
	ledger_close(x.l);
	return rc;
}
