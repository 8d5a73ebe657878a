/*
 * A record of volunteer service while it is made: shared by card_certificate*.c.
 */
#ifndef PTS_JOB_CARD_CERTIFICATE_H
#define PTS_JOB_CARD_CERTIFICATE_H

#include "base/hash.h"
#include "job/card/internal.h"

/* One event; texts are owned. */
struct activity {
	int64_t seq;
	char date[DATE_SIZE];
	char *rule;
	char *title;
	int64_t hours; /* hundredths, as granted */
};

struct certificate {
	struct job *job;
	struct ledger *l;
	struct rulebook *rules;
	enum card_form form;
	struct member *m;
	char from[DATE_SIZE];
	char to[DATE_SIZE];
	char today[DATE_SIZE];
	struct activity *all; /* by date */
	size_t n;
	int64_t hours;
	char *number;         /* BOOK-MEMBER-SEQ */
	char hash[HASH_SIZE]; /* of the entry SEQ; "" without activities */
};

/* Who signs: the setting `seal`, else the village. */
const char *certificate_issuer(const struct certificate *c);

/* The document, in the language in force. */
void certificate_print_html(FILE *f, const struct certificate *c);

#endif
