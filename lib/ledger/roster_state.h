/*
 * What the roster remembers: every household and member met, by code and by number.
 */
#ifndef PTS_LEDGER_ROSTER_STATE_H
#define PTS_LEDGER_ROSTER_STATE_H

#include "base/index.h"
#include "base/map.h"
#include "ledger/roster.h"

struct roster_state {
	struct household **households;
	size_t nhouseholds, rhouseholds;
	struct member **members;
	size_t nmembers;
	struct index by_code;	/* households by book and code */
	struct index by_id;	/* households by book and number */
	struct index by_member; /* members by book and code */
	struct map asked;     /* book, what → how often a single one was asked for; see roster.c */
};

/* What roster_remember() wants of a row of households, in this order. */
#define HOUSEHOLD_COLUMNS "book, household, code, grp, head, status"

/* The household of a row, known from now on. */
struct household *roster_remember(struct ledger *l, const struct rows *r);

#endif
