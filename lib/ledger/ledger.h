/*
 * A ledger (台账), open.
 *
 * One function opens it, whoever asks. Books and settings are few and held in memory; everything else is read when needed.
 * All functions of this layer return 0 or an exit code and have told l->diag why.
 */
#ifndef PTS_LEDGER_LEDGER_H
#define PTS_LEDGER_LEDGER_H

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

struct ledger {
	struct db *db;
	struct diag *diag;
	char *path;
	bool writable;
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
};

enum ledger_mode { LEDGER_READ, LEDGER_WRITE, LEDGER_CREATE, LEDGER_INSPECT, LEDGER_MEMORY };

/*
 * Opens the ledger at `path`. LEDGER_CREATE makes a new one (EX_CANTCREAT when something is there). LEDGER_INSPECT is
 * reading for pts-check: a changed schema is a finding, not a refusal. LEDGER_MEMORY makes a new one that is gone when it
 * is closed, or the program killed; `path` only names it in messages. EX_NOINPUT when it is none. On error *out is NULL.
 */
int ledger_open(struct ledger **out, const char *path, enum ledger_mode mode, struct diag *d);
void ledger_close(struct ledger *l);

/*
 * One transaction around writing. begin takes the write lock; commit writes heads and sums and commits; rollback forgets.
 * Both commit and rollback end the transaction; commit's failure rolls back, and EX_TEMPFAIL with "unknown" in its message
 * means that it may have happened: repeat with the same id.
 */
int ledger_begin(struct ledger *l);
int ledger_commit(struct ledger *l);
void ledger_rollback(struct ledger *l);

/* Commit, or rollback when `rc` is not 0 or `dry` is set; returns rc or commit's failure. */
int ledger_finish(struct ledger *l, int rc, bool dry);

/* A reading transaction, so that several queries see one state. */
int ledger_read_begin(struct ledger *l);
void ledger_read_end(struct ledger *l);

/*
 * A second connection that reads the state which the reading transaction of `l` sees, for another thread: nobody can
 * commit while `l` reads. It has begun; ledger_close ends it. On error *out is NULL.
 */
int ledger_read_beside(struct ledger **out, struct ledger *l, struct diag *d);

/* Is one of these under way? */
bool ledger_in_transaction(const struct ledger *l);

/* Whether the engine finds its own storage sound; what it does not is reported. */
bool ledger_sound(struct ledger *l);

/* What l->db says went wrong, reported; the exit code. */
int ledger_fault(struct ledger *l);

/* Reads books and settings again, after they were changed. */
int ledger_reload(struct ledger *l);

/* Books: by number (NULL: none), by code or else by exact name; book_find reports an unknown one (EX_DATAERR). */
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

/*
 * Compares the database's schema with what this version makes. A ledger to be used is refused at the first
 * difference, EX_NOINPUT. With `inspect` each is reported as a finding and 0 returned, unless tables differ: then
 * EX_REFUSED, because nothing more can be read for sure.
 */
int schema_check(struct ledger *l, bool inspect);
int schema_create(struct ledger *l);

#endif
