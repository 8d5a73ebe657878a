/*
 * One book under check: its journal is walked once, and each part recomputes one thing from the entries.
 *
 * A part keeps its own state. Its functions return 0, or an exit code when something was found (check_fault) or could
 * not be read. The first of these ends that part, because what comes after a wrong entry is wrong as well; the other
 * parts go on.
 */
#ifndef PTS_JOB_CHECK_INTERNAL_H
#define PTS_JOB_CHECK_INTERNAL_H

#include "domain/lots.h"
#include "domain/sums.h"
#include "ledger/check/checks.h"
#include "ledger/journal/journal.h"
#include "ledger/scheme/digest.h"

/* A household: what the journal gives, and what its account says. */
struct who {
	int64_t id;
	const char *code;
	int64_t balance;
	int64_t last; /* seq of its newest entry so far, 0: none */
	bool has_account;
	int64_t said_balance;
	int64_t said_last;
	bool overflows; /* the balance is more than can be counted */
	int64_t lots_upto;
	struct lots lots; /* while its entries up to lots_upto are walked */
};

struct checking {
	struct ledger *l;
	const struct book *book;
	const struct digests *scheme; /* as it is in force now */
	char *fault;                  /* the first one, NULL: none */
	int64_t entries;
	int64_t newest; /* seq of the newest entry read so far */
	int64_t erased; /* notes whose text is gone */
	bool odd; /* met a cell of a wrong type or a row out of order, which only the storage's own check can tell of */
	int64_t read[READ_TABLES];
	char hash[HASH_SIZE];
	struct sums total;

	/* The roster in order of id (accounts.c). */
	struct who *all;
	size_t n;
	struct map by_code;

	/* What the present entry is about. */
	struct who *who;          /* NULL: no household */
	int64_t before;           /* the entry of that household before it, 0: none */
	enum kind of;             /* of a reversal the kind of what it reverses, else its own */
	int64_t corrected_book;   /* what it corrects, if that is an entry before it; 0: nothing or no such */
	int64_t corrected_seq;
	int64_t corrects;         /* seq of the entry of this book that it corrects, 0: none */
	int64_t corrected_points; /* and that entry's points */
};

/* Reports what is wrong, keeps the first as the book's state, returns EX_REFUSED. */
int check_fault(struct checking *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* accounts.c: reads the roster; learns whom an entry is about, and follows his balance. */
int check_roster(struct checking *c);
void check_household(struct checking *c, const struct entry *e);

/* corrections.c: learns what an entry corrects. */
int check_corrected(struct checking *c, const struct entry *e);

/* A household by its number inside, NULL when the roster has none. */
struct who *check_who(const struct checking *c, int64_t id);

/* What is printed of a book. */
struct check_result {
	int64_t entries;
	int64_t households; /* with entries */
	int64_t score, points;
	int64_t balance; /* BLANK: more than can be counted */
	int64_t erased;
	bool odd;
	int64_t read[READ_TABLES]; /* rows; of the storage: those there are */
	char hash[HASH_SIZE];      /* of the last entry, "" when there is none */
	char *fault;               /* the first one, NULL: none; the caller frees it */
};

/* book.c: checks a book. What is found is reported to l->diag; returns its exit code, with *out filled in any case. */
int check_book(struct ledger *l, const struct book *book, const struct digests *scheme, struct check_result *out);

struct check_part {
	int (*start)(struct checking *c, void **state); /* any of these may be NULL */
	int (*entry)(struct checking *c, void *state, const struct entry *e);
	int (*end)(struct checking *c, void *state);
	void (*free)(void *state); /* also after a failed start; state may be NULL */
};

extern const struct check_part check_chain, check_accounts, check_corrections, check_months, check_sums, check_stock,
	check_lots, check_ids, check_notes, check_receipts, check_reservations, check_coupons, check_digests,
	check_uses, check_vetoes, check_settings, check_disputes, check_notices, check_fund, check_bills, check_honors;

#endif
