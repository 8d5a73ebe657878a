/*
 * What a set of entries adds up to: the columns of a tally (semantics, section 4).
 */
#ifndef PTS_DOMAIN_SUMS_H
#define PTS_DOMAIN_SUMS_H

#include "domain/entry.h"

/* Hundredths; events is a count. deducted, redeemed and expired are positive for what was taken away. */
struct sums {
	int64_t events;
	int64_t earned;
	int64_t deducted;
	int64_t points;
	int64_t redeemed;
	int64_t expired;
	int64_t other;
};

/*
 * Adds one entry; `of` is the kind of the entry that a reverse corrects, else e->kind. False on overflow, with *s unchanged.
 */
bool sums_add(struct sums *s, const struct entry *e, enum kind of);

/* Adds b to a; false on overflow. */
bool sums_merge(struct sums *a, const struct sums *b);

/* score = earned − deducted; change of balance = points − redeemed − expired + other. */
int64_t sums_score(const struct sums *s);
int64_t sums_balance(const struct sums *s);

#endif
