/*
 * Claims (申报): events that wait for review.
 */
#ifndef PTS_LEDGER_RECORDS_CLAIMS_H
#define PTS_LEDGER_RECORDS_CLAIMS_H

#include "domain/ids.h"
#include "ledger/roster/roster.h"

/* A claim as stored. Texts of a row read are owned by it: claim_row_free. */
struct claim_row {
	const struct book *book;
	char *claim;
	struct id key;
	enum id_kind id_kind;
	char *state;
	char *date;
	int64_t household;
	char *member;
	char *rule;
	int64_t quantity; /* hundredths */
	int64_t points;	  /* hundredths or BLANK */
	char *act;
	char *evidence;
	char *note;
	bool late;
	char *source;
	char *recorder;
	char *reviewer; /* who approved first, "" nobody yet */
	char *decider;
	char *reason;
};

void claim_row_free(struct claim_row *c);

/* By id in a book. */
int claim_find(struct ledger *l, const struct book *book, const char *claim, struct claim_row *out, bool *found);

/* The same, where it must be there: EX_DATAERR when the book has no claim of that id. */
int claim_get(struct ledger *l, const struct book *book, const char *claim, struct claim_row *out);

/* The book of the only claim with this id; EX_DATAERR when there is none or several. */
int claim_find_book(struct ledger *l, const char *claim, const struct book **out);

/* A claim to be stored; texts are borrowed. */
struct claim_new {
	const struct book *book;
	const char *claim;
	struct id key;
	enum id_kind id_kind;
	const char *date;
	int64_t household;
	const char *member;
	const char *rule;
	int64_t quantity;
	int64_t points;
	const char *act;
	const char *evidence;
	const char *note;
	bool late;
	const char *source;
	const char *recorder;
};

int claim_add(struct ledger *l, const struct claim_new *c);

/* The id of a pending claim with the same deed but other figures (see domain/ids.h), "" when there is none. */
int claim_other(struct ledger *l, int64_t book, struct id key, char claim[static 128]);

/* First approval of two; decision. Only a pending claim changes: EX_REFUSED when somebody was faster. */
int claim_approve_first(struct ledger *l, const struct claim_row *c, const char *reviewer);
int claim_decide(struct ledger *l, const struct claim_row *c, const char *state, const char *decider, const char *reason);

/* Calls f with the id of each of a book's claims in a state, by date and id, until it returns not 0; returns that. */
int claims_each(struct ledger *l, const struct book *book, const char *state, int (*f)(void *ctx, const char *claim), void *ctx);

/* How many pending claims have a deed on or before `date`. */
int claims_pending_until(struct ledger *l, int64_t book, const char *date, int64_t *n);

#endif
