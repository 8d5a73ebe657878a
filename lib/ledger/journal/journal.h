/*
 * The journal (流水): the one place that appends entries and keeps what derives from them.
 *
 * Between ledger_begin and ledger_commit the heads of the books, the accounts and the monthly sums live in memory and are
 * written once, in order of their keys, when the transaction commits: a million events cost a million inserts and no more.
 */
#ifndef PTS_LEDGER_JOURNAL_JOURNAL_H
#define PTS_LEDGER_JOURNAL_JOURNAL_H

#include "domain/entry.h"
#include "domain/sums.h"
#include "ledger/core/core.h"
#include "ledger/roster/roster.h"

/* Called by ledger_begin, ledger_commit, ledger_rollback. */
void journal_start(struct ledger *l);
int journal_flush(struct ledger *l);
void journal_forget(struct ledger *l);

/* Writes what is held in memory, so that queries of the same transaction see it, and starts anew. */
int journal_settle(struct ledger *l);

/* Sequence number and hash of a book's last entry; 0 and 64 zeros when it has none yet. Takes the head in a writing transaction. */
struct head {
	int64_t seq;
	char hash[HASH_SIZE];
	char at[STAMP_SIZE];
};
int journal_head(struct ledger *l, int64_t book, struct head *out);

/* Takes the heads of two books, or of one, in the order of their codes, which all transactions keep. */
int journal_heads(struct ledger *l, const struct book *one, const struct book *other);

/* The address that the next entry of a book (ahead 1) will have, or the one after it (2). Takes the head as journal_head does. */
int journal_address(struct ledger *l, const struct book *book, int64_t ahead, char out[static ADDRESS_SIZE]);

/*
 * Appends an entry. The caller has filled book_id, period, date, kind and what the kind needs; this sets book, seq, at, prev and
 * hash, stores `note` (NULL or "": none) under a salted digest, and updates whatever derives from the entry: account, sums, months, and for stock, redeem and refund
 * the stock at `shop` (EX_REFUSED with nothing appended when it would fall below 0). `h` is the household or NULL.
 * For a reverse, `of` is the kind of the entry it corrects; else pass e->kind.
 */
int journal_append(struct ledger *l, struct entry *e, struct household *h, const char *note, enum kind of);

/*
 * The month an entry dated `d` counts in: that of the date or, if closed, the earliest open month after it. *late says that it moved.
 */
int journal_month(struct ledger *l, int64_t book, day_t d, char month[static MONTH_SIZE], bool *late);

/* The month in which an entry counts; "" when the book has no such entry. */
int journal_period(struct ledger *l, int64_t book, int64_t seq, char month[static MONTH_SIZE]);

/* The seq of the close entry of exactly this month, 0 when it has none. */
int journal_close_of(struct ledger *l, int64_t book, const char *month, int64_t *seq);

/* The earliest open month before `month` that has entries of a household, of stock or of the fund; "" when there is none. */
int journal_open_before(struct ledger *l, int64_t book, const char *month, char earlier[static MONTH_SIZE]);

/* Is the month closed? */
int journal_is_closed(struct ledger *l, int64_t book, const char *month, bool *closed);

/*
 * Reads one entry that must be there, or looks whether it is. Its texts live in `store`, which the caller keeps as long as the entry
 * and frees by entry_store_free, also after an error.
 */
struct entry_store {
	char *text[ENTRY_FIELD_COUNT];
	size_t n;
};
int journal_get(struct ledger *l, int64_t book, int64_t seq, struct entry *e, struct entry_store *store);
int journal_look(struct ledger *l, int64_t book, int64_t seq, struct entry *e, struct entry_store *store, bool *found);
void entry_store_free(struct entry_store *store);

/*
 * Walks entries in order of seq: first..last (0: to the end). Texts are valid until the next step. As with db_query, what fails is
 * kept in rows.rc and returned by journal_walk_end.
 */
struct journal_walk {
	struct rows rows;
	struct ledger *l;
	const struct book *book;
};
void journal_walk(struct ledger *l, struct journal_walk *w, const struct book *book, int64_t first, int64_t last);
bool journal_next(struct journal_walk *w, struct entry *e);
int journal_walk_end(struct journal_walk *w);

/* The same with a function, which returns 0 to go on, else an exit code. */
typedef int entry_f(void *ctx, const struct entry *e);
int journal_each(struct ledger *l, const struct book *book, int64_t first, int64_t last, entry_f *f, void *ctx);

/*
 * Walks a whole journal faster: calls f with each entry until it returns not 0, and returns that, or an exit code when one cannot be read
 * (reported). `fits` is false when a cell is not of its column's type, which no statement can write.
 */
typedef int journal_f(void *ctx, const struct entry *e, bool fits);
int journal_all(struct ledger *l, const struct book *book, journal_f *f, void *ctx);

/*
 * The household's entries after seq `upto`, newest first, along their links. *seqs is the caller's to free. EX_DATAERR when the chain breaks.
 */
int journal_chain(struct ledger *l, struct household *h, int64_t upto, int64_t **seqs, size_t *n);

/* The next number of a kind of document in a book and year ("receipt", "notice", "bill"), from 1, counted in this transaction. */
int journal_number(struct ledger *l, int64_t book, const char *kind, int year, int64_t *n);

/* Which entry of `kind` corrects book:seq: its seq in *by, 0 when there is none. */
int journal_corrected(struct ledger *l, int64_t book, int64_t seq, enum kind kind, int64_t *by);

#endif
