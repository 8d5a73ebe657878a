/*
 * What was given before a deed, and what it adds to that: the windows of caps, ladders, repetition, categories and acts.
 */
#ifndef PTS_LEDGER_USAGE_HISTORY_H
#define PTS_LEDGER_USAGE_HISTORY_H

#include "domain/score.h"
#include "ledger/scheme/scheme.h"
#include "ledger/usage/sum.h"
#include "ledger/usage/usage.h"

/* The facts of a deed that decide its windows. */
struct deed_facts {
	struct household *h;
	const char *rule;
	const char *category;
	const char *member; /* "" for none */
	struct member *m;   /* the same, where he is at hand; may be NULL */
	const char *act;    /* "" for none */
	day_t day;
	bool offence; /* for history_add: it is a deduction */
};

/* Reads the history of a deed scored by `rule`; `category` may be NULL. */
int history_read(struct uses *uses, const struct rule *rule, const struct category *category, const struct deed_facts *f, struct history *out);

/*
 * Counts an entry of this quantity (cut to what counts) and score into all its windows (sign 1), or takes it out again when it is reversed (-1). Usage
 * is kept in the windows of all versions of a rule, so that a new version goes on counting.
 */
int history_add(struct ledger *l, struct uses *uses, const struct rulebook *rules, const struct deed_facts *f, int64_t quantity, int64_t score, int sign);

/* The same into a sum of all windows. */
int history_sum(struct ledger *l, struct uses_sum *sum, const struct rulebook *rules, const struct deed_facts *f, int64_t quantity, int64_t score,
		int sign);

/*
 * The facts of an event of household `h` and the quantity that counts, as its entry has them; EX_DATAERR when its date is none.
 */
int history_facts(struct ledger *l, const struct rulebook *rules, struct household *h, const struct entry *e, struct deed_facts *f, int64_t *quantity);

/*
 * The quantity of an entry that counts in windows, by the rule that scored it (NULL: as it stands). An entry of an open rule records the points asked
 * for, which are no quantity and climb no ladder.
 */
int64_t history_quantity(const struct rule *rule, int64_t quantity);

#endif
