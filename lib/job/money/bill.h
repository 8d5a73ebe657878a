/*
 * Bills of merchants: issued for a period, shown, paid.
 */
#ifndef PTS_JOB_MONEY_BILL_H
#define PTS_JOB_MONEY_BILL_H

#include "job/intake/job.h"
#include "ledger/journal/bills.h"

/*
 * Issues a bill to every merchant (or only `shop`) with something not billed yet up to the end of job->period, and
 * prints all bills of exactly that period, so that doing it again prints them again. `html`: as sheets to sign.
 */
int job_bill(struct job *job, const char *shop, bool html);

/* Bills issued so far, of job->period and `shop` when given (NULL: all); `unpaid`: only those that are not paid whole.
 */
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
