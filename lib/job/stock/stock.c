/* Movements of goods: from a stream, one by options, or all goods of a shop. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dec.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "job/stock/internal.h"
#include "ledger/journal/queries.h"

enum { ID, BOOK, SHOP, TO, ITEM, QUANTITY, COUNTED, COST, SUPPLIER, ACCOUNT, DATE, REASON, COLUMNS };

/* The columns of all verbs by those numbers, and which of them each takes. */
static const char *const names[COLUMNS] = {"id",      "book", "shop",     "to",      "item", "quantity",
					   "counted", "cost", "supplier", "account", "date", "reason"};

static const char *const takes[] = {
	[STOCK_IN] = "id book item shop quantity cost supplier account date",
	[STOCK_OUT] = "id book item shop quantity date reason",
	[STOCK_MOVE] = "id book item shop to quantity date reason",
	[STOCK_COUNT] = "id book item shop counted date reason",
};

static struct stock_words read_words(struct cells *c, const struct csvrow *row, const char *source)
{
	c->row = row;
	return (struct stock_words){
		.id = cell_code(c, ID),
		.book = cell_code(c, BOOK),
		.shop = cell_code(c, SHOP),
		.to = cell_code(c, TO),
		.item = cell_code(c, ITEM),
		.quantity = cell_code(c, QUANTITY),
		.counted = cell_code(c, COUNTED),
		.cost = cell_code(c, COST),
		.supplier = cell_text(c, SUPPLIER),
		.account = cell_code(c, ACCOUNT),
		.date = cell_code(c, DATE),
		.reason = cell_text(c, REASON),
		.source = source,
	};
}

static enum outcome post_goods(struct stocking *s, const struct stock_words *w, int *status)
{
	struct goods g = {0};
	bool known = false;
	int rc = stock_understand(s, w, &g);

	if (rc == 0)
		rc = stock_known(s, w, &g, &known);
	if (rc == 0 && !known)
		rc = document_bounds(s->l, g.book, g.quantity, BLANK);
	if (rc == 0 && !known)
		rc = stock_post(s, w, &g);
	if (rc)
		return outcome_of(rc, status);
	return known ? ROW_DUPLICATE : ROW_POSTED;
}

static enum outcome stock_line(void *ctx, const struct csvrow *row, int *status)
{
	struct stocking *s = ctx;
	char source[512];

	snprintf(source, sizeof source, "%s:%zu", s->source, row->line);
	struct stock_words w = read_words(&s->cells, row, source);
	return post_goods(s, &w, status);
}

static int stock_heading(void *ctx, struct csvin *in)
{
	struct stocking *s = ctx;
	const char *all[COLUMNS + 1] = {NULL};

	memcpy(all, names, sizeof names);
	cells_open(&s->cells, in, all);
	return 0;
}

static int stock_file(void *ctx, struct csvin *in)
{
	struct stocking *s = ctx;

	s->source = csvin_source(in);
	map_free(&s->ordinals);
	return 0;
}

static int stock_open(struct stocking *s)
{
	int rc = ledger_open(&s->l, s->job->ledger, LEDGER_WRITE, s->job->diag);

	if (rc)
		return rc;
	s->l->command = s->job->command;
	s->out = job_print(s->job, stock_columns_of(s->verb));
	return 0;
}

static void stock_close(struct stocking *s)
{
	printer_end(s->out);
	map_free(&s->ordinals);
	ledger_close(s->l);
}

int job_stock(struct job *job, enum stock_verb verb, bool late, const struct batch_options *o)
{
	struct stocking s = {.job = job, .verb = verb, .late = late};
	const char *known[COLUMNS + 1] = {NULL};
	const struct batch_def def = {.known = known, .file = stock_file, .columns = stock_heading, .row = stock_line};
	size_t n = 0;
	int rc = stock_open(&s);

	if (rc)
		return rc;
	for (size_t i = 0; i < COLUMNS; i++)
		if (text_has_word(takes[verb], names[i]))
			known[n++] = names[i];
	rc = batch_run(job, s.l, &def, &s, o);
	stock_close(&s);
	return rc;
}

int job_stock_one(struct job *job, enum stock_verb verb, bool late, const struct stock_words *words)
{
	struct stocking s = {.job = job, .verb = verb, .late = late, .fresh_ids = true};
	enum outcome how;
	int status = 0, rc = stock_open(&s);

	if (rc)
		return rc;
	rc = ledger_begin(s.l);
	if (rc == 0) {
		how = post_goods(&s, words, &status);
		rc = ledger_finish(s.l, outcome_status(how, status), job->dry_run);
	}
	stock_close(&s);
	return rc;
}

/* What lies in a shop now: read before anything is written. */
struct lying {
	char (*item)[80];
	int64_t *quantity;
	size_t n;
};

static int read_lying(struct stocking *s, const struct book *book, const char *shop, struct lying *out)
{
	struct rows r;

	query_stock(s->l, book, &r);
	while (db_next(&r)) {
		if (strcmp(db_text(&r, 0), shop) != 0 || db_int(&r, 2) == 0)
			continue;
		out->item = xrealloc(out->item, out->n + 1, sizeof *out->item);
		out->quantity = xrealloc(out->quantity, out->n + 1, sizeof *out->quantity);
		snprintf(out->item[out->n], sizeof *out->item, "%s", db_text(&r, 1));
		out->quantity[out->n++] = db_int(&r, 2);
	}
	return db_end(&r);
}

/* These entries have no ids: moved again, there is nothing left to move. */
static int move_all(struct stocking *s, const struct stock_words *words)
{
	struct stock_words w = *words;
	struct lying all = {NULL, NULL, 0};
	struct shop shop;
	const struct book *book;
	int rc = document_book(s->job, s->l, w.book, &book);

	if (rc == 0)
		rc = shop_get(s->l, book, w.shop, &shop);
	if (rc == 0)
		rc = read_lying(s, book, w.shop, &all);
	if (rc == 0 && all.n == 0)
		diag_note(s->l->diag, _("nothing lies in shop %s of %s"), w.shop, book->code);
	for (size_t i = 0; i < all.n && rc == 0; i++) {
		struct goods g = {0};
		char quantity[DEC_SIZE];
		w.item = all.item[i];
		w.quantity = dec_format(all.quantity[i], quantity);
		w.book = book->code;
		rc = stock_understand(s, &w, &g);
		*g.id.text = '\0';
		if (rc == 0)
			rc = stock_post(s, &w, &g);
	}
	free(all.item);
	free(all.quantity);
	*s->l->made_id = '\0';
	return rc;
}

int job_stock_move_all(struct job *job, bool late, const struct stock_words *words)
{
	struct stocking s = {.job = job, .verb = STOCK_MOVE, .late = late, .fresh_ids = true};
	int rc = stock_open(&s);

	if (rc)
		return rc;
	rc = ledger_begin(s.l);
	if (rc == 0)
		rc = ledger_finish(s.l, move_all(&s, words), job->dry_run);
	stock_close(&s);
	return rc;
}
