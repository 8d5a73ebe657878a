/*
 * What is kept of people beside the journal and the roster's households, and how it is taken away (Personal Information
 * Protection Law, articles 45 to 47). Codes stay, as the journal has them.
 */
#ifndef PTS_LEDGER_ROSTER_PERSONAL_H
#define PTS_LEDGER_ROSTER_PERSONAL_H

#include "ledger/roster/roster.h"

/* Codes of the household's members of today, and ids of the claims about it, in their order; f returns 0 to go on and
 * may read whatever else it wants. */
int personal_members(struct ledger *l, const struct household *h, int (*f)(void *ctx, const char *member), void *ctx);
int personal_claims(struct ledger *l, const struct household *h, int (*f)(void *ctx, const char *claim), void *ctx);

/*
 * Erases the text behind an entry's note, and in the decided claim that it came from (`id`, its event; "" none) note,
 * evidence and reason. *had says whether there was anything.
 */
int personal_erase(struct ledger *l, int64_t book, int64_t seq, const char *id, bool *had);

/* The same for a claim that was rejected, which has no entry. */
int personal_erase_claim(struct ledger *l, int64_t book, const char *claim, bool *had);

#endif
