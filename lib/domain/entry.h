/*
 * One entry of the journal (分录) and the line that its hash covers (pts-ledger(5)).
 */
#ifndef PTS_DOMAIN_ENTRY_H
#define PTS_DOMAIN_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"
#include "domain/blank.h"
#include "domain/ids.h"

enum kind {
	KIND_EARN,
	KIND_DEDUCT,
	KIND_VETO,
	KIND_ADJUST,
	KIND_REVERSE,
	KIND_REDEEM,
	KIND_REFUND,
	KIND_EXPIRE,
	KIND_TRANSFER,
	KIND_STOCK,
	KIND_FUND,
	KIND_CLOSE,
	KIND_NOTICE,
	KIND_DISPUTE,
	KIND_OUTCOME,
	KIND_SCHEME,
	KIND_USE,  /* a coupon was used */
	KIND_BILL, /* what a merchant is owed was put on a bill */
	KIND_HONOR,
	KIND_GRADE,
	KIND_FILE,     /* a file was handed in */
	KIND_ROSTER,   /* the part of the roster that figures depend on changed */
	KIND_CLAIM,    /* events were handed in that wait for review */
	KIND_RESERVE,  /* goods were reserved, or a reservation ended without them */
	KIND_ACTIVITY, /* the attendance of an activity was closed */
	KIND_PRIZE,    /* goods were given as a prize */
	KIND_SHARE,    /* money of the fund was shared out to a household */
	KIND_HANDOVER, /* another ledger writes the book from here on */
	KIND_COUNT
};

enum { MONTH_SIZE = 8 }; /* "YYYY-MM" and NUL */

/*
 * Texts are borrowed, never NULL, "" when blank. score and points are hundredths and always given; quantity (hundredths),
 * value, cash, owed and money (fen) are BLANK where an entry has none.
 */
struct entry {
	const char *book; /* the book's code */
	int64_t book_id;  /* its number inside; not hashed */
	int64_t seq;
	char period[MONTH_SIZE];
	char date[DATE_SIZE];
	char at[STAMP_SIZE];
	enum kind kind;
	const char *id;
	const char *household;
	const char *member;
	const char *role;  /* the member's, the household's kind and the team as they were when it was scored */
	const char *class;
	const char *team;
	const char *activity;
	const char *rule;
	const char *category;
	const char *act;
	const char *item;
	const char *shop;
	const char *account;
	int64_t quantity;
	int64_t score;
	int64_t points;
	int64_t value;
	int64_t cash;
	int64_t owed; /* to a merchant */
	int64_t money;
	const char *ref;
	const char *corrects; /* BOOK:SEQ */
	const char *source;
	const char *note; /* digest of salt and text, or "" */
	const char *actor;
	char hash[HASH_SIZE];
	int64_t prev; /* the household's previous entry in this book, 0 for none; not hashed */
};

/*
 * The fields in the order of the hashed line, by type; the first one, the book, is not in the list, because the database has its number.
 *
 *   TEXT    a borrowed text           CHARS   an array of characters
 *   KIND    the name of the kind      WHOLE   a whole number, never blank
 *   AMOUNT  hundredths or BLANK       CHANGE  hundredths, never blank
 *   FEN     whole fen or BLANK
 *
 * The line, the journal's statements and what reads them are made from this list. A further field needs a line here, a
 * member of struct entry, a column in schema.sql and a place in pts-ledger(5).
 */
#define ENTRY_FIELDS(X)                                                                                                \
	X(WHOLE, seq)                                                                                                  \
	X(CHARS, period)                                                                                               \
	X(CHARS, date)                                                                                                 \
	X(CHARS, at)                                                                                                   \
	X(KIND, kind)                                                                                                  \
	X(TEXT, id)                                                                                                    \
	X(TEXT, household)                                                                                             \
	X(TEXT, member)                                                                                                \
	X(TEXT, role)                                                                                                  \
	X(TEXT, class)                                                                                                 \
	X(TEXT, team)                                                                                                  \
	X(TEXT, activity)                                                                                              \
	X(TEXT, rule)                                                                                                  \
	X(TEXT, category)                                                                                              \
	X(TEXT, act)                                                                                                   \
	X(TEXT, item)                                                                                                  \
	X(TEXT, shop)                                                                                                  \
	X(TEXT, account)                                                                                               \
	X(AMOUNT, quantity)                                                                                            \
	X(CHANGE, score)                                                                                               \
	X(CHANGE, points)                                                                                              \
	X(FEN, value)                                                                                                  \
	X(FEN, cash)                                                                                                   \
	X(FEN, owed)                                                                                                   \
	X(FEN, money)                                                                                                  \
	X(TEXT, ref)                                                                                                   \
	X(TEXT, corrects)                                                                                              \
	X(TEXT, source)                                                                                                \
	X(TEXT, note)                                                                                                  \
	X(TEXT, actor)

