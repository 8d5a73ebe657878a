/*
 * The tally of a month as its close freezes it (结账).
 */
#ifndef PTS_LEDGER_SUMS_FROZEN_H
#define PTS_LEDGER_SUMS_FROZEN_H

#include "base/hash.h"
#include "domain/sums.h"
#include "ledger/core/core.h"

struct frozen {
	int64_t households; /* with entries in the month */
	struct sums total;
	char digest[HASH_SIZE];
};

/*
 * Sums of a book's month as stored, and their digest: the SHA-256 of CSV lines `household,events,earned,deducted,points,redeemed,expired,other` (this
 * header first), one a household with entries in order of its code, amounts with two decimals, LF at the end of each line.
 */
int frozen_read(struct ledger *l, const struct book *book, const char *month, struct frozen *out);

/* Keeps with those sums what each household had at the end of the month: once, when it is closed and all is written. */
int frozen_keep(struct ledger *l, const struct book *book, const char *month);

/* Only the digest. */
int frozen_digest(struct ledger *l, const struct book *book, const char *month, char hex[static HASH_SIZE]);

#endif
