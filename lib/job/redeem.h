/*
 * pts-redeem: points for goods (兑换), and back.
 */
#ifndef PTS_JOB_REDEEM_H
#define PTS_JOB_REDEEM_H

#include "job/batch.h"

/* What somebody ordered; texts are borrowed, "" when blank. */
struct order {
	const char *order;
	const char *date;
	const char *book;
	const char *household;
	const char *item;
	const char *quantity;
	const char *shop;
	const char *member;
	const char *source;
};

int job_redeem(struct job *job, bool late, const struct batch_options *o);
int job_redeem_one(struct job *job, bool late, const struct order *order);

/* Voids the redemption of a receipt, once: points and goods go back. job->message is the reason. */
int job_void(struct job *job, const char *receipt);

#endif
