/*
 * Certificates of honour as HTML: one landscape A4 page each, no script, nothing fetched.
 */
#ifndef PTS_JOB_HONOR_PAPER_H
#define PTS_JOB_HONOR_PAPER_H

#include <stdbool.h>
#include <stdio.h>

/* Texts are borrowed, never NULL; `head` and `seal` may be "". */
struct honor_paper {
	const char *book; /* the village's name */
	const char *name; /* of the household's head, the member, or the village */
	bool person;      /* a member, not a household */
	bool village;     /* the village as a whole */
	const char *period;
	const char *title;
	const char *number; /* address of the entry */
	const char *date;   /* 2026-01-05 */
	const char *head;
	const char *seal;
	bool zh;
};

/* One certificate; `first` begins the document. */
void honor_paper_print(FILE *f, const struct honor_paper *p, bool first);

/* Ends the document; `empty` says that there was no certificate. */
void honor_paper_end(FILE *f, bool empty);

#endif
