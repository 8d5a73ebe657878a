/*
 * One deed on its way into the journal: from what was typed to an entry (记分).
 */
#ifndef PTS_JOB_EVENT_INTERNAL_H
#define PTS_JOB_EVENT_INTERNAL_H

#include "base/buf.h"
#include "domain/ids.h"
#include "job/intake/batch.h"
#include "job/intake/print_entry.h"
#include "ledger/journal/journal.h"
#include "ledger/records/claims.h"
#include "ledger/scheme/scheme.h"
#include "ledger/usage/usage.h"

/* What somebody handed in; texts are borrowed, "" when blank. */
struct claim {
	const char *event;
	const char *date;
	const char *book;
	const char *household;
	const char *name;
	const char *group;
	const char *member;
	const char *rule;
	const char *quantity;
	const char *points;
	const char *act;
	const char *evidence;
	const char *note;
	const char *source; /* `红河村.csv:14` */
	const char *corrects; /* BOOK:SEQ of the veto that this repairs; NULL or "" otherwise */
};

/* The same understood: everything looked up and parsed. */
struct deed_row {
	const struct book *book;
	struct household *h;
	struct member *m; /* NULL: none named */
	const char *rule;
	day_t day;
	char date[DATE_SIZE];
	int64_t quantity; /* hundredths; as handed in */
	int64_t points;	  /* hundredths or BLANK */
	char id[128];
	enum id_kind id_kind;
	struct id key;
	const char *corrects; /* as of the claim */
	const char *ref;      /* who approved it, "" without review */
	const char *recorder;
	bool late;
	bool approved;
	bool posted; /* its entry stands in the journal of this transaction */
};

/* What pts-log holds while it runs. */
struct deeds {
	struct job *job;
	struct ledger *l;
	struct rulebook *rules;
	struct uses *uses;
	struct printer *out;
	bool late;
	bool no_review;	     /* base scores and repairs count at once */
	bool fresh_ids;	     /* a command by options: blank ids are random, not derived */
	struct map ordinals; /* per file: how often a derived id was met */
	struct map starts;   /* per file: book → seq before its first entry from this file */
};

int deeds_open(struct deeds *d, struct job *job, struct ledger *l);
void deeds_close(struct deeds *d);

/* One transaction around f, with the rows it prints: open, begin, f, write what is held, commit, close. */
int deeds_run(struct deeds *d, struct job *job, struct ledger *l, int (*f)(void *ctx), void *ctx);

/* A new file begins: equal rows are counted anew. */
void deeds_file(struct deeds *d);

/* Posts one deed and prints its row; has reported what is wrong. */
enum outcome deeds_post(struct deeds *d, const struct claim *c, int *status);

/* Checks a new row against the scheme; posts it, or with review on keeps it as a claim. Prints its row. */
enum outcome deed_take(struct deeds *d, const struct claim *c, struct deed_row *r, int *status);

/* Posts the deed of a claim that was approved. */
int deed_approved(struct deeds *d, const struct claim_row *claim, const char *reviewers);

/* Gives the row its id: the one handed in, one derived from its content, or a random one. */
int deed_id(struct deeds *d, const struct claim *c, struct deed_row *r);

/* 1 the id is known with this content (its row is printed), 0 it is new, -1 reported and *rc set. */
int deed_known(struct deeds *d, const struct claim *c, struct deed_row *r, int *rc);

/* EX_DATAERR when the row agrees with one of an earlier hand-in in all but quantity, points or act. */
int deed_check_correction(struct deeds *d, const struct deed_row *r);

/*
 * Reverses an entry that nobody has reversed yet: everything but what has died of its points; job->message is the reason, `ref` the document
 * that decided it ("" none). *seq gets the reversal's, `cut` what deeds_cut says. EX_REFUSED for a kind that cannot be reversed.
 */
int deed_reverse(struct deeds *d, const struct entry *of, const char *ref, struct buf *cut, int64_t *seq);

/* Appends ` BOOK:SEQ` for every standing event that a cap had cut while the reversed entry `of` took its room. */
int deeds_cut(const struct deeds *d, const struct entry *of, struct household *h, struct buf *out);

/* Prints a row that waits for review. */
void deed_print_claim(struct deeds *d, const struct deed_row *r, const char *state, const char *remark);

#endif
