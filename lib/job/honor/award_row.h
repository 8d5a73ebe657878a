/*
 * A row of pts-honor award understood: whose honour, and by which of the proposals made anew today.
 */
#ifndef PTS_JOB_HONOR_AWARD_ROW_H
#define PTS_JOB_HONOR_AWARD_ROW_H

#include "job/honor/internal.h"
#include "job/honor/proposal.h"
#include "job/intake/cells.h"

/* Its columns, in the order of the cells. */
enum award_cell {
	AWARD_BOOK,
	AWARD_PERIOD,
	AWARD_HONOR,
	AWARD_HOUSEHOLD,
	AWARD_MEMBER,
	AWARD_NAME,
	AWARD_REASON,
	AWARD_STATE
};

/* A proposal that rows of the stream speak about. */
struct made {
	const struct book *book; /* NULL: villages compete … */
	int64_t row;             /* … by the row of this book, 0: of every book */
	struct proposal proposal;
	int64_t given; /* candidates that the stream takes */
	bool known;    /* an earlier stream awarded it: this one adds to that, and need not name everybody */
};

struct awarding {
	struct honoring h;
	struct printer *out;
	struct cells cells;
	const char *source;
	struct made **made;
	size_t nmade;
};

struct award_row {
	const struct book *book;
	struct household *household; /* NULL: the book itself */
	struct member *member;
	struct made *made;
	const struct proposal *proposal; /* of `made` */
	struct proposed *proposed;       /* NULL: an addition */
	const char *said;                /* the cell reason */
	const char *reason;              /* the same where it is the panel's, "" where the proposal itself says so */
	const char *state;
	size_t line;
};

/* What a row says, with the proposal it speaks about; a->cells are on the row. EX_DATAERR, reported, when it is bad. */
int award_understand(struct awarding *a, struct award_row *r);

/* Frees the proposals that rows spoke about. */
void awarding_free(struct awarding *a);

#endif
