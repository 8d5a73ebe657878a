/*
 * pts-card: what a household may see of itself: its statement, its folded points card, all that is kept about it; and
 * the record of a volunteer.
 */
#ifndef PTS_JOB_CARD_CARD_H
#define PTS_JOB_CARD_CARD_H

#include "job/intake/job.h"

enum card_form {
	CARD_TEXT, /* for the counter; households apart by a form feed */
	CARD_ROWS, /* the entries as a stream (csv, tsv) */
	CARD_HTML, /* A4, each household on pages of its own */
	CARD_FOLD  /* HTML too: an A4 page a household, to be folded once */
};

/* Whose card; one of the three is given. */
struct card_request {
	const char *household; /* a code */
	const char *stream;    /* CSV that names households: `-` or a file */
	const char *group;     /* all active households of a group of job->book, or of every book */
	enum card_form form;
};

/* The card of each household; EX_DATAERR when there is none, or one whose entries do not add up. */
int job_card(struct job *job, const struct card_request *r);

/* All that is kept about each of them, as CARD_TEXT or as CARD_ROWS book,household,table,key,column,value. */
int job_everything(struct job *job, const struct card_request *r);

/* The record of hours of a member, over job->period (NULL: from the beginning), as any form but CARD_FOLD. */
int job_certificate(struct job *job, const char *member, enum card_form form);

#endif
