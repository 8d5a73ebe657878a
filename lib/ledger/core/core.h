/*
 * What every part of a ledger (台账) stands on: the open ledger, its books and the settings in force for them.
 *
 * Books and settings are few and kept in memory; everything else is read when needed.
 *
 * Errors: every function of lib/ledger that can fail returns 0 or an exit code and has reported to l->diag why, once; the
 * caller passes the code on. What was found comes by pointer. The engine reports by itself (ledger/engine/db.h).
 */
#ifndef PTS_LEDGER_CORE_CORE_H
#define PTS_LEDGER_CORE_CORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "ledger/engine/db.h"

struct book {
	int64_t id;
	int64_t parent; /* 0: none */
	char *code;
	char *name;
	char *level;
};

struct setting {
	int64_t book; /* 0: every book */
	char *key;
	char *value;
};

struct journal_state; /* ledger/journal/journal.c: heads and sums of the running transaction */
struct ids_state;     /* ledger/journal/ids.c: ids that wait to be written */
struct id_filters;    /* ledger/journal/id_filter.c: pages of the filter asked for so far */
struct roster_state;  /* ledger/roster/roster.c: households and members met so far */
struct rulebook;      /* ledger/scheme/rulebook.c: the rules, read once a transaction */
struct uses;          /* ledger/usage/usage.c: what caps count */

struct ledger {
	struct db *db;
	struct diag *diag;
	char *path;
	bool writable;
	bool inspecting; /* for pts-check: what is wrong is a finding, not a refusal */
	const char *command; /* how the program was called, for "repeat it"; NULL: not known */
	char made_id[128];   /* the id made for what was given without one; "": none */
	int64_t now; /* the clock, seconds since the epoch */
	day_t today; /* civil day of the clock in the ledger's time zone */
	struct book *books; /* ordered by code */
	size_t nbooks;
	struct setting *settings;
	size_t nsettings;
	struct journal_state *journal;
	struct ids_state *ids;
	struct id_filters *id_filters;
	struct roster_state *roster;
	struct rulebook *rules; /* NULL: not read yet */
	struct uses *uses;      /* NULL: nothing was asked yet */
};

/* Is a transaction, reading or writing, under way? */
bool ledger_in_transaction(const struct ledger *l);

/*
 * Makes the writing transaction one that can only be rolled back: something went wrong after a part of it was done. `rc` is
 * what ledger_commit will return. The engine's own failures do the same.
 */
void ledger_spoil(struct ledger *l, int rc);
int ledger_spoilt(const struct ledger *l); /* that exit code, 0: it can be committed */

/* The exit code with which the engine has failed since this was last asked, 0: it has not. For pts-check, which goes on. */
int ledger_failure(struct ledger *l);

/* Lets the ledger report to `d`; returns to whom it did so far. */
struct diag *ledger_report_to(struct ledger *l, struct diag *d);

/* One value of a query of one row: a number (BLANK when there is no row), whether there is a row, a text ("" when there is no row). */
int ledger_int(struct ledger *l, int64_t *out, const struct sql *sql, const char *types, ...);
int ledger_has(struct ledger *l, bool *yes, const struct sql *sql, const char *types, ...);
int ledger_text(struct ledger *l, char *buf, size_t size, const struct sql *sql, const char *types, ...);

/* Reads books and settings again, after they were changed. */
int ledger_reload(struct ledger *l);

/*
 * Books: by number (NULL: none), by code or else by exact name; book_find reports an unknown one (EX_DATAERR). They are valid until
 * the next transaction begins, which reads them anew, as another process may have changed them.
 */
const struct book *book_by_id(const struct ledger *l, int64_t id);
const struct book *book_lookup(const struct ledger *l, const char *code_or_name);
int book_find(struct ledger *l, const char *code_or_name, const struct book **out);

/* The book of an address BOOK:SEQ, with the number in *seq; NULL when it is no address or no book of the ledger. */
const struct book *book_at(const struct ledger *l, const char *address, int64_t *seq);

/* True when `book` is `above` or lies below it; `above` NULL: always. */
bool book_within(const struct ledger *l, const struct book *book, const struct book *above);

/* Called for a book; returns 0 to go on. It may not change the table of books. */
typedef int book_f(void *ctx, const struct book *book);

/* Calls f for each book for which book_within(above) holds, in order of code, until it returns not 0; returns that. */
int books_within(const struct ledger *l, const struct book *above, book_f *f, void *ctx);

/* The same below the book `named` (code or name; NULL: every book); EX_DATAERR when the ledger has none of that name. */
int books_each(struct ledger *l, const char *named, book_f *f, void *ctx);

/* How near a scheme row of book `row` is to `book`: 0 its own, 1 its parent's …, 99 for blank (0), -1 not concerned. */
int book_distance(const struct ledger *l, int64_t book, int64_t row);

/* The value of a setting in force for a book now: its own, else its parent's, else that for every book, else the default. */
const char *setting_get(const struct ledger *l, int64_t book, const char *key);

/* The same without the default: NULL when no row of the table gives one. */
const char *setting_given(const struct ledger *l, int64_t book, const char *key);

/* Reads the clock again: a counter stays open overnight. */
int ledger_read_clock(struct ledger *l);

/* Forgets books and settings, before the ledger is closed. */
void ledger_forget_tables(struct ledger *l);

#endif
