/*
 * Inside pts-honor: nominations, the row of an honour, whom it is for.
 */
#ifndef PTS_JOB_HONOR_INTERNAL_H
#define PTS_JOB_HONOR_INTERNAL_H

#include "job/intake/job.h"
#include "ledger/roster/roster.h"
#include "ledger/scheme/in_force.h"
#include "ledger/sums/participants.h"

/* Those named for an honour that points alone do not decide. */
struct nominations {
	struct map keys; /* BOOK NUL HONOR NUL HOUSEHOLD NUL MEMBER → index of `why` */
	char **why;
	bool everybody; /* whoever is asked about was nominated: for pts-honor award, whose stream says who was */
};

struct honoring {
	struct job *job;
	struct ledger *l;

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
 * there.
 */
int honoring_competes(struct ledger *l, const struct scheme_rows *honors, size_t i, const struct book *book, bool *competes);

#endif
