/*
 * pts-redeem: points for goods (兑换), and back.
 */
#ifndef PTS_JOB_SHOP_SHOP_H
#define PTS_JOB_SHOP_SHOP_H

#include "job/intake/batch.h"

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
	const char *topup;
	const char *source;
};

/* How orders are taken. */
struct redeem_options {
	bool late;
	bool topup;   /* missing points are paid in cash, in every order */
	bool reserve; /* put aside until collected */
};

int job_redeem(struct job *job, const struct redeem_options *how, const struct batch_options *o);
int job_redeem_one(struct job *job, const struct redeem_options *how, const struct order *order);

/*
 * Voids the redemption of a receipt, once: points, goods and cash go back; what was reserved and then collected only
 * with `returned` into the stock. job->message is the reason.
 */
int job_void(struct job *job, const char *receipt, bool returned);

/* A reservation is collected, or let go. */
int job_collect(struct job *job, const char *receipt);
int job_cancel(struct job *job, const char *receipt);

/* Marks a coupon used at a shop ("": the only one it is for), once; `id` makes that repeatable. Cancels
 * unused ones and prints new codes. */
int job_use(struct job *job, const char *code, const char *shop, const char *id);
int job_reissue(struct job *job, const char *receipt);

/* Receipts with codes as an HTML sheet, several to a page. */
int job_coupon_sheet(struct job *job, const char *path, const char *title, bool english);

/* Ends reservations never collected and coupons never used, as the settings say. */
int job_lapse(struct job *job);

#endif
