/*
 * The scheme (实施方案) in force: rules, items, shops of a book, its own rows before its parent's before those of every book.
 */
#ifndef PTS_LEDGER_SCHEME_SCHEME_H
#define PTS_LEDGER_SCHEME_SCHEME_H

#include "domain/rule.h"
#include "ledger/core/core.h"

/* All rules of the ledger, read once per job. */
struct rulebook;
int rulebook_read(struct ledger *l, struct rulebook **out);
void rulebook_free(struct rulebook *b);

/* The rules in force now, read on first use in a transaction and forgotten with it. Not to be freed. */
int ledger_rules(struct ledger *l, const struct rulebook **out);
void ledger_rules_forget(struct ledger *l);

/*
 * The version of a rule that scores a deed of `date` in a book. NULL with EX_DATAERR reported when the book has no such rule or none
 * valid that day.
 */
const struct rule *rulebook_find(struct ledger *l, const struct rulebook *b, const struct book *book, const char *code, const char *date);

/* The same without complaint; *known (may be NULL) says whether the book has the rule on any day. */
const struct rule *rulebook_peek(const struct ledger *l, const struct rulebook *b, const struct book *book, const char *code, const char *date,
				 bool *known);

/* The versions of a rule code, of all books, one after the other: NULL for the first, NULL after the last. */
const struct rule *rulebook_next(const struct rulebook *b, const struct rule *r, const char *code);

/* Every row. */
size_t rulebook_rules(const struct rulebook *b, const struct rule **rules);

/* The category and the ladder that count for a book; NULL when it has none of that code. */
const struct category *rulebook_category(const struct ledger *l, const struct rulebook *b, const struct book *book, const char *code);
const struct ladder *rulebook_ladder(const struct ledger *l, const struct rulebook *b, const struct book *book, const char *code);

struct item {
	char code[80];
	char title[256];
	char kind[16];
	int64_t points; /* hundredths per piece */
	int64_t cash;	/* fen per piece, BLANK: none */
	int64_t cost;	/* fen per piece, BLANK: unknown */
	int64_t limit;	/* hundredths of a piece for a household in a window, BLANK: none */
	char limit_per[16]; /* that window, "" is ever */
	int64_t coupon_days; /* for how many days a coupon is valid, BLANK: to valid_until */
	char valid_until[DATE_SIZE]; /* "" without end */
	int64_t low; /* hundredths of a piece: the warning level of its stock, BLANK: none */
};

/*
 * The item a shop of the book gives on a day; EX_DATAERR when there is none. `shop` may be "". What only a shop gave that has become
 * part of this one, this one gives.
 */
int item_find(struct ledger *l, const struct book *book, const char *code, const char *shop, const char *date, struct item *out);

/* The same without complaint: *found is false when there is none. */
int item_look(struct ledger *l, const struct book *book, const char *code, const char *shop, const char *date, struct item *out,
	      bool *found);

/* The codes of all items in the book's scheme, each once. */
int item_codes(struct ledger *l, const struct book *book, struct map *out);

/* Is it a coupon that can be used at any shop? */
int item_floats(struct ledger *l, const struct book *book, const char *code, const char *date, bool *floats);

/* Whether the book's scheme has, or once had, an item of that code. */
int item_known(struct ledger *l, const struct book *book, const char *code, bool *known);

/* The newest title an item has had in the book's scheme, or its code; for what was redeemed long ago. */
int item_title(struct ledger *l, const struct book *book, const char *code, char title[static 256]);

#endif
