/*
 * What the roster remembers: every household and member met, by code and by number.
 */
#ifndef PTS_LEDGER_ROSTER_INTERNAL_H
#define PTS_LEDGER_ROSTER_INTERNAL_H

#include "base/index.h"
#include "base/map.h"
#include "ledger/roster/roster.h"

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

struct roster_state *roster_state(struct ledger *l);

/* A household that is remembered, by its number and the hash of that; NULL: none. */
struct household *roster_known(const struct roster_state *s, const struct book *book, uint32_t hash, int64_t id);
uint32_t roster_id_hash(int64_t book, int64_t id);

/* Every household of a book, remembered. */
int roster_read_households(struct ledger *l, const struct book *book);

/* True once many of something were asked for one by one: then it is time to read the whole book's. */
enum asked { ASKED_HOUSEHOLD, ASKED_MEMBER, ASKED_ACCOUNT };
bool roster_asked_often(struct ledger *l, const struct book *book, enum asked what);

/* What roster_remember() wants of a row of households, in this order. */
#define HOUSEHOLD_COLUMNS "book, household, code, grp, head, status"

/* The household of a row, known from now on. */
struct household *roster_remember(struct ledger *l, const struct rows *r);

#endif
