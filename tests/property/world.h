/*
 * A made-up place: scheme, roster and deeds, from one seed. Shares nothing with the library, dates and rounding
 * included.
 */
#ifndef PTS_TESTS_WORLD_H
#define PTS_TESTS_WORLD_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define NONE INT64_MIN /* a cell left blank */

enum per { PER_NONE, PER_DAY, PER_WEEK, PER_MONTH, PER_QUARTER, PER_HALF, PER_YEAR, PER_EVER, PER_COUNT };
enum worth { COUNTS_SCORE_AND_POINTS, COUNTS_FOR_SCORE, COUNTS_AS_VETO };

enum {
	BOOKS = 2,      /* villages A and B; book -1 of a row is every book */
	HOUSEHOLDS = 4, /* of each village */
	MEMBERS = 3,    /* of each household; roles party, grid, resident */
	CATEGORIES = 4,
	LADDERS = 4,
	STEPS = 5,
	RULES = 12,
	ROWS = RULES * 4 /* versions and rows of one village */
};

struct step {
	int64_t from, points, per;
};

struct staircase {
	bool marginal;
	int n;
	struct step step[STEPS];
};

struct kind_row { /* a row of categories.csv */
	int book, category;
	int64_t cap, full, floor;
	enum per per;
};

struct rule_row {
	int book, code, category;
	int64_t points;
	unsigned roles; /* bit set, 0: everybody */
	enum worth worth;
	int64_t cap_points, cap_times, max_quantity, repeat_by;
	bool each_member;
	enum per cap_per, repeat_per;
	int ladder;      /* -1: none */
	int from, until; /* days; until -1: open end */
	bool later;      /* loaded in the middle of the run */
	int first_until; /* what `until` is before that */
};

struct deed_row {
	int id, book, household, member; /* member -1: none named */
	int code, date;
	int64_t quantity, points; /* points: NONE unless given */
	int act;                  /* -1: none */
};

struct world {
	uint64_t seed, state;
	bool no_debt; /* negative floor */
	int nkinds, nrules;
	struct kind_row kind[CATEGORIES * 2];
	struct staircase ladder[LADDERS];
	struct rule_row rule[ROWS];
};

/* Days count from 2000-01-01. */
int day_number(int year, int month, int day);
void day_text(int day, char out[static 11]);
int month_number(int day); /* months from 2000-01 */

uint64_t dice(struct world *w, uint64_t sides);

void world_make(struct world *w, uint64_t seed);

/* CSV tables of the place into `dir`/scheme; `load` writes only the rules that come in the middle, to `dir`/later.csv.
 */
bool world_write(const struct world *w, const char *dir);
bool world_write_later(const struct world *w, const char *dir);

/* A deed between two days; most are proper, some are not. */
struct deed_row world_deed(struct world *w, int id, int first, int last);
void world_write_deed(FILE *f, const struct deed_row *d);
bool world_write_deeds(const char *path, const struct deed_row *d, size_t n);

#endif
