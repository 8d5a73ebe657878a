/*
 * Inside pts-tally on a ledger: what collecting hands to finishing and printing.
 */
#ifndef PTS_JOB_TALLY_INTERNAL_H
#define PTS_JOB_TALLY_INTERNAL_H

#include "domain/period.h"
#include "domain/tally.h"
#include "job/tally/tally.h"
#include "ledger/roster/snapshot.h"
#include "ledger/sums/tallies.h"

enum tally_key {
	KEY_HOUSEHOLD,
	KEY_MEMBER,
	KEY_BOOK,
	KEY_GROUP,
	KEY_CATEGORY,
	KEY_RULE,
	KEY_ROLE,
	KEY_MONTH,
	KEY_COUNT
};

extern const char *const tally_key_names[KEY_COUNT];

struct tallying {
	struct job *job;
	const struct tally_request *request;
	struct ledger *l;
	enum tally_key keys[KEY_COUNT]; /* as asked for */
	size_t nkeys;
	bool has[KEY_COUNT];
	bool bare;     /* keys that also show what is nobody's: book, month */
	bool balanced; /* keys that have a balance: household, book, group, month */
	bool happened; /* sums by date, else by the month counted in */
	bool whole;    /* no period given: everything */
	struct period period;
	char from[DATE_SIZE], to[DATE_SIZE];  /* first and last month wanted or, for happened, day */
	char low[DATE_SIZE], high[DATE_SIZE]; /* first and last with entries; "" for none */
	struct book_tally *books;
	size_t nbooks;
};

/* The tally of one book; the keys of its rows have a cell for each key but book. */
struct book_tally {
	struct tallying *t;
	const struct book *book;
	struct tally tally;
	uint32_t *order;    /* of the rows, by key */
	struct map opening; /* keys without the month → what was left before the period */
	struct roll households;
	struct roll members;
	struct map vetoes; /* household code → seq of the veto in force */
	struct buf key;
	bool frozen;    /* the rows have their balances already */
	int64_t *left;  /* by household: its points before the period */
	size_t *row_of; /* by household: its row + 1 in month `month` */
	char month[MONTH_SIZE];
};

/* The key of these cells (by enum tally_key) into b->key; and back, the cells of a row's key. */
void tally_make_key(struct book_tally *b, const char *const *cells, bool with_month);
void tally_split_key(const struct book_tally *b, size_t row, const char *cells[KEY_COUNT]);

/* Reports that the sums of a book overflow. */
int tally_too_big(const struct book_tally *b);

/* Frees what collecting has read. */
void tally_end(struct tallying *t);

/* collect.c: reads what was asked for into t->books, inside a reading transaction. */
int tally_collect(struct tallying *t);

/* finish.c: adds the households without entries, puts the rows in order, works out their balances. */
int tally_finish(struct book_tally *b);

/* print.c */
void tally_print(struct tallying *t);

#endif
