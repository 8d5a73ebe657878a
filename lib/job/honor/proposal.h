/*
 * The proposal for one honour in one book: who should get it, and who was passed over and why.
 */
#ifndef PTS_JOB_HONOR_PROPOSAL_H
#define PTS_JOB_HONOR_PROPOSAL_H

#include "domain/honor.h"
#include "job/honor/internal.h"

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

/*
 * The proposal of row i of the honours in force in a book. For an honour of level book `book` is one of the candidates
 * and all books for which the row counts compete. Ends with proposal_free().
 */
int proposal_make(struct honoring *h, const struct book *book, const struct scheme_rows *honors, size_t i,
		  struct proposal *out);

/* The candidate; NULL if not proposed. */
struct proposed *proposal_find(const struct proposal *p, const struct book *book, const char *household,
			       const char *member);

/* The veto that keeps the honour from a household: its seq, 0 none. */
int64_t proposal_veto(const struct proposal *p, const struct book *book, const char *household);

void proposal_free(struct proposal *p);

/* `candidate`, `tie` or `passed over`. */
const char *proposed_state(const struct proposed *p);

#endif
