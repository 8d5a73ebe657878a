/*
 * How usage lies in memory: cells found by three numbers, so that scoring a deed costs few looks into memory.
 */
#ifndef PTS_LEDGER_USAGE_INTERNAL_H
#define PTS_LEDGER_USAGE_INTERNAL_H

#include "base/index.h"
#include "base/map.h"
#include "ledger/usage/usage.h"

/*
 * Users, windows and rules are numbered as they are met. Rule 0, the empty word, stands for a row of the table that was read:
 * its lines stay as they are, and only what somebody asks for gets a cell of its own, which then counts instead of its line.
 */
struct use_key {
	uint32_t user, window, rule;
};

struct use_cell {
	struct use_key key;
	bool dirty; /* its row is to be written */
	union {
		struct usage usage;
		char *lines; /* of rule 0; owned */
	};
};

struct known_user {
	int64_t book, household;
	uint32_t member;       /* word */
	const uint32_t *place; /* where its number was left, NULL: nowhere */
};

struct uses {
	struct ledger *l;
	bool blank;	    /* nothing is read or written */
	struct map words;   /* windows, rules, members; the first is "" */
	struct map kept;    /* book and window → whether the ledger has any usage in it */
	struct map by_user; /* book, household and member → number of the user */
	struct known_user *users;
	size_t nusers, rusers;
	struct use_cell *cells;
	size_t ncells, rcells;
	struct index index; /* by key */
};

uint32_t uses_word(struct uses *u, const char *word, size_t len);
const char *uses_text(const struct uses *u, uint32_t word);

/* The number of a user, from 0. */
uint32_t uses_user(struct uses *u, const struct user *user);

/* The cell of a key, NULL: none. Valid until the next one is added. */
struct use_cell *uses_cell(const struct uses *u, const struct use_key *key);

/* Forgets the cells. */
void uses_drop(struct uses *u);

/* Whether the ledger has any usage of a book in a window: asked once, and *kept may be set. */
int uses_kept(struct uses *u, int64_t book, uint32_t window, int64_t **kept);

/* Makes room: writes everything and forgets it, but for users and words. What is asked for again is read again. */
int uses_sweep(struct uses *u);

bool usage_is_nothing(const struct usage *u);

#endif
