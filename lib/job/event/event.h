/*
 * pts-log and pts-review: recording events (记分), reversing entries, reviewing claims (审核).
 */
#ifndef PTS_JOB_EVENT_EVENT_H
#define PTS_JOB_EVENT_EVENT_H

#include "base/buf.h"
#include "base/map.h"
#include "job/intake/batch.h"
#include "ledger/journal/journal.h"
#include "ledger/scheme/scheme.h"
#include "ledger/usage/usage.h"

/* An event as handed in; texts are borrowed, "" when blank. */
struct event_input {
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

/* Posts the events of the job's files; `late`: those of closed months count in the earliest open month after. */
int job_log(struct job *job, bool late, const struct batch_options *o);

/* Posts one event given by options; a blank date is today, a blank event id a new one. */
int job_log_one(struct job *job, bool late, const struct event_input *in);

/* Grants the base score of a rule for a period, once to every active household of job->book, or of every book that has the rule. */
int job_base(struct job *job, bool late, const char *rule, const char *period);

/* Lifts the veto at an address by an ordinary entry of in->rule, which may cost points. */
int job_repair(struct job *job, bool late, const char *address, const struct event_input *in);

/* Moves all points of a household, with their last days and its debt, to another: FROM and TO as BOOK:HOUSEHOLD. job->message is the reason. */
int job_move(struct job *job, const char *from, const char *to);

/*
 * Reverses the entries named by the operands (BOOK:SEQ) or by the streams among them (columns book and seq, as pts-list journal
 * prints them). What is reversed already stays so. job->message is the reason and must be given.
 */
int job_reverse(struct job *job, const struct batch_options *o);

/*
 * Erases the texts behind the notes of the entries named in the same way, and of rejected claims named by the columns book and claim, as
 * pts-review list prints them. What has no text, or none any more, stays so.
 */
int job_erase(struct job *job, const struct batch_options *o);

/* Lists the claims in a state (NULL: pending) of job->book and the books below it, or of all. */
int job_review_list(struct job *job, const char *state);

/*
 * Approves, or with `reject` rejects, the claims named by the operands, or by a stream (`-`, or no operand) with a column claim or event. One call
 * scores by date, then id. All or none, unless `partial`. job->message is the reason of a rejection and must be given then.
 */
int job_review_decide(struct job *job, bool reject, bool partial);

/* What a job that posts or reverses events has at hand while it runs. */
struct event_run {
	struct job *job;
	struct ledger *l;
	const struct rulebook *rules; /* those of the transaction: event_run_rules() */
	struct printer *out;
	bool late;
	bool no_review;	     /* base scores and repairs count at once */
	bool fresh_ids;	     /* a command by options: blank ids are random, not derived */
	struct map ordinals; /* per file: how often a derived id was met */
	struct map starts;   /* per file: book → seq before its first entry from this file */
};

/* The caller sets `out`. event_run_close() is due at the end. */
void event_run_open(struct event_run *run, struct job *job, struct ledger *l);

/* Sets run->rules to those in force in the running transaction; cheap after the first time in it. */
int event_run_rules(struct event_run *run);

void event_run_close(struct event_run *run);

/* What a reversal did. All-zero is nothing; ends with reversal_free. */
struct reversal {
	int64_t seq;    /* of the reversal */
	struct buf cut; /* ` BOOK:SEQ` of every standing event that a cap had cut while the reversed one took its room */
	/* The transfers that carry it on to households that have points of the entry by now, in pairs: giving, receiving. */
	struct reversal_step {
		const struct book *book;
		int64_t seq;
	} *step;
	size_t nsteps;
};
void reversal_free(struct reversal *r);

/*
 * Reverses an entry that nobody has reversed yet, except those of its points that have expired; job->message is the reason, `ref` the document
 * that decided it ("" none). Points that have moved are taken back where they are. EX_REFUSED for a kind that cannot be reversed.
 */
int event_reverse(struct event_run *run, const struct entry *of, const char *ref, struct reversal *out);

/*
 * After an adjustment `by` of an entry `of` of household `h`: when the household moved after `of`, the debt that the adjustment made goes on to where
 * its points are now. Adds to out->step.
 */
int event_carry_debt(struct event_run *run, const struct entry *of, struct household *h, const struct entry *by, struct reversal *out);

#endif
