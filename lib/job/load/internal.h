/*
 * Inside pts-load and pts-init: a load while it runs, and its checks.
 */
#ifndef PTS_JOB_LOAD_INTERNAL_H
#define PTS_JOB_LOAD_INTERNAL_H

#include "base/buf.h"
#include "base/map.h"
#include "job/intake/job.h"
#include "ledger/scheme/digest.h"
#include "ledger/scheme/scheme.h"
#include "ledger/scheme/tables.h"
#include "stream/csvin.h"

/* A book whose parent was not there yet when its row came. */
struct late_parent {
	char *book;
	char *parent;
	size_t file;
	size_t line;
};

struct loading {
	struct job *job;
	struct ledger *l;
	const struct table *table;
	const struct book *book; /* -b */
	struct printer *out;     /* NULL: changes are not printed */
	int at[TABLE_FIELDS];    /* the column of each field in the present file, -1: absent */
	char **files;            /* base names, for messages after the file was read */
	size_t nfiles;
	struct map places; /* table, book and key of each row → file and line */
	struct late_parent *parents;
	size_t nparents;
	struct digests *before;
	struct map windows; /* that usage is counted in, before the load */
	struct rulebook *rules; /* as they were before the load */
	size_t rows, changed;
	bool remove;	   /* rows go: only their keys are read */
	bool figures;      /* a row of rules, ladders or categories changed: what was scored must keep its figures */
	bool scheme;       /* a table of the scheme, or the books, were loaded */
	bool bad_setting;  /* a setting was given a value that it does not take; those in force stay as they were */
	bool inconsistent; /* something was reported that makes the whole scheme wrong */
};

/* Begins and ends inside the caller's transaction. loading_finish resolves, checks, records; EX_CONFIG when
 * inconsistent. */
int loading_start(struct loading *ld, struct job *job, struct ledger *l);
int loading_table(struct loading *ld, const struct table *t);
void loading_file(struct loading *ld, const struct csvin *in);  /* before the rows of each file */
int loading_columns(struct loading *ld, struct csvin *in);      /* below each heading: looks the columns up */
int loading_row(struct loading *ld, const struct csvrow *row); /* 0, EX_DATAERR for a bad row, or fatal */
int loading_table_done(struct loading *ld);
int loading_finish(struct loading *ld);
void loading_free(struct loading *ld);

/* Places a message at the row of this load with that key, or nowhere. */
void loading_at(struct loading *ld, const struct table *t, const char *const *cells);

/* Reports what makes the scheme as a whole wrong, and remembers it. */
void loading_inconsistent(struct loading *ld, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* `HJ03/2025-01-01`: the key of a row without its book; owned by the caller. */
char *row_key_text(const struct table *t, const char *const *cells);

/* The book of a row, "" for every book. */
const char *row_book(const struct table *t, const char *const *cells);

/* Appends table, book and key, by which ld->places finds a row. */
void row_place_key(struct buf *b, const struct table *t, const char *const *cells);

/* Whether a row of `row` counts for `book`; a row for every book needs one for every book. */
bool row_counts_for(const struct ledger *l, int64_t book, int64_t row);

/* Checks one row by itself (old NULL: new): EX_DATAERR when it is bad; reports what makes the scheme wrong. */
int check_row(struct loading *ld, const char *const *old, const char *const *cells);

/* A row of the tables rules, categories and ladders; other tables pass. */
void check_rule_row(struct loading *ld, const char *const *cells);

/* An item that contradicts itself; other tables pass. */
void check_item_row(struct loading *ld, const char *const *cells);

/* Warns when a rule that deducts or vetoes speaks of what the law gives people. */
void warn_of_rights(struct loading *ld, const char *rule, const char *title, const char *points, const char *counts);

/* Checks that what was scored keeps its figures; EX_DATAERR when it would not. */
int check_scored(struct loading *ld);

/* Checks the tables together, as they stand after the load. */
int check_scheme(struct loading *ld);

struct table_copy; /* table_copy.h */

/* Ladders that contradict themselves, caps of rules that something else always reaches first. */
void check_ladders(struct loading *ld, const struct table_copy *ladders);
void check_top(struct loading *ld, const struct table_copy *rules, const struct table_copy *ladders);
void check_outer_caps(struct loading *ld, const struct table_copy *rules, const struct table_copy *categories);

/* Points that die before they can be spent. */
void check_expiry(struct loading *ld, const struct table_copy *settings);

/* What honours name must be there, and somebody must be able to get them. */
void check_honor_rows(struct loading *ld, const struct table_copy *honors, const struct table_copy *categories,
		      const struct table_copy *rules);

/* The steps of a scale agree and can be told apart. */
void check_grade_rows(struct loading *ld, const struct table_copy *grades);

#endif
