/*
 * pts-stock: goods into the shops.
 */
#ifndef PTS_JOB_STOCK_H
#define PTS_JOB_STOCK_H

#include "job/batch.h"

/* Goods delivered: columns id,book,item,shop,quantity,cost,supplier,date. */
int job_stock_in(struct job *job, bool late, const struct batch_options *o);

#endif
