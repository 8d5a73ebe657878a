/*
 * Disputes (异议): objections to a notice, what they freeze, how they were decided (semantics, section 6).
 *
 * An objection is an entry of kind `dispute` (ref `NUMBER NOTICE HOUSEHOLD`, and ` BOOK:SEQ` where an entry is
 * contested), its decision one of kind `outcome` (ref `NUMBER rejected`, or `NUMBER accepted BOOK:SEQ` with the entry
 * that corrects). What somebody said lies in the notes, where it can be erased. The table `disputes` follows from these
 * entries, and pts-check recomputes it.
 */
#ifndef PTS_LEDGER_RECORDS_DISPUTES_H
#define PTS_LEDGER_RECORDS_DISPUTES_H

#include "domain/lots.h"
#include "ledger/journal/journal.h"
#include "ledger/records/notices.h"

enum { DISPUTE_NUMBER_SIZE = 160 };

enum dispute_state { DISPUTE_PENDING, DISPUTE_ACCEPTED, DISPUTE_REJECTED };

/* pending, accepted, rejected. */
const char *dispute_state_name(enum dispute_state state);

/* A dispute with the facts of its entries; nothing in it is borrowed. */
struct dispute {
	const struct book *book;
	char number[DISPUTE_NUMBER_SIZE]; /* HH-D2025-0001 */
	char id[128];                     /* under which it was handed in */
	int64_t seq;                      /* its entry */
	char notice[NOTICE_NUMBER_SIZE];
	int64_t notice_seq;   /* the notice's entry in the same book */
	int64_t household;    /* whose figures are contested, its number inside */
	int64_t entry;        /* seq of the contested entry of the same book, 0: the household's figures as a whole */
	char date[DATE_SIZE]; /* the day it was made */
	bool late;            /* made after the last day for objections */
	enum dispute_state state;
	int64_t outcome;         /* seq of the entry that decided it, 0 while pending */
	char decided[DATE_SIZE]; /* the day of that, "" while pending */
	int64_t correction;      /* seq of the entry that corrects, 0: none */
};

/* By number; `book` NULL: the only book that has it. EX_DATAERR when there is none or several. */
int dispute_find(struct ledger *l, const struct book *book, const char *number, struct dispute *out);

/*
 * Calls f with a book's disputes in order of seq, `household` 0: those of every household, until it returns not 0; returns
 * that. f may read the ledger.
 */
int disputes_each(struct ledger *l, const struct book *book, int64_t household,
		  int (*f)(void *ctx, const struct dispute *d), void *ctx);

/* Who made the objection and what it says, or of an outcome (`from` NULL) the reason; "" when erased. Both are the
 * caller's to free. */
int dispute_words(struct ledger *l, int64_t book, int64_t seq, char **from, char **text);

/* The last day for deciding it (setting dispute_days, working days); "" when its date cannot be read. */
int dispute_due(struct ledger *l, const struct dispute *d, char due[static DATE_SIZE]);

/* The note under which an objection is kept; the caller's to free. `from` may be "" and has no `：` in it. */
char *dispute_note(const char *from, const char *text);

/*
 * Marks as held, beside those that are so already, the lots that were disputed when the book's entry `seq` was posted
 * (INT64_MAX: now). Call it after release_mark.
 */
int disputes_mark(struct ledger *l, const struct book *book, int64_t household, int64_t seq, struct lots *lots);

/* What is left of the lots that one dispute freezes while it is pending, dead or alive: hundredths. */
int dispute_frozen(struct ledger *l, const struct dispute *d, const struct lots *lots, int64_t *out);

/* The seq of the entry that adjusted entry `seq` and that nobody reversed; 0 when there is none. */
int dispute_adjusted(struct ledger *l, int64_t book, int64_t seq, int64_t *by);

/* Keeps a dispute whose entry was just appended; d->outcome and what follows it are ignored. */
int dispute_add(struct ledger *l, const struct dispute *d);

/* Keeps the decision whose outcome entry was just appended; EX_REFUSED when it is decided already. */
int dispute_decide(struct ledger *l, const struct dispute *d);

#endif
