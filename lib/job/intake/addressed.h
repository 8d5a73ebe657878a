/*
 * Entries that a command names: by addresses as operands, all or nothing, or by streams such as pts-list prints of the
 * journal.
 */
#ifndef PTS_JOB_INTAKE_ADDRESSED_H
#define PTS_JOB_INTAKE_ADDRESSED_H

#include "job/intake/batch.h"
#include "job/intake/cells.h"
#include "ledger/journal/journal.h"

struct addressed {
	struct job *job;
	struct ledger *l;
	const char *const *known; /* columns of the stream: begins with book, seq, claim */
	/* Works one entry off; has reported what is wrong. *status is the exit code of ROW_FATAL. */
	enum outcome (*entry)(void *ctx, const struct entry *e, int *status);
	/* The same for a claim of a stream without seq; NULL: such streams are not taken. */
	enum outcome (*claim)(void *ctx, const struct book *book, const char *claim, int *status);
	void *ctx;
	struct cells cells; /* not the caller's */
};

int addressed_run(struct addressed *a, const struct batch_options *o);

#endif
