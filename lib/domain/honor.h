/*
 * Honours: who of the candidates is in, who is tied at the last place, who is passed over.
 */
#ifndef PTS_DOMAIN_HONOR_H
#define PTS_DOMAIN_HONOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/blank.h"

enum honor_ties {
	HONOR_PANEL, /* equal ones that do not all fit are left to the panel */
	HONOR_ALL,   /* they are all in */
	HONOR_ORDER  /* fewer deductions, then more additions, then the lower code decide */
};

/* `panel`, `all` or `order`; any other word is a bug. */
enum honor_ties honor_ties_of(const char *word);

struct honor_limits {
	int64_t top;  /* how many; BLANK: everybody from `from` on */
	int64_t from; /* least figure in hundredths; BLANK: anything above 0 */
	enum honor_ties ties;
	bool nominated; /* the figures only rank: all are in, or all are tied where they are more than `top` */
};

enum honor_state {
	HONOR_OUT,       /* not reached */
	HONOR_CANDIDATE, /* in */
	HONOR_TIE,       /* equal at the last place, or nominated with too many others: the panel decides */
	HONOR_PASSED     /* would be in, but a condition bars it, or the order among equals left it no place */
};

struct honor_candidate {
	int64_t figure; /* what ranks; hundredths */
	int64_t deducted;
	int64_t earned;
	const char *code;
	bool barred;
	int64_t rank;           /* set: 1, 2, 2, 4 among all that reach `from`, the barred ones too; 0 for the others */
	enum honor_state state; /* set */
	bool even;              /* set: equal to others at the last place, where not all of them fit */
};

/*
 * Puts the candidates in order (figure, fewer deductions, more additions, code) and sets rank and state of each. Places
 * are given to those that are not barred. The result depends on the figures and codes alone, never on the order given.
 */
void honor_decide(const struct honor_limits *limits, struct honor_candidate *c, size_t n);

#endif
