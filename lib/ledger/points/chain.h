/*
 * Entries as the fold of a household's lots needs them, which runs along the household's chain.
 */
#ifndef PTS_LEDGER_POINTS_CHAIN_H
#define PTS_LEDGER_POINTS_CHAIN_H

#include "domain/entry.h"
#include "ledger/roster/roster.h"

struct link {
	int64_t seq;
	int64_t points;
	int64_t prev; /* the household's entry before it, 0: none */
	enum kind kind;
	char period[MONTH_SIZE];
	char date[DATE_SIZE];
	char at[STAMP_SIZE];
	char *texts; /* ref, corrects and account, each with its NUL; NULL: all are blank */
};

/*
 * The newest entries of a book that some household's lots have not in them yet, read in one go: chains run all over
 * the journal, and looking up one entry costs as much as reading several in order. All-zero is none.
 */
struct links {
	int64_t first;
	size_t n;
	struct link *all;
};

/* Reads them where there are enough households to be worth it, and not more than memory is to be spent on. */
int links_read(struct ledger *l, const struct book *book, struct links *out);
void links_free(struct links *links);

/* One entry, from `near` (may be NULL) if it is there, for link_free(). Not *found: it is missing or malformed. */
int link_get(struct ledger *l, const struct book *book, const struct links *near, int64_t seq, struct link *out, bool *found);
void link_free(struct link *link);

/* link_get() where the entry must be there, else chain_broken(). */
int chain_get(struct ledger *l, const struct household *h, const struct links *near, int64_t seq, struct link *out);

/* Reports that an entry of the household is missing or malformed: EX_DATAERR. */
int chain_broken(struct ledger *l, const struct household *h, int64_t seq);

/* The link as an entry of the book; texts are borrowed. */
struct entry link_entry(const struct link *link, const struct book *book);

#endif
