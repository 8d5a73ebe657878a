/*
 * Which rows of the scheme are in force in a book, and their digest.
 *
 * The digest of a table in a book is the SHA-256 of CSV: the header and the rows in force, as `pts-list TABLE` prints
 * them but without the column book, in order of their key, where of several rows with the same key only the nearest
 * counts (the book's own, then its parent's, then that of every book). So two villages under the same rules show the
 * same digest.
 */
#ifndef PTS_LEDGER_SCHEME_DIGEST_H
#define PTS_LEDGER_SCHEME_DIGEST_H

#include "base/hash.h"
#include "ledger/scheme/tables.h"

/* What was in force everywhere before a change. */
struct digests;
int digests_take(struct ledger *l, struct digests **out);

/* The digest of these rows, each the cells of a table with the first one unused, as if they were in force in a book. */
char *digest_rows(const struct ledger *l, const struct book *book, const struct table *t, const char *const *const *rows, size_t n,
		  char hex[static HASH_SIZE]);

/* One of them, "" when the book was not there. */
const char *digests_get(const struct digests *d, const struct book *book, const struct table *t);
void digests_free(struct digests *d);

#endif
