/*
 * pts-settle fund: money into the fund and out of it, by source.
 */
#ifndef PTS_JOB_MONEY_MONEY_H
#define PTS_JOB_MONEY_MONEY_H

#include "job/intake/batch.h"
#include "ledger/journal/journal.h"

/* One movement of money as somebody wrote it down; texts are borrowed, "" when blank. */
struct fund_words {
	const char *id;
	const char *book;
	const char *account; /* the source; a blank is the only one of the book */
	const char *amount;  /* yuan, above 0 */
	const char *date;
	const char *purpose; /* a blank is job->message */
	const char *source;
};

/* A stream of movements: columns id,book,account,amount,date,purpose. `out`: money leaves. */
int job_fund(struct job *job, bool out, bool late, const struct batch_options *o);

/* One movement described by options. */
int job_fund_one(struct job *job, bool out, bool late, const struct fund_words *words);

/* Every entry that moved money, with what its source had then; `account` NULL: of all sources. */
int job_fund_list(struct job *job, const char *account);

/* What came into each source, what went out, what is left. */
int job_fund_sources(struct job *job);

/* The source given, else the only one the book has; EX_DATAERR names those it has. `out` of 80 bytes. */
int fund_account(struct ledger *l, const struct book *book, const char *given, char out[static 80]);

/* An amount of yuan above 0 as fen. */
int fund_amount(struct ledger *l, const char *text, int64_t *out);

#endif
