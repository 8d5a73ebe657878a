/*
 * Entries and claims as rows of a stream, in the columns that pts-log prints and pts-list journal lists.
 */
#ifndef PTS_JOB_INTAKE_PRINT_ENTRY_H
#define PTS_JOB_INTAKE_PRINT_ENTRY_H

#include "ledger/journal/journal.h"
#include "stream/printer.h"

/* NULL-terminated. */
extern const char *const journal_columns[];

/* Prints an entry; `state` is posted, pending, duplicate or erased. Head and group of its household come from the roster. */
int print_entry(struct printer *p, struct ledger *l, const struct entry *e, const char *state, const char *remark);

/* The same with the household at hand; NULL for an entry without one. */
void print_entry_of(struct printer *p, const struct household *h, const struct entry *e, const char *state, const char *remark);

/* What a row shows of a claim. */
struct claim_shown {
	const char *id;
	const struct book *book;
	const char *date;
	const struct household *h;
	const struct member *m; /* NULL: none named */
	const char *rule;
	int64_t quantity; /* hundredths */
	int64_t points;	  /* hundredths or BLANK */
};

/* Prints a claim in the same columns; those that only an entry fills stay blank. */
void print_claim(struct printer *p, const struct claim_shown *c, const char *state, const char *remark);

#endif
