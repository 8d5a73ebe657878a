/*
 * All that is kept about a household, while it is printed: as text in sections, or as rows table, key, column, value.
 */
#ifndef PTS_JOB_CARD_DOSSIER_H
#define PTS_JOB_CARD_DOSSIER_H

#include "job/card/internal.h"

struct dossier {
	struct carding *run;
	struct household *h;
	const char *table; /* of the last row; NULL: none yet */
	struct buf key;    /* of the present row */
	bool headed;       /* the key was printed */
};

/* Begins a row of a table: the values that follow belong to it. `fmt` gives its key. */
void dossier_row(struct dossier *x, const char *table, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The value of a column of that row; blank, BLANK and entry 0 print nothing. */
void dossier_text(struct dossier *x, const char *column, const char *value);
void dossier_amount(struct dossier *x, const char *column, int64_t v);
void dossier_entry(struct dossier *x, const char *column, int64_t seq);

#endif
