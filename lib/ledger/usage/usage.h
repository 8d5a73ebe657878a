/*
 * What has been granted in the windows of caps, per household or member; kept in memory while a transaction runs.
 */
#ifndef PTS_LEDGER_USAGE_USAGE_H
#define PTS_LEDGER_USAGE_USAGE_H

#include "domain/score.h"
#include "ledger/roster/roster.h"

struct uses;

struct uses *uses_new(struct ledger *l);
/* One that counts from nothing and never reads what the ledger has. */
struct uses *uses_new_blank(struct ledger *l);
void uses_free(struct uses *u);

/* The usage of the running transaction, made on first use; written by ledger_uses_flush before the commit. */
struct uses *ledger_uses(struct ledger *l);
int ledger_uses_flush(struct ledger *l);
void ledger_uses_forget(struct ledger *l);

/* Whose usage: a household's, or a member's, which is his whatever household he belongs to. */
struct user {
	int64_t book;
	int64_t household;  /* 0 for a member */
	const char *member; /* "" for a household */
	uint32_t *place;    /* use_at of the household or member, which lives as long as what is remembered here; may be NULL */
};

/* The user of a deed: `member` of household `h` (`m`, where it is on the roster), or with "" the household as a whole. */
struct user user_of(struct household *h, const char *member, struct member *m);

/*
 * The usage of a rule in a window. Read on first use; *out may be changed when `change` is set, and holds until the next call.
 */
int uses_find(struct uses *u, const struct user *user, const char *rule, const char *window, struct usage **out, bool change);

/* Writes what changed; before every commit. */
int uses_flush(struct uses *u);

/* Nothing was given in a book any more: before it is counted anew. */
int uses_clear(struct ledger *l, const struct book *book);

/* A window in which the ledger has other figures than `u`. */
struct use_difference {
	int64_t household;
	char rule[96];
	char window[96];
};

/* Compares a book's stored usage with what was counted; *out is the first window in which they differ. */
int uses_differ(struct uses *u, const struct book *book, struct use_difference *out, bool *differ);

/* Everything that is stored of a book; *sound says whether all of it could be read. */
typedef void use_f(void *ctx, int64_t household, const char *rule, const char *window, const char *member, const struct usage *u);
int uses_each(struct ledger *l, const struct book *book, use_f *f, void *ctx, bool *sound);

/* Forgets everything; after every commit or rollback. */
void uses_forget(struct uses *u);

#endif
