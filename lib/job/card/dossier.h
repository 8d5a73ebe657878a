/*
 * A household being told of, fact by fact: as text in sections, or as rows table, key, column, value.
 */
#ifndef PTS_JOB_CARD_DOSSIER_H
#define PTS_JOB_CARD_DOSSIER_H

#include "job/card/internal.h"

struct telling {
	struct carding *run;
	struct household *h;
	const char *table; /* of the last fact; NULL: none yet */
	struct buf key;    /* of the present row */
	bool headed;       /* the key was printed */
};

/* The next facts are about this row of a table. */
void telling_about(struct telling *t, const char *table, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* One fact; a blank, BLANK or an entry 0 is none. */
void telling_fact(struct telling *t, const char *column, const char *value);
void telling_amount(struct telling *t, const char *column, int64_t v);
void telling_entry(struct telling *t, const char *column, int64_t seq);

#endif
