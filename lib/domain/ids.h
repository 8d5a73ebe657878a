/*
 * Ids: twice is once (semantics, section 2).
 *
 * A row without an id gets one from its own normalised content, so that handing in a file again posts only what is new. The id is two numbers:
 *   a = days since 2000-01-01 (16 bits) · first 47 bits of SHA-256 of what says who and when (for an event: book, date, household, member, rule),
 *       so that rows of the same days lie together in the ledger;
 *   b = first 47 bits of SHA-256 of the same and what says how much (quantity, points, act) · ordinal among equal rows of the file (16 bits, from 1).
 * Fields are joined by TAB. As text it is `x`, 16 hex digits of a, 16 of b. Two ids that agree in a and differ in b beyond the ordinal are
 * a deed and its correction. A given id has a = first 63 bits of SHA-256 of its text, b = 0 (or a counter, should two texts meet).
 */
#ifndef PTS_DOMAIN_IDS_H
#define PTS_DOMAIN_IDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

/* Kinds of document: ids are unique within book and kind. The numbers stand in ledgers. */
enum id_kind {
	ID_EVENT_DERIVED = 1,
	ID_EVENT_GIVEN = 2,
	ID_ORDER_DERIVED = 3,
	ID_ORDER_GIVEN = 4,
	ID_STOCK_DERIVED = 5,
	ID_STOCK_GIVEN = 6,
	ID_FUND_DERIVED = 7,
	ID_FUND_GIVEN = 8,
	ID_USE_DERIVED = 9,
	ID_USE_GIVEN = 10,
	ID_DISPUTE_DERIVED = 21, /* kinds between are for other documents */
	ID_DISPUTE_GIVEN = 22
};

struct id {
	int64_t a;
	int64_t b;
};

enum { ID_SIZE = 34, ID_ORDINALS = 65535 };

/* From the day and the two texts; ordinal 0, to be added to b. */
struct id id_derive(day_t day, const char *who, const char *how_much);

struct id id_given(const char *text);

/* True when b's of two ids with equal a say the same deed, whatever the ordinal. */
bool id_same_content(int64_t b1, int64_t b2);

char *id_format(struct id id, char buf[static ID_SIZE]);

/* True for a text that id_format could have written. */
bool id_parse(const char *s, struct id *out);

#endif
