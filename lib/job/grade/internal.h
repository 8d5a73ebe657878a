/*
 * Inside pts-grade: one scale in one book.
 */
#ifndef PTS_JOB_GRADE_INTERNAL_H
#define PTS_JOB_GRADE_INTERNAL_H

#include "domain/grade.h"
#include "job/intake/job.h"
#include "ledger/records/grades.h"
#include "ledger/scheme/in_force.h"
#include "ledger/sums/participants.h"

struct grading {
	struct job *job;
	struct ledger *l;

	const char *wanted; /* the scale asked for; NULL: all */
	struct period period;
	struct printer *out;
	const struct book *book;
	struct scheme_rows steps; /* of all scales in force in the book, a scale's side by side */
	int (*scale)(struct grading *g, const char *scale); /* what is done for each scale */
	size_t found;                                       /* scales so far */
	size_t first, last;                                 /* those of the scale at hand */
	struct grade_step *limits;                          /* as many, last - first */
	struct roll households;
	struct roll members;
	bool changed;               /* what is found differs from what is stored */
	const struct book *checked; /* its months were looked at already */
};

/*
 * Calls f for each book below -b that has households, or for each of their scales that is wanted; inside a transaction
 * that the caller has begun. That no scale is there is an error.
 */
int grading_books(struct grading *g, int (*f)(struct grading *g));
int grading_each(struct grading *g, int (*f)(struct grading *g, const char *scale));

/* Makes a scale the one at hand; without its steps when the scheme has it no more. */
void grading_find(struct grading *g, const char *scale);

/* The step of a grade by its code; -1: none. */
int grading_step(const struct grading *g, const char *grade);

/* A cell of a step; "" for step -1. */
const char *grading_cell(const struct grading *g, int step, const char *column);

/* Whether a household of the book at hand is active. */
bool grading_is_active(const struct grading *g, const char *household);

/* Opens the ledger for reading, calls f with the book of -b (NULL: none) and closes it. */
int grading_read(struct grading *g, int (*f)(struct grading *g, const struct book *book));

/* Frees what is at hand and closes the ledger. */
void grading_close(struct grading *g);

#endif
