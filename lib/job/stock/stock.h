/*
 * pts-stock: goods into the shops, out of them, between them, and counted.
 */
#ifndef PTS_JOB_STOCK_STOCK_H
#define PTS_JOB_STOCK_STOCK_H

#include "job/intake/batch.h"

/* What is done to goods. */
enum stock_verb { STOCK_IN, STOCK_OUT, STOCK_MOVE, STOCK_COUNT };

/* One movement as somebody wrote it down; texts are borrowed, "" when blank. */
struct stock_words {
	const char *id;
	const char *book;
	const char *shop;
	const char *to; /* where goods move: SHOP or BOOK:SHOP */
	const char *item;
	const char *quantity;
	const char *counted;
	const char *cost;
	const char *supplier;
	const char *account; /* who gave goods instead of money */
	const char *date;
	const char *reason; /* a blank is job->message */
	const char *source;
};

/* A stream of movements; the columns depend on the verb (pts-stock(1)). */
int job_stock(struct job *job, enum stock_verb verb, bool late, const struct batch_options *o);

/* One movement described by options. */
int job_stock_one(struct job *job, enum stock_verb verb, bool late, const struct stock_words *words);

/* Moves all goods of one shop to another: one has become part of the other. */
int job_stock_move_all(struct job *job, bool late, const struct stock_words *words);

/* What is at its warning level or below. */
int job_stock_low(struct job *job);

#endif
