/*
 * The rules of scoring as the design's page of meanings says them, done the slow way: every window is added up anew
 * from the list of all events. Nothing here is taken from the library, so that a mistake would have to be made twice.
 */
#ifndef PTS_TESTS_NAIVE_H
#define PTS_TESTS_NAIVE_H

#include "world.h"

/* An event that stands in the journal. */
struct happened {
	struct deed_row deed;
	int category;
	char kind;       /* e earn, d deduct, v veto */
	int64_t counted; /* quantity after max_quantity */
	int64_t due;     /* asked for, after repetition and act */
	int64_t score, points;
	bool reversed;
	long long seq; /* in its book, once the ledger has said so */
};

struct story {
	const struct world *world;
	bool later; /* the rules that come in the middle are there */
	struct happened *event;
	size_t n, room;
	int64_t balance[BOOKS][HOUSEHOLDS];
};

/* Scores a deed and adds it to the story; NULL when it is no proper deed under the scheme. */
struct happened *naive_post(struct story *s, const struct deed_row *d);

void naive_reverse(struct story *s, struct happened *e);

#endif
