/*
 * Rules (细则), categories (类别) and ladders as the villagers' meeting adopted them.
 */
#ifndef PTS_DOMAIN_RULE_H
#define PTS_DOMAIN_RULE_H

#include <stdbool.h>
#include <stddef.h>
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
	int64_t points; /* per unit of quantity; BLANK: an open rule, or one with a ladder */
	char *roles;	/* `party grid`, "" for everybody */
	enum counts counts;
	int64_t cap_points;
	int64_t cap_times; /* a plain count */
	char *cap_per;	   /* day … ever; "" without caps */
	bool cap_member;   /* the cap is each member's, not the household's */
	int64_t max_quantity;
	char *ladder;	   /* its code, "" for none */
	int64_t repeat_by; /* factor of a repeated offence; BLANK: none */
	char *repeat_per;  /* window in which an offence is a repetition */
	char *rhythm;	   /* how often it is to be rated: month, two-months, quarter, half, year; "" for none */
	char *evidence;	   /* what kind must be named, "" for none */
	char valid_from[DATE_SIZE];  /* "" from the beginning */
	char valid_until[DATE_SIZE]; /* last day, "" without end */
};

struct category {
	int64_t book;
	char *code;
	char *title;
	int64_t cap_points; /* additions in a window; BLANK: no cap */
	char *cap_per;	    /* the window of cap_points, full and floor */
	int64_t full;	    /* additions reach at most this … */
	int64_t floor;	    /* … and deductions at most full − floor; BLANK is 0 where full is given */
};

/* A step of a ladder: `highest`: from this quantity on, so many points; `marginal`: above it, so many points for each `per`. */
struct ladder_step {
	int64_t from;
	int64_t points;
	int64_t per; /* 1.00 when blank */
};

/* Steps in order of `from`. */
struct ladder {
	int64_t book;
	char *code;
	bool marginal;
	struct ladder_step *steps;
	size_t n;
};

/* True when a blank-separated list of roles is empty or has `role`. */
bool role_in(const char *roles, const char *role);

/* True when the panel names the points: no points of its own, no ladder, no veto. */
bool rule_is_open(const struct rule *r);

bool rule_valid_on(const struct rule *r, const char *date);

/* True when an event's evidence is of a kind that the rule asks for (a list separated by blanks, `|` or `、`). */
bool rule_takes_evidence(const struct rule *r, const char *evidence);

/*
 * What a quantity is worth on a ladder: the points of the highest step reached, or the sum over its brackets, each counting whole `per` only. False on
 * overflow.
 */
bool ladder_value(const struct ladder *l, int64_t quantity, int64_t *points);

#endif
