/*
 * The rule engine: what one deed is worth. A pure function of the rule, what was given before, and the deed.
 *
 * Sources: semantics of this project, section 3 (caps count granted additions; the smallest room of all caps wins; deductions
 * do not free it; an event granted 0 is still an entry).
 */
#ifndef PTS_DOMAIN_SCORE_H
#define PTS_DOMAIN_SCORE_H

#include <stddef.h>

#include "domain/entry.h"
#include "domain/rule.h"

/* What has been granted in the window of the rule's cap that the deed lies in. */
struct usage {
	int64_t times;	  /* events granted more than 0 */
	int64_t quantity; /* hundredths of a unit, granted */
	int64_t granted;  /* additions to the score, hundredths */
	int64_t deducted; /* deductions from the score as a positive amount, hundredths */
};

struct deed {
	int64_t quantity; /* hundredths; as handed in */
	int64_t points;	  /* what the panel asks for; BLANK unless the rule is open */
};

/* What to post. */
struct grant {
	enum kind kind; /* earn, deduct or veto */
	int64_t score;
	int64_t points;
	int64_t quantity; /* that counted, after max_quantity and caps by times */
	bool capped;
	int64_t asked; /* what it would have been without caps */
	char remark[160];
};

enum score_fault {
	SCORE_OK,
	SCORE_POINTS_MISSING, /* an open rule without points */
	SCORE_POINTS_GIVEN,   /* a fixed rule with points other than its own */
	SCORE_NO_QUANTITY,    /* a quantity that is not above 0 */
	SCORE_OVERFLOW
};

/* Scores a deed. `*out` is filled only for SCORE_OK. */
enum score_fault score_deed(const struct rule *rule, const struct usage *used, const struct deed *deed, struct grant *out);

/* Counts a grant into the usage of its window; false on overflow. */
bool usage_add(struct usage *u, const struct grant *g);

#endif
