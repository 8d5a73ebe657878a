/*
 * pts-card: one household's statement.
 */
#ifndef PTS_JOB_CARD_H
#define PTS_JOB_CARD_H

#include "job/job.h"

/* Every entry of a household with its running balance: as text for the counter, or (format csv, tsv) as a stream. */
int job_card(struct job *job, const char *household, bool text);

#endif
