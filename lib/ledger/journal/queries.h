/*
 * What pts-load, pts-list and pts-tally ask a ledger beside the tables. The callers of the walks step with db_next and finish with
 * db_end, which returns what failed; the columns are named here in their order.
 */
#ifndef PTS_LEDGER_JOURNAL_QUERIES_H
#define PTS_LEDGER_JOURNAL_QUERIES_H

#include "ledger/core/core.h"

/* book, rule, date of everything that was scored, each once. Reads the whole journal. */
void query_scored(struct ledger *l, struct rows *r);

/* household, member, rule, category, act, kind, date, quantity, score of a book's events that nobody has reversed. */
void query_standing(struct ledger *l, const struct book *book, struct rows *r);

/*
 * Another book's household with the same code, head and address: very likely the same people under a wrong book. *other
 * is NULL when there is none.
 */
int query_twin(struct ledger *l, const struct book *book, const char *code, const char *head, const char *address,
	       const struct book **other);

/* seq, hash, at of a book's head: at most one row. */
void query_head(struct ledger *l, const struct book *book, struct rows *r);

/* period, first, last, closed in order of period. */
void query_months(struct ledger *l, const struct book *book, struct rows *r);

/* The first and last entry of the months from..to (YYYY-MM); 0 and 0 when there is none. */
int query_span(struct ledger *l, const struct book *book, const char *from, const char *to, int64_t *first,
	       int64_t *last);

/* shop, item, quantity, held, value in order of shop and item. */
void query_stock(struct ledger *l, const struct book *book, struct rows *r);

/* receipt, seq, state, quantity (hundredths given, 0: none) in order of receipt. */
void query_redemptions(struct ledger *l, const struct book *book, struct rows *r);

/* Has any household an account yet? */
int query_any_account(struct ledger *l, bool *any);

#endif
