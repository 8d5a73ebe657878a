/*
 * Cards while they are made: shared by the files of this room.
 */
#ifndef PTS_JOB_CARD_INTERNAL_H
#define PTS_JOB_CARD_INTERNAL_H

#include "base/buf.h"
#include "job/card/card.h"
#include "ledger/points/available.h"
#include "ledger/points/holds.h"
#include "ledger/records/disputes.h"
#include "ledger/scheme/in_force.h"
#include "ledger/scheme/scheme.h"

/* Sentences in the language in force when they were made. All-zero is empty. */
struct card_lines {
	char **line;
	size_t n;
};

struct card_disputes {
	struct dispute *all; /* in order of seq */
	size_t n;
};

/* An entry and what follows from it. Texts are owned. */
struct card_entry {
	int64_t seq;
	char date[DATE_SIZE];
	char period[MONTH_SIZE];
	enum kind kind;
	char *rule;
	char *item;
	char *title;      /* in the words of the scheme */
	int64_t quantity; /* BLANK: none; what was given counts up */
	int64_t score;
	int64_t points;
	int64_t balance; /* after it */
	char *corrects;
	char *disputes;           /* numbers of those that contest it or made it, blank-separated */
	int64_t left;             /* of its points; below 0: debt */
	char last_day[DATE_SIZE]; /* the first on which some of that ends; "" when nothing is left or nothing ends */
	char *reason;             /* why it cannot be spent: words of holds.h, blank-separated; "" it can */
};

/* What a run over several households reads once. */
struct carding {
	struct job *job;
	struct ledger *l;
	struct rulebook *rules;
	const struct card_request *request;
	const struct book *titled; /* whose titles these are; NULL: nobody's yet */
	struct scheme_rows honors;
	struct scheme_rows grades;
	struct printer *rows; /* CARD_ROWS: of all households */
	size_t n;             /* households so far */
};

struct card {
	struct carding *run;
	struct household *h;
	struct available available;
	struct card_entry *entries;
	size_t n;
	struct card_disputes disputes;
	struct card_lines why;    /* why not all of the balance can be spent */
	struct card_lines about;  /* disputes, one each */
	struct card_lines expiry; /* what can be spent until when */
	struct card_lines grades;
	struct card_lines honors;
	char address[ADDRESS_SIZE]; /* of the last entry, "" none, and its hash */
	char hash[HASH_SIZE];
};

/* Appends a sentence. */
void card_say(struct card_lines *lines, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void card_lines_free(struct card_lines *lines);

/*
 * The language of papers of a book (NULL: of every book) by the setting `lang`, for lang_set(); the language in force,
 * as HTML names it.
 */
const char *card_paper_language(const struct ledger *l, const struct book *book);
const char *card_language(void);

/* read.c: everything about `h` but what it looks like. Ends with card_free() in any case. */
int card_read(struct carding *run, struct household *h, struct card *out);
void card_free(struct card *c);

/* why.c: reads why, about and expiry. */
int card_read_why(struct card *c, const struct held_lots *lots);

/* honors.c: reads grades and honors. */
int card_read_honors(struct card *c);

/* disputes.c: those of a household. Ends with card_disputes_free(). */
int card_disputes_read(struct ledger *l, struct household *h, struct card_disputes *out);
void card_disputes_free(struct card_disputes *c);

/* Appends to `out` what a dispute is about and how it stands, in one line. */
int card_dispute_say(struct ledger *l, const struct dispute *d, struct buf *out);

/*
 * The numbers of the disputes that contest entry `seq` or that it corrects, separated by blanks; "" if there are none.
 * Holds until the next use of `b`.
 */
const char *card_disputes_of(const struct card_disputes *c, int64_t seq, struct buf *b);

/*
 * titles.c: what happened, in the words of the scheme: the rule's title, the item's, the kind's. Owned by the caller.
 */
int card_title(struct carding *run, const struct book *book, const struct entry *e, char **title);

/* Reads the titles of a book's honours and grades, for the next two: a title, or the code if the scheme has none. */
int card_titles(struct carding *run, const struct book *book);
const char *card_honor_title(const struct carding *run, const char *honor);
const char *card_grade_title(const struct carding *run, const char *scale, const char *grade);

/* whom.c: calls f for each household that was asked for, in their order, inside a reading transaction. */
int card_each(struct carding *run, int (*f)(struct carding *run, struct household *h));

/* text.c */
int card_print_text(const struct card *c);
void card_print_rows(const struct card *c);
struct printer *card_rows_begin(const struct job *job);

/* html.c, fold.c: a household, without the document around it. */
void card_print_html(FILE *f, const struct card *c);
void card_print_fold(FILE *f, const struct card *c);
extern const char card_style[];
extern const char card_fold_style[];

/* html.c: a list under a heading, at most `most` of its lines; nothing when it is empty. */
void card_html_lines(FILE *f, const char *heading, const struct card_lines *lines, size_t most);

#endif
