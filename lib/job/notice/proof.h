/*
 * What proves one notice: its record hashes to what its entry says, and the entry to what the chain up to it gives.
 */
#ifndef PTS_JOB_NOTICE_PROOF_H
#define PTS_JOB_NOTICE_PROOF_H

#include "base/map.h"
#include "job/intake/job.h"
#include "job/notice/record.h"

struct proof {
	struct notice notice;
	struct sheet sheet; /* as stored; title NULL: the ledger has none */
};

/* True for `BOOK-YEAR-NN`. */
bool proof_is_number(const char *word);

/* Numbers and hashes (64 hex digits, blanks between them or none) that stand in a text, each once, in its order. */
struct proof_names {
	struct map numbers;
	struct map hashes;
	bool searched; /* whether any of the numbers shows its digest was looked for, with the outcome in `shown` */
	bool shown;
};
void proof_names_add(struct proof_names *names, const char *text);
void proof_names_free(struct proof_names *names);

/*
 * Proves a notice that a file names, with the hashes that stand there; *skipped when the file does not show the
 * notice's digest but that of another one, so that it only mentions this one. EX_REFUSED, with the reason, when the
 * ledger does not hold it any more.
 */
int proof_take(struct ledger *l, const char *number, struct proof_names *names, struct proof *out, bool *skipped);

/*
 * The same for a number with what stands on the paper: the digest or the hash of the entry (the first 16 digits of
 * either are enough, blanks between them or none), or with `hash` both. NULL: only what the ledger has.
 */
int proof_of_number(struct job *job, struct ledger *l, const char *number, const char *digest, const char *hash,
		    struct proof *out);

/* One line on what was proved, and one on what was corrected since. */
int proof_print(struct job *job, struct ledger *l, const struct proof *p);

#endif
