/*
 * Households (户) and members (成员), found by code or by name, remembered while a transaction runs. Whoever asks for many of a
 * book gets them all read at once.
 */
#ifndef PTS_LEDGER_ROSTER_ROSTER_H
#define PTS_LEDGER_ROSTER_ROSTER_H

#include "ledger/core/core.h"

/* A household and its account. Texts are owned by the roster and live until the transaction ends. */
struct household {
	const struct book *book;
	int64_t id;
	char *code;
	char *group;
	char *head;
	bool active;
	bool account_known; /* the three below were read */
	bool account_dirty;
	int64_t balance;
	int64_t last; /* seq of its newest entry in the book, 0: none */
	int64_t lots_upto;
	int64_t sum_at; /* where ledger/journal/derived.c holds its sums of the month met last, from 1; 0: nowhere */
	uint32_t use_at; /* where ledger/usage/usage.c knows it, likewise */
};

struct member {
	const struct book *book;
	struct household *household;
	char *code;
	char *name;
	char *role;
	bool active;
	uint32_t use_at; /* as a household's */
};

void roster_free(struct ledger *l);

/*
 * The household `code` of `book`, or, with book NULL, of the only book that has the code. EX_DATAERR when it is not on the roster or
 * the code stands in several books (the message names them). Ended households are found too.
 */
int roster_household(struct ledger *l, const struct book *book, const char *code, struct household **out);

/* By its number inside; a missing one is a fault of the ledger. */
int roster_by_id(struct ledger *l, const struct book *book, int64_t id, struct household **out);

/*
 * By a person's name among heads and members of active households, narrowed by group when not blank: exactly one household must
 * match, else EX_DATAERR lists the candidates with code and group.
 */
int roster_by_name(struct ledger *l, const struct book *book, const char *name, const char *group, struct household **out);

/* Is a person of this name the household's head or one of its members? */
int roster_has_name(struct ledger *l, const struct household *h, const char *name, bool *out);

/* Whether the book has a household of this code that has ended. */
int roster_has_ended(struct ledger *l, const struct book *book, const char *code, bool *yes);

/* A member of the book; EX_DATAERR when unknown or, with `h` given, of another household. */
int roster_member(struct ledger *l, const struct book *book, const char *code, const struct household *h, struct member **out);

/* The same without complaint, for members may have been removed from the roster: *out is NULL when there is none. */
int roster_look_member(struct ledger *l, const struct book *book, const char *code, struct member **out);

/* The household's account, read on first use. */
int roster_account(struct ledger *l, struct household *h);

/* Writes the accounts that changed; called by journal_flush. */
int roster_flush(struct ledger *l);

/* Every household of a book in order of code; callback returns 0 to go on. Accounts are not read. */
int roster_each(struct ledger *l, const struct book *book, int (*f)(void *ctx, struct household *h), void *ctx);

#endif
