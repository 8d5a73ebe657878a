/*
 * pts-dump: a ledger for other programs.
 */
#ifndef PTS_JOB_DUMP_DUMP_H
#define PTS_JOB_DUMP_DUMP_H

#include "job/intake/job.h"

/*
 * The journal as plain-text accounting that hledger and ledger read: points, goods as commodities, yuan. Every
 * transaction balances in each of them; pts-dump(1) names the accounts.
 */
int job_dump_ledger(struct job *job);

#endif
