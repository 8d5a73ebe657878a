/*
 * Rules (细则) and categories (类别) as the villagers' meeting adopted them.
 */
#ifndef PTS_DOMAIN_RULE_H
#define PTS_DOMAIN_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "domain/blank.h"

enum counts { COUNTS_BOTH, COUNTS_SCORE, COUNTS_VETO };

/* Amounts in hundredths, BLANK when the scheme says nothing. Texts are never NULL. */
struct rule {
	int64_t book; /* whose row it is, 0: every book */
	char *code;
	char *category;
	char *title;
	char *unit;
	int64_t points; /* per unit of quantity; BLANK: an open rule */
	char *roles;	/* `party grid`, "" for everybody */
	enum counts counts;
	int64_t cap_points;
	int64_t cap_times; /* a plain count */
	char *cap_per;	   /* day … ever; "" without caps */
	bool cap_member;   /* the cap is each member's, not the household's */
	int64_t max_quantity;
	char valid_from[DATE_SIZE];  /* "" from the beginning */
	char valid_until[DATE_SIZE]; /* last day, "" without end */
};

/* True when a blank-separated list of roles is empty or has `role`. */
bool role_in(const char *roles, const char *role);

bool rule_valid_on(const struct rule *r, const char *date);

#endif
