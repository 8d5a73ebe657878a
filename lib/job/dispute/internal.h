/*
 * Inside pts-dispute: a dispute as a row of a stream.
 */
#ifndef PTS_JOB_DISPUTE_INTERNAL_H
#define PTS_JOB_DISPUTE_INTERNAL_H

#include "ledger/records/disputes.h"
#include "stream/printer.h"

/* The columns of a dispute, NULL-terminated. */
extern const char *const dispute_columns[];

/* Prints a dispute; `state` NULL is its own. */
int dispute_print(struct printer *p, struct ledger *l, const struct dispute *d, const char *state, const char *remark);

#endif
