/*
 * Inside pts-stock: goods while they are moved.
 */
#ifndef PTS_JOB_STOCK_INTERNAL_H
#define PTS_JOB_STOCK_INTERNAL_H

#include "job/intake/cells.h"
#include "job/intake/document.h"
#include "job/stock/stock.h"
#include "ledger/journal/stock.h"
#include "ledger/scheme/scheme.h"
#include "ledger/scheme/shops.h"

struct stocking {
	struct job *job;
	struct ledger *l;
	struct printer *out;
	enum stock_verb verb;
	bool late;
	bool fresh_ids; /* described by options: an id is made, not derived */
	struct cells cells;
	struct map ordinals;
	const char *source;
};

/* A movement understood. */
struct goods {
	const struct book *book;
	const struct book *to_book; /* of a move */
	struct shop shop;
	struct shop to;
	struct item item;
	day_t day;
	char date[DATE_SIZE];
	char month[MONTH_SIZE];
	int64_t quantity; /* hundredths of a piece; of a count, what was counted */
	int64_t value;    /* of a delivery: fen, BLANK when nobody knows the cost */
	const char *reason;
	struct document_id id;
};

/* Makes sense of the words. 0, EX_DATAERR or EX_REFUSED. */
int stock_understand(struct stocking *s, const struct stock_words *w, struct goods *g);

/* Whether the movement was posted before, and has been printed. */
int stock_known(struct stocking *s, const struct stock_words *w, struct goods *g, bool *known);

/* Posts what is new, and prints it. */
int stock_post(struct stocking *s, const struct stock_words *w, struct goods *g);

/* The columns that a verb prints, and an entry as its row. */
const char *const *stock_columns_of(enum stock_verb verb);
int stock_print(struct stocking *s, const struct entry *e, const char *title, const char *state);

#endif
