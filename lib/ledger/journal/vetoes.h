/*
 * Vetoes (一票否决): which households stand under one, and until when.
 */
#ifndef PTS_LEDGER_JOURNAL_VETOES_H
#define PTS_LEDGER_JOURNAL_VETOES_H

#include "ledger/journal/journal.h"
#include "ledger/scheme/scheme.h"

/* The last day of a veto: that of the window of its rule, by default the year. EX_DATAERR when the entry has no proper date. */
int veto_last_day(struct ledger *l, const struct rulebook *rules, const struct book *book, const struct entry *e,
		  char until[static DATE_SIZE]);

/* Keeps a veto just appended for `h`, in force to the day `until`. */
int veto_add(struct ledger *l, const struct entry *e, const struct household *h, const char *until);

/* Puts the veto at book:seq in force again, because what lifted it was reversed. Does nothing when there is no veto there. */
int veto_restore(struct ledger *l, int64_t book, int64_t seq);

/* Does something lift it? */
int veto_lifted(struct ledger *l, int64_t book, int64_t seq, bool *lifted);

/* The first veto of a household in force on a day. */
struct veto {
	int64_t seq; /* 0: there is none */
	char date[DATE_SIZE];
	char until[DATE_SIZE];
};
int veto_on(struct ledger *l, const struct household *h, const char *day, struct veto *out);

/*
 * Vetoes of a book in force on any day from..to that nothing lifts which counts in month `month` or before ("9999-12": at all). Calls f with the household's
 * code and the entry's seq, in order of seq, until it returns not 0.
 */
int vetoes_each(struct ledger *l, const struct book *book, const char *from, const char *to, const char *month,
		int (*f)(void *ctx, const char *household, int64_t seq), void *ctx);

#endif
