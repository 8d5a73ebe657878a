/*
 * Whole tables in memory, for checks that look at their rows together: load_scheme.c, load_caps.c, load_expiry.c,
 * load_honors.c and load_grades.c.
 */
#ifndef PTS_JOB_LOAD_TABLES_H
#define PTS_JOB_LOAD_TABLES_H

#include "job/load/internal.h"

/* The rows of a table that the checks look at; `book` 0 is every book. */
struct held {
	int64_t book;
	char *cell[TABLE_FIELDS];
};

struct held_table {
	const struct table *table;
	struct held *row;
	size_t n, room;
};

/* A cell of row r; an amount as hundredths, BLANK when blank. */
const char *held_get(const struct held_table *h, size_t r, const char *name);
int64_t held_amount(const struct held_table *h, size_t r, const char *name);

/* Whether a row of `row` counts for `book`; a row for every book needs one for every book. */
bool held_counts_for(const struct ledger *l, int64_t book, int64_t row);

/* Places the next messages at row r, when this load brought it. */
void held_place(struct loading *ld, const struct held_table *h, size_t r);

/* load_caps.c: ladders that contradict themselves, caps of rules that something else always reaches first. */
void check_ladders(struct loading *ld, const struct held_table *ladders);
void check_top(struct loading *ld, const struct held_table *rules, const struct held_table *ladders);
void check_outer_caps(struct loading *ld, const struct held_table *rules, const struct held_table *categories);

/* load_expiry.c: points that die before they can be spent. */
void check_expiry(struct loading *ld, const struct held_table *settings);

/* load_honors.c: what honours name must be there, and somebody must be able to get them. */
void check_honor_rows(struct loading *ld, const struct held_table *honors, const struct held_table *categories,
		      const struct held_table *rules);

/* load_grades.c: the steps of a scale agree and can be told apart. */
void check_grade_rows(struct loading *ld, const struct held_table *grades);

#endif
