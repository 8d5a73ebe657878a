/*
 * The rows of a notice while they are made from the ledger: what all kinds have in common.
 */
#ifndef PTS_JOB_NOTICE_MAKING_H
#define PTS_JOB_NOTICE_MAKING_H

#include "base/dec.h"
#include "domain/period.h"
#include "job/notice/internal.h"
#include "ledger/journal/journal.h"

struct making {
	struct job *job;
	struct ledger *l;
	const struct notice_wanted *wanted;
	struct notice_stream *out;
	struct period period;
	const struct book *book; /* the one whose rows are made */
};

/* A kind makes its rows for one book, in order; the columns end with NULL. */
struct making_kind {
	enum sheet_kind kind;
	const char *const *columns;
	int (*make)(struct making *m);
};

extern const struct making_kind making_scores, making_ranking, making_deductions, making_redemptions, making_outcomes,
	making_honors, making_fund, making_stock;

/* Takes the header; a row, of which NULL cells are blank. */
void making_columns(struct making *m, const char *const *names, size_t n);
void making_row(struct making *m, const char *const *cells);

/*
 * Calls f for each entry of m->book that counts in the period (of days: is dated in it), in order, until it
 * returns not 0.
 */
int making_walk(struct making *m, entry_f *f, void *ctx);

/*
 * Calls f for each entry of m->book up to the end of the period, with `before` for those before it, until it returns
 * not 0: what there was before is a sum of all.
 */
typedef int making_entry_f(void *ctx, const struct entry *e, bool before);
int making_walk_until(struct making *m, making_entry_f *f, void *ctx);

/* Head and group of an entry's household; "" when it has none. */
int making_household(struct making *m, const struct entry *e, const char **name, const char **group);

/* Reports that the sums of m->book overflow. */
int making_too_big(const struct making *m);

/* An amount as in CSV, "" for BLANK; the negated one. */
const char *making_amount(int64_t v, char buf[static DEC_SIZE]);
const char *making_negated(int64_t v, char buf[static DEC_SIZE]);

#endif
