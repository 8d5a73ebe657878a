/*
 * pts-settle: the fund, the bills of merchants, clearing between villages, and what can be paid.
 */
#ifndef PTS_JOB_MONEY_MONEY_H
#define PTS_JOB_MONEY_MONEY_H

#include "job/intake/batch.h"

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

/*
 * Issues a bill to every merchant (or only `shop`) with something not billed yet up to the end of job->period, and
 * prints all bills of exactly that period, so that doing it again prints them again. `html`: as sheets to sign.
 */
int job_bill(struct job *job, const char *shop, bool html);

/* Bills issued so far, of job->period and `shop` when given (NULL: all); `unpaid`: only those that are not paid whole. */
int job_bill_list(struct job *job, const char *shop, bool unpaid);

/* What stands on a bill, entry by entry; `html`: as the sheet to sign. */
int job_bill_show(struct job *job, const char *number, bool html);

/* A payment; texts "" when blank. A blank amount is all that is still owed. */
struct payment {
	const char *id;
	const char *amount;
	const char *account;
	const char *date;
	bool late;
};

/* Pays bills, all of them or none. EX_REFUSED when the fund or the bill does not reach. */
int job_pay(struct job *job, const char *const *numbers, const struct payment *p);

/* What villages owe each other for the period: households that redeemed at another book's shops. */
int job_clear(struct job *job);

/* Whether what has been promised can be paid. */
int job_liability(struct job *job);

#endif
