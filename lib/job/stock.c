#include "job/stock.h"

#include <string.h>

#include "base/buf.h"
#include "base/dec.h"
#include "base/lang.h"
#include "job/cells.h"
#include "job/document.h"
#include "ledger/ids.h"
#include "ledger/scheme.h"

enum { ID, BOOK, ITEM, SHOP, QUANTITY, COST, SUPPLIER, DATE };

static const char *const known[] = {"id", "book", "item", "shop", "quantity", "cost", "supplier", "date", NULL};
static const char *const names[] = {"book", "id", "seq", "date", "shop", "item", "title", "quantity", "value", "state", NULL};

struct stock {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	struct cells cells;
	struct map ordinals;
	const char *source;
	bool late;
};

/* A delivery understood. */
struct delivery {
	const struct book *book;
	day_t day;
	char date[DATE_SIZE];
	char month[MONTH_SIZE];
	char shop[80];
	struct item item;
	int64_t quantity; /* hundredths of a piece */
	int64_t value;	  /* fen, BLANK when nobody knows the cost */
	struct document_id id;
};

static int print(struct stock *s, const struct entry *e, const char *title, const char *state)
{
	char seq[24], quantity[DEC_SIZE], value[DEC_SIZE];

	snprintf(seq, sizeof seq, "%lld", (long long)e->seq);
	printer_row(s->out, (const char *[]){e->book, e->id, seq, e->date, e->shop, e->item, title, dec_format(e->quantity, quantity),
					     e->value == BLANK ? "" : dec_format(e->value, value), state});
	return 0;
}

/* The only book when none is named; goods must not land in the wrong village. */
static int find_book(struct stock *s, struct delivery *d)
{
	const char *book = cell_code(&s->cells, BOOK);

	if (!*book)
		book = s->job->book ? s->job->book : "";
	if (!*book && s->l->nbooks == 1)
		book = s->l->books[0].code;
	if (!*book)
		return diag_error(s->l->diag, EX_DATAERR, _("no book: give it in the column book or with -b"));
	return book_find(s->l, book, &d->book);
}

static int find_goods(struct stock *s, struct delivery *d)
{
	const char *item = cell_code(&s->cells, ITEM), *cost = cell_code(&s->cells, COST);
	int64_t each;
	int rc = document_pieces(s->l, cell_code(&s->cells, QUANTITY), &d->quantity);

	if (rc == 0 && !*item)
		rc = diag_error(s->l->diag, EX_DATAERR, _("no item: give its code"));
	if (rc == 0)
		rc = shop_find(s->l, d->book, cell_code(&s->cells, SHOP), item, d->shop);
	if (rc == 0)
		rc = document_date(s->l, cell_code(&s->cells, DATE), &d->day, d->date);
	if (rc == 0)
		rc = item_find(s->l, d->book, item, d->shop, d->date, &d->item);
	if (rc)
		return rc;
	each = d->item.cost;
	if (*cost && (!dec_parse(cost, &each) || each < 0))
		return diag_error(s->l->diag, EX_DATAERR, _("cost `%s` is no amount of yuan"), cost);
	d->value = BLANK;
	if (each != BLANK && !dec_mul(each, d->quantity, &d->value))
		return diag_error(s->l->diag, EX_DATAERR, _("the cost is more than can be counted"));
	return 0;
}

static int find_id(struct stock *s, struct delivery *d)
{
	char quantity[DEC_SIZE];
	struct buf who = {0};
	int rc;

	buf_printf(&who, "%s\t%s\t%s\t%s\t%s", d->book->code, d->date, d->shop, d->item.code, cell_text(&s->cells, SUPPLIER));
	rc = document_id(s->l, cell_code(&s->cells, ID), d->day, buf_str(&who), dec_format(d->quantity, quantity), &s->ordinals,
			 ID_STOCK_DERIVED, ID_STOCK_GIVEN, &d->id);
	buf_free(&who);
	return rc;
}

/* 1 the delivery was posted before (printed), 0 new, -1 reported with *rc. */
static int seen_before(struct stock *s, struct delivery *d, int *rc)
{
	struct entry_store store;
	struct entry e;
	int got = document_known(s->l, d->book->id, &d->id, &e, &store);

	*rc = got < 0 ? EX_IOERR : 0;
	if (got != 1)
		return got;
	if (strcmp(e.item, d->item.code) != 0 || strcmp(e.shop, d->shop) != 0 || e.quantity != d->quantity ||
	    (*cell_code(&s->cells, COST) && e.value != d->value))
		*rc = diag_error(s->l->diag, EX_DATAERR, _("delivery %s is known with other content (%s:%lld): give this one another id"),
				 d->id.text, e.book, (long long)e.seq);
	else
		*rc = print(s, &e, d->item.title, "duplicate");
	entry_store_free(&store);
	return *rc ? -1 : 1;
}

static int append(struct stock *s, const struct delivery *d, size_t line)
{
	struct entry e = entry_new(KIND_STOCK);
	char source[512];
	int rc;

	snprintf(source, sizeof source, "%s:%zu", s->source, line);
	e.book_id = d->book->id;
	memcpy(e.period, d->month, MONTH_SIZE);
	memcpy(e.date, d->date, DATE_SIZE);
	e.id = d->id.text;
	e.item = d->item.code;
	e.shop = d->shop;
	e.quantity = d->quantity;
	e.value = d->value;
	e.source = source;
	e.actor = s->job->actor;
	rc = journal_append(s->l, &e, NULL, cell_text(&s->cells, SUPPLIER), e.kind);
	if (rc == 0)
		rc = ids_add(s->l, d->book->id, d->id.kind, d->id.key, e.seq);
	return rc ? rc : print(s, &e, d->item.title, "posted");
}

static enum outcome stock_row(void *ctx, const struct csvrow *row, int *status)
{
	struct stock *s = ctx;
	struct delivery d = {0};
	int rc, got;

	s->cells.row = row;
	rc = find_book(s, &d);
	if (rc == 0)
		rc = find_goods(s, &d);
	if (rc == 0)
		rc = find_id(s, &d);
	if (rc)
		return outcome_of(rc, status);
	got = seen_before(s, &d, &rc);
	if (got > 0)
		return ROW_DUPLICATE;
	if (got == 0)
		rc = document_month(s->l, d.book->id, d.day, s->late, d.month);
	if (rc == 0)
		rc = append(s, &d, row->line);
	return rc ? outcome_of(rc, status) : ROW_POSTED;
}

static int new_file(void *ctx, struct csvin *in)
{
	struct stock *s = ctx;

	cells_open(&s->cells, in, known);
	s->source = csvin_source(in);
	map_free(&s->ordinals);
	return 0;
}

static const struct batch_def stock_batch = {.known = known, .file = new_file, .row = stock_row};

int job_stock_in(struct job *job, bool late, const struct batch_options *o)
{
	struct stock s = {.job = job, .late = late};
	int rc = ledger_open(&s.l, job->ledger, LEDGER_WRITE, job->diag);

	if (rc)
		return rc;
	s.l->command = job->command;
	s.out = job_print(job, names);
	rc = batch_run(job, s.l, &stock_batch, &s, o);
	printer_end(s.out);
	map_free(&s.ordinals);
	ledger_close(s.l);
	return rc;
}
