/*
 * Everybody of a book at once, by number and by code: what a tally shows beside its keys. Who needs one or two asks the
 * roster.
 */
#ifndef PTS_LEDGER_ROSTER_SNAPSHOT_H
#define PTS_LEDGER_ROSTER_SNAPSHOT_H

#include "base/map.h"
#include "ledger/core/core.h"

/* A household (name is its head's), or a member with its household of today. */
struct roll_line {
	int64_t id; /* of a household */
	char *code;
	char *name;
	char *group;
	char *household; /* of a member: the code */
	bool active;
};

/* The households of a book in order of their numbers, or its members; found by code. All-zero is empty and valid. */
struct roll {
	struct roll_line *all;
	size_t n;
	struct map by_code;
	size_t near; /* where roll_by_id found the last one */
};

int roll_households(struct ledger *l, const struct book *book, struct roll *out);
int roll_members(struct ledger *l, const struct book *book, struct roll *out);

/* NULL when the code is not there. */
const struct roll_line *roll_find(const struct roll *s, const char *code);

/* A household by its number; made for numbers that come in order. NULL when there is none. */
const struct roll_line *roll_by_id(struct roll *s, int64_t id);
void roll_free(struct roll *s);

#endif
