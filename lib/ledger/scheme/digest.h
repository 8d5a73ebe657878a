/*
 * Digests of tables: of the scheme, which rows are in force in a book; of the roster, the part of a book's rows that
 * figures depend on.
 *
 * A digest is the SHA-256 of CSV: the header and the rows, as `pts-list TABLE` prints them but without the column book,
 * in order of their key. Of a table of the scheme those rows are taken that are in force: where several have the same
 * key the nearest one (the book's own, then its parent's, then that of every book). So two villages under the same
 * rules show the same digest. Of the roster, and of the books, only the columns flagged FIELD_CHAINED are taken.
 *
 * A column is left out, header and rows, when it has its default in all these rows: a column that is added later leaves
 * old digests as they are. Without a row the digest is that of the empty text.
 */
#ifndef PTS_LEDGER_SCHEME_DIGEST_H
#define PTS_LEDGER_SCHEME_DIGEST_H

#include "base/hash.h"
#include "ledger/scheme/tables.h"

/* The digests of all tables of the scheme in all books as they are now; the caller frees them. */
struct digests;
int digests_take(struct ledger *l, struct digests **out);
void digests_free(struct digests *d);

/* One of them; that of no rows when the book was not there. */
const char *digests_get(const struct digests *d, const struct book *book, const struct table *t);

/* The digest of these rows of a table of the scheme, each all its cells, as if they were in force. */
char *digest_rows(const struct table *t, const char *const *const *rows, size_t n, char hex[static HASH_SIZE]);

/* The digest of a table of the roster, or of the row in the table of books, for the book of this code. */
int roster_digest(struct ledger *l, const struct table *t, const char *book, char hex[static HASH_SIZE]);

/*
 * Adds it as it is before a row of the table changes in that book; what was noted before stays, and tables of the scheme have been
 * taken. Rosters are long, so that only those are digested that change.
 */
int digests_note(struct ledger *l, struct digests *d, const struct table *t, const char *book);
bool digests_noted(const struct digests *d, const struct book *book, const struct table *t);

#endif