enum entry_type { ENTRY_TEXT, ENTRY_CHARS, ENTRY_KIND, ENTRY_WHOLE, ENTRY_AMOUNT, ENTRY_CHANGE, ENTRY_FEN };

struct entry_field {
	const char *name;
	enum entry_type type;
	size_t offset; /* in struct entry */
	size_t size;
};

/* How many fields the list has. */
#define ENTRY_ONE(TYPE, NAME) +1
enum { ENTRY_FIELD_COUNT = 0 ENTRY_FIELDS(ENTRY_ONE) };

extern const struct entry_field entry_fields[ENTRY_FIELD_COUNT];

/* Where a field lies in an entry. */
const char **entry_text(struct entry *e, const struct entry_field *f);
int64_t *entry_number(struct entry *e, const struct entry_field *f);
char *entry_chars(struct entry *e, const struct entry_field *f);

/* An entry of a kind, everything else blank. */
struct entry entry_new(enum kind kind);

const char *kind_name(enum kind kind);
bool kind_parse(const char *s, enum kind *out);

/* True for earn, deduct and veto: what the column `events` counts. */
bool kind_is_event(enum kind kind);

/* True for the kinds whose effect on the household's lots is put on record when they are posted. */
bool kind_settles(enum kind kind);

/* The ids of base scores begin with this. */
#define ID_BASE "base-"

/* Whether it grants a base score (pts-log --base): score that nobody did anything for and that cannot be spent. */
bool entry_is_base(const struct entry *e);

/* Where a tally counts the points of an entry of this kind. */
enum kind_column {
	COLUMN_NONE,
	COLUMN_SCORE, /* earned or deducted, and points: events, corrections, reversals */
	COLUMN_REDEEMED,
	COLUMN_EXPIRED,
	COLUMN_OTHER
};
enum kind_column kind_column(enum kind kind);

/* The kind of document and the number under which the id of an entry is kept; false when it has none. */
bool entry_id(const struct entry *e, enum id_kind *kind, struct id *id);

/* Whether the month it counts in must be closed before a later one can be. */
bool entry_is_binding(const struct entry *e);

/*
 * How a redemption is settled stands in `act` of the shop's entry: blank for goods from the shelf of an own shop, ACT_PARTNER for
 * what a merchant gave and is paid for, ACT_COUPON for a coupon, which costs nobody anything until it is used.
 */
#define ACT_PARTNER "partner"
#define ACT_COUPON "coupon"

/* The source of the fund into which the cash of own shops goes. */
#define FUND_TILL "till"

/* Whether it moves goods of a shop: stock, redeem and refund with a quantity, unless a merchant or a coupon settles them. */
bool entry_moves_goods(const struct entry *e);

/* Whether a merchant is owed (or, for a refund, owes back) what the entry says; how much of an entry or a bill, in fen. */
bool entry_is_payable(const struct entry *e);
int64_t entry_payable(const struct entry *e);

/* What is still to be paid for goods of this value when this was paid for them over the counter; either may be BLANK. */
int64_t entry_unpaid(int64_t value, int64_t cash);

/*
 * Whether it is the household's side of a redemption at another book's shop: it names that book as account, and what is unpaid of its value
 * one village owes the other. Of a coupon it is the use that counts, not the order.
 */
bool entry_is_elsewhere(const struct entry *e);

/* The source of the fund that its money belongs to; NULL when it moves none. */
const char *entry_source(const struct entry *e);

/* Whether it brings goods that somebody gave instead of money: a delivery with a source. */
bool entry_is_donation(const struct entry *e);

/*
 * Appends the hashed line to b: `pts1`, the previous hash, the fields from book to actor, TAB between, LF at the end.
 */
void entry_line(const struct entry *e, const char *previous, struct buf *b);

/* Room for any address `BOOK:SEQ` and NUL. */
enum { ADDRESS_SIZE = 160 };

/* The address of entry `seq` of the book of this code. Returns buf. */
char *address_format(const char *book, int64_t seq, char buf[static ADDRESS_SIZE]);

/* An address `BOOK:SEQ`; false when `s` is none. `book` gets the part before the last colon. */
bool address_parse(const char *s, char *book, size_t size, int64_t *seq);

#endif
