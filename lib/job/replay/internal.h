/*
 * Inside pts-replay: every deed of a book under two schemes.
 */
#ifndef PTS_JOB_REPLAY_INTERNAL_H
#define PTS_JOB_REPLAY_INTERNAL_H

#include "domain/period.h"
#include "job/intake/job.h"
#include "job/replay/replay.h"
#include "ledger/journal/journal.h"
#include "ledger/roster/snapshot.h"
#include "ledger/scheme/in_force.h"
#include "ledger/scheme/scheme.h"
#include "ledger/usage/usage.h"

/* What one entry is worth under a scheme, in hundredths. */
struct worth {
	int64_t score;
	int64_t points;
};

/* An entry under the other scheme. */
struct rescored {
	struct worth worth;
	enum kind kind;   /* of an event: what the other rule makes of it */
	bool matched;     /* an event for which the other scheme has a rule */
	int64_t quantity; /* of a matched event: what counts in its windows */
};

/* A household over the period. */
struct replay_line {
	const struct roll_line *household;
	bool seen; /* has entries that count in the period */
	struct worth old, now;
	int64_t old_rank, now_rank; /* 0: none, by a veto */
	/* Of the deeds dated in the period, which is what grades and honours look at. */
	int64_t events;
	int64_t old_happened, now_happened;
	int64_t old_veto, now_veto; /* seq of a veto in force on a day of the period, 0: none */
	/* Running over all entries, before and after the period: what a floor looks at. */
	int64_t old_balance;
	struct worth old_all, now_all;
};

/* A veto by the rules of the other scheme. */
struct replay_veto {
	int64_t seq;
	size_t line;
	char date[DATE_SIZE], until[DATE_SIZE];
	char lifted[MONTH_SIZE]; /* month in which what lifts it counts; "": nothing does */
};

/* A rule by which deeds of the period were scored and which the other scheme does not have for them. */
struct unmatched {
	char *rule;
	char *title;
	int64_t deeds;
	int64_t score; /* as recorded */
};

/* An item redeemed in the period, at the price of its day in both schemes. */
struct replay_item {
	char title[256];
	int64_t pieces;
	int64_t old, now; /* points */
	bool gone;        /* the other scheme does not have it */
};

/* What one honour of a scheme looks at, by household in order of the roll. */
struct replay_honor {
	size_t row; /* in the table honors of that scheme */
	int64_t *score;
	int64_t *blemish; /* deducted where there was to be nothing deducted */
};

/* The honours for households that go by score, under one of the two schemes. */
struct replay_honors {
	struct scheme_rows rows;
	struct replay_honor *all;
	size_t n;
};

struct replay_book {
	const struct book *book;   /* in the ledger */
	const struct book *scheme; /* the same under the other scheme */
	struct roll households;
	struct replay_line *lines; /* as many as households, in their order */
	struct rescored *entries;  /* by seq - 1 */
	int64_t nentries;
	struct replay_honors old_honors, now_honors;
	struct replay_veto *vetoes;
	size_t nvetoes;
	struct map item_index;
	struct replay_item *items; /* in order of their index */
};

struct replay {
	struct job *job;
	enum replay_form form;
	struct ledger *l;     /* the ledger, for reading */
	struct ledger *other; /* one in memory that holds the other scheme */
	struct rulebook *old_rules, *rules;
	struct uses *uses;
	struct period period; /* text "": everything */
	char from[DATE_SIZE], to[DATE_SIZE];
	struct replay_book *books;
	size_t nbooks;
	struct map used; /* rule of the other scheme → deeds of the period scored by it, less those reversed */
	struct unmatched *unmatched;
	size_t nunmatched;
	struct printer *differing; /* REPLAY_ENTRIES: where to print the entries that come out differently */
};

/* Whether an entry counts in the period, by month or for a range of days by date; whether its deed happened in it. */
bool replay_counts(const struct replay *r, const struct entry *e);
bool replay_happened(const struct replay *r, const struct entry *e);

/* Report that the points of an entry under the other scheme, or the sums of a book, overflow. */
int replay_too_big(const struct replay *r, const struct entry *e);
int replay_sums_too_big(const struct replay *r, const struct replay_book *b);

/* Prints a line of the summary, in words or in hundredths; `b` NULL: of no single book. */
void replay_say(const struct replay *r, struct printer *out, const struct replay_book *b, const char *topic,
		const char *key, const char *name, const char *old, const char *now);
int replay_say_figures(const struct replay *r, struct printer *out, const struct replay_book *b, const char *topic,
		       const char *key, const char *name, int64_t old, int64_t now);

/*
 * scheme.c: the scheme in a folder over the books of `l`, in memory; tables that the folder lacks are those of `l`.
 */
int scheme_borrow(struct job *job, struct ledger *l, const char *folder, struct ledger **out);

/* book.c: walks along the journal of a book and adds up. */
int replay_book_walk(struct replay *r, struct replay_book *b);

/* An entry on its way through. */
struct step {
	struct replay *r;
	struct replay_book *b;
	const struct entry *e;
	struct replay_line *line;
	struct household h; /* whose usage counts, under the other scheme */
	struct rescored now;
	const char *category; /* under the other scheme */
};

/* score.c: what an event is worth under the other scheme; what its reversal takes back. */
int replay_event(struct step *s);
int replay_reversal(struct step *s);

/* veto.c: a veto under the other scheme, and what lifts one; then who stands under one, in both schemes. */
void replay_veto_add(struct step *s, const struct rule *rule);
void replay_veto_lift(struct step *s, const struct entry *reversed);
int replay_vetoes_set(const struct replay *r, struct replay_book *b);

/* match.c: deeds and rules that meet, or do not; sign -1 for a reversal. */
int replay_match(struct step *s, const struct entry *deed, const struct rescored *as, int sign);
void replay_say_unmatched(struct replay *r, struct printer *out);
void replay_say_unused(struct replay *r, struct printer *out);

/* items.c: what was redeemed, at both prices. */
int replay_item_add(struct replay *r, struct replay_book *b, const struct entry *e);
int replay_items_say(struct replay *r, const struct replay_book *b, struct printer *out);

/*
 * honor.c: reads the honours in force; counts an entry into those it counts for; prints who is in under one scheme
 * only.
 */
int replay_honors_read(struct ledger *l, const struct book *book, size_t households, struct replay_honors *out);
bool replay_honors_add(struct replay_honors *h, size_t household, const struct entry *e, const char *category,
		       int64_t score);
void replay_honors_say(struct replay *r, const struct replay_book *b, struct printer *out);
void replay_honors_free(struct replay_honors *h);

/* grade.c: who gets another grade. */
int replay_grades_say(struct replay *r, const struct replay_book *b, struct printer *out);

/* summary.c: everything about the change. */
int replay_summary(struct replay *r);

#endif
