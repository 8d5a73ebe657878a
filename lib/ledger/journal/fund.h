/*
 * The fund (资金): the money behind the scheme, by source.
 */
#ifndef PTS_LEDGER_JOURNAL_FUND_H
#define PTS_LEDGER_JOURNAL_FUND_H

#include "domain/entry.h"
#include "ledger/core/core.h"

/* A source and its money (fen): balance = received − paid. goods: what was given in kind, at its value. */
struct fund {
	char account[80];
	int64_t received;
	int64_t paid;
	int64_t goods;
};

/*
 * Called by the journal for every entry, before it is appended: adds its money to its source. More than a source has is
 * refused (EX_REFUSED) or, by the setting overdraw, only warned of.
 */
int fund_move(struct ledger *l, const struct entry *e);

/* EX_DATAERR when what an entry brings would not fit its source; to be asked before anything else is changed. */
int fund_room(struct ledger *l, const struct entry *e);

/* A source's money; all 0 when it never had any. */
int fund_read(struct ledger *l, int64_t book, const char *account, struct fund *out);

/* The sources of a book in order of their codes: account, received, paid, goods. */
void fund_walk(struct ledger *l, int64_t book, struct rows *r);
void fund_row(const struct rows *r, struct fund *out);

/* What all sources of a book have together. */
int fund_total(struct ledger *l, int64_t book, int64_t *money);

#endif
