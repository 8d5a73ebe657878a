/*
 * The rule engine: what one event is worth. A pure function of the rule, what was given before, and the event.
 *
 * In this order: the quantity is cut to max_quantity; the rule's points, its ladder or the panel say what the event asks for; a repeated offence is
 * multiplied; of several rows of one act only the highest counts; then the smallest room of all caps. Sources: semantics of this project,
 * section 3, and the village rules that tests/rules/ quotes.
 */
#ifndef PTS_DOMAIN_SCORE_H
#define PTS_DOMAIN_SCORE_H

#include <stddef.h>

#include "domain/entry.h"
#include "domain/rule.h"

/* What has been posted in one window. */
struct usage {
	int64_t events;	  /* all, also those granted 0 */
	int64_t times;	  /* events granted more than 0: what cap_times counts */
	int64_t quantity; /* hundredths of a unit, each event's cut to max_quantity */
	int64_t granted;  /* additions to the score, hundredths */
	int64_t deducted; /* deductions from the score as a positive amount, hundredths */
};

/* What was given before, in each window that matters to the event; all-zero where none does. */
struct history {
	struct usage rule;     /* window of the rule's cap, of the household or the member */
	struct usage repeat;   /* window of repeat_per */
	struct usage category; /* window of the category's cap */
	struct usage act;      /* the same act */
};

struct event_figures {
	int64_t quantity; /* hundredths; as handed in */
	int64_t points;	  /* what the panel asks for; BLANK unless the rule is open */
	bool in_act;	  /* it is one row of an act */
};

/* What to post. */
struct grant {
	enum kind kind; /* earn, deduct or veto */
	int64_t score;
	int64_t points;
	int64_t quantity; /* that counts, after max_quantity */
	int64_t asked;	  /* what it would have been without act and caps */
	char remark[200];
};

enum score_fault {
	SCORE_OK,
	SCORE_POINTS_MISSING, /* an open rule without points */
	SCORE_POINTS_GIVEN,   /* a fixed rule with points other than its own */
	SCORE_NO_QUANTITY,    /* a quantity that is not above 0 */
	SCORE_OVERFLOW
};

/* Scores an event; `category` and `ladder` may be NULL. `*out` is filled only for SCORE_OK. */
enum score_fault score_event(const struct rule *rule, const struct category *category, const struct ladder *ladder, const struct history *before,
			     const struct event_figures *event, struct grant *out);

/* The quantity that counts of one handed in: at most max_quantity; BLANK for an open rule, whose entries hold points instead. */
int64_t score_quantity(const struct rule *rule, int64_t quantity);

/* Counts a posted entry's quantity and score into a window (sign 1), or takes them out again for its reversal (-1); false on overflow. */
bool usage_add(struct usage *u, int64_t quantity, int64_t score, int sign);

#endif
