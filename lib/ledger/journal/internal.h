/*
 * What a writing transaction holds in memory until it commits.
 */
#ifndef PTS_LEDGER_JOURNAL_INTERNAL_H
#define PTS_LEDGER_JOURNAL_INTERNAL_H

#include "base/buf.h"
#include "base/map.h"
#include "ledger/journal/journal.h"

/* The columns of the journal behind `book`, and their types as db_row() reads them: the fields of an entry, its hash and its link. */
#define JOURNAL_NAME(TYPE, NAME) #NAME ", "
#define JOURNAL_COLUMNS ENTRY_FIELDS(JOURNAL_NAME) "hash, prev"
#define JOURNAL_TEXT   "t"
#define JOURNAL_CHARS  "t"
#define JOURNAL_KIND   "t"
#define JOURNAL_WHOLE  "n"
#define JOURNAL_AMOUNT "i"
#define JOURNAL_CHANGE "n"
#define JOURNAL_FEN    "i"
#define JOURNAL_TYPE(TYPE, NAME) JOURNAL_##TYPE
#define JOURNAL_TYPES ENTRY_FIELDS(JOURNAL_TYPE) "tn"
enum { JOURNAL_HASH = ENTRY_FIELD_COUNT, JOURNAL_PREV, JOURNAL_COLUMN_COUNT };

struct held_head {
	int64_t book;
	struct head head;
	bool dirty;
	bool claims_known; /* whether the book has any claim was asked */
	bool claims;
};

struct held_month {
	int64_t book;
	char period[MONTH_SIZE];
	int64_t first; /* seq of the first and last entry of this transaction, 0: none */
	int64_t last;
	int64_t binding;
	bool closed;
	int64_t closed_by; /* the close entry, when it is of this transaction; else 0 */
};

/* A sum's key as bytes: compared and hashed whole. */
struct sum_key {
	int64_t book;
	char period[8];
	int64_t household;
};

struct held_sum {
	struct sum_key key;
	struct sums sums;
	bool dirty;
};

struct journal_state {
	char at[STAMP_SIZE]; /* the clock as it stands in entries */
	struct map head_index; /* book → place in heads */
	struct held_head *heads;
	size_t nheads;
	struct map month_index; /* month_key → place in months */
	struct held_month *months;
	size_t nmonths;
	struct map sum_index;
	struct held_sum *sums;
	size_t nsums, rsums;
	struct buf line;
};

struct journal_state *journal_state(struct ledger *l);

/* The head of a book, taken on first use; valid until the next one is. */
int journal_take(struct ledger *l, int64_t book, struct held_head **out);

/* ledger/journal/months.c */
int months_find(struct ledger *l, int64_t book, const char *period, struct held_month **out);
void months_close(struct journal_state *s, const struct entry *e);
int months_flush(struct ledger *l);

/* ledger/journal/derived.c: what derives from one entry */
struct kept {
	struct held_sum *sum; /* NULL without a household */
	struct sums after;
	int64_t balance;
};
int kept_check(struct ledger *l, const struct entry *e, struct household *h, enum kind of, struct kept *out);
int kept_goods(struct ledger *l, const struct entry *e);
int kept_add(struct ledger *l, const struct entry *e, struct household *h, const struct kept *k);
int sums_flush(struct ledger *l);

#endif
