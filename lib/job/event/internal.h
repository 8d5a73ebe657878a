/*
 * One event on its way into the journal: from what was typed to an entry.
 */
#ifndef PTS_JOB_EVENT_INTERNAL_H
#define PTS_JOB_EVENT_INTERNAL_H

#include "domain/ids.h"
#include "job/event/event.h"
#include "job/intake/print_entry.h"
#include "ledger/records/claims.h"

/* An input understood: everything looked up and parsed. */
struct event_row {
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
	const char *corrects; /* as of the input */
	const char *ref;      /* who approved it, "" without review */
	const char *recorder;
	bool late;
	bool approved;
};

/* One transaction around f, with the rows it prints: open, begin, f, flush usage, commit, close. */
int event_transaction(struct event_run *run, struct job *job, struct ledger *l, int (*f)(void *ctx), void *ctx);

/* A new file begins: equal rows are counted anew. */
void event_run_file(struct event_run *run);

/* Prints a row that waits for review. */
void event_print_claim(struct event_run *run, const struct event_row *r, const char *state, const char *remark);

/* Posts one event and prints its row; has reported what is wrong. */
enum outcome event_post(struct event_run *run, const struct event_input *in, int *status);

/* Checks a new row against the scheme; posts it, or with review on stores it as a claim. Prints its row. */
enum outcome event_accept(struct event_run *run, const struct event_input *in, struct event_row *r, int *status);

/* Posts the event of a claim that was approved. */
int event_post_claim(struct event_run *run, const struct claim_row *claim, const char *reviewers);

/* Gives the row its id: the one handed in, one derived from its content, or a random one. */
int event_set_id(struct event_run *run, const struct event_input *in, struct event_row *r);

/* Whether the id is known with this content, whose row has then been printed; EX_DATAERR when it is known with other content. */
int event_duplicate(struct event_run *run, const struct event_input *in, struct event_row *r, bool *known);

/* EX_DATAERR when the row agrees with one of an earlier hand-in in all but quantity, points or act. */
int event_check_correction(struct event_run *run, const struct event_row *r);

/*
 * Posts a transfer: two entries that name each other. `points` is what the receiver gets, below 0 for debt; `corrects` is the address of the correction
 * that it carries on, "" for a move. steps[0] is the giving entry, steps[1] the receiving one.
 */
int event_transfer(struct event_run *run, struct household *from, struct household *to, int64_t points, const char *corrects,
		   struct reversal_step steps[static 2]);

/* Moves all points of a household to another, FROM and TO as BOOK:HOUSEHOLD, and prints both entries. */
int event_move(struct event_run *run, const char *from, const char *to);

/* Prints an entry of the journal; `state` and `remark` as print_entry() has them. */
int event_print_entry(struct event_run *run, int64_t book, int64_t seq, const char *state, const char *remark);

/* Appends ` BOOK:SEQ` for every standing event that a cap had cut while the reversed entry `of` took its room. */
int event_list_cut(const struct event_run *run, const struct entry *of, struct household *h, struct buf *out);

#endif
