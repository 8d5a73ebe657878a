/*
 * Where the points of an entry are now, after all moves: who is to give them back when the entry is reversed.
 */
#ifndef PTS_LEDGER_POINTS_TRACE_H
#define PTS_LEDGER_POINTS_TRACE_H

#include "ledger/journal/journal.h"

/* What a correction takes from a household, or gives it. */
struct share {
	struct household *h;
	int64_t points; /* above 0 */
};

struct trace {
	struct share *all; /* of other households than the entry's */
	size_t n;
	int64_t dead; /* of an addition: what has expired, posted or not */
};

/*
 * Of an addition: what other households have of its points; what a household spent is its own to give back, or that of the household
 * to which it moved afterwards. Of a deduction: the debt that it made and that has moved. Ends with trace_free, also after an error.
 */
int trace_entry(struct ledger *l, struct household *h, const struct entry *of, struct trace *out);
void trace_free(struct trace *t);

/* The household to which everything moved that `h` had when its entry `since` was posted: `h` itself when it has not moved. */
int trace_household(struct ledger *l, struct household *h, int64_t since, struct household **out);

/* The debt that an entry made, as a positive amount, whatever became of it. */
int entry_debt(struct ledger *l, int64_t book, int64_t seq, int64_t *debt);

#endif
