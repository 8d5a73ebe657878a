/*
 * Inside pts-honor: a proposal for one honour in one book, shared by propose and award.
 */
#ifndef PTS_JOB_HONOR_INTERNAL_H
#define PTS_JOB_HONOR_INTERNAL_H

#include "domain/honor.h"
#include "job/intake/job.h"
#include "ledger/records/awards.h"
#include "ledger/roster/roster.h"
#include "ledger/scheme/in_force.h"
#include "ledger/sums/participants.h"

/* Somebody in a proposal. Texts belong to the proposal. */
struct proposed {
	const struct book *book;
	char *household; /* "" for the book */
	char *member;    /* "" for the household */
	char *name;
	char *why; /* why passed over or tied, or why nominated; "" for a candidate */
	int64_t rank;
	int64_t figure;
	enum honor_state state;
	bool answered; /* for pts-honor award: a row of the stream dealt with it */
};

struct proposal {
	char *honor;
	char *title;
	char *level;
	bool nominated;       /* by nomination, not by figures */
	bool all_ties;        /* equal ones are all in, however many places there are */
	int64_t top;          /* BLANK: no limit */
	struct proposed *all; /* in order of merit; nobody who was not reached */
	size_t n;
	struct map vetoed; /* `BOOK:HOUSEHOLD` → seq of a veto that keeps the honour from it */
};

/* Those named for an honour that points alone do not decide: BOOK NUL HONOR NUL HOUSEHOLD NUL MEMBER → index of `why`.
 */
struct nominations {
	struct map keys;
	char **why;
	bool everybody; /* whoever is asked about was nominated: for pts-honor award, whose stream says who was */
};

struct honoring {
	struct job *job;
	struct ledger *l;
	struct rulebook *rules;
	struct period period;
	char before[32]; /* the period of the same length before, as pts-honor list shows it; "": it has none */
	struct nominations nominated;
};

int honoring_open(struct honoring *h, struct job *job, bool write);
void honoring_close(struct honoring *h);

/* The row of an honour among those in force in a book; EX_DATAERR, reported, when it has none. */
int honoring_row(struct ledger *l, const struct book *book, const struct scheme_rows *honors, const char *honor,
		 size_t *i);

/* EX_DATAERR, reported, when somebody is named at another level than the honour's. */
int honoring_fits(struct ledger *l, const char *honor, const char *level, bool household, bool member);

/* EX_DATAERR, reported, when nobody in the household is called so; "" is no name to look for. */
int honoring_named(struct ledger *l, const struct household *h, const char *name);

/* Names somebody for an honour; `why` may be "". */
void honoring_nominate(struct honoring *h, const struct book *book, const char *honor, const char *household,
		       const char *member, const char *why);

/* Why somebody was named for an honour; NULL: he was not. */
const char *honoring_nomination(const struct honoring *h, const struct book *book, const char *honor,
				const char *household, const char *member);

/*
 * Whether a book competes by row i of the honours in force in another: the honour is one of villages and the row counts
 * there. -1 failed.
 */
int honoring_competes(struct ledger *l, const struct scheme_rows *honors, size_t i, const struct book *book);

/*
 * The proposal of row i of the honours in force in a book. For an honour of level book `book` is one of the candidates
 * and all books for which the row counts compete. Ends with proposal_free().
 */
int proposal_make(struct honoring *h, const struct book *book, const struct scheme_rows *honors, size_t i,
		  struct proposal *out);

/* One of it, NULL when it has no such. */
struct proposed *proposal_find(const struct proposal *p, const struct book *book, const char *household,
			       const char *member);

/* The veto that keeps the honour from a household: its seq, 0 none. */
int64_t proposal_veto(const struct proposal *p, const struct book *book, const char *household);

void proposal_free(struct proposal *p);

/* `candidate`, `tie` or `passed over`. */
const char *proposed_state(const struct proposed *p);

#endif
