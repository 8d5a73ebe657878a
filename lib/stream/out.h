/*
 * Where results go: standard output, or a file that appears whole or not at all.
 */
#ifndef PTS_STREAM_OUT_H
#define PTS_STREAM_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "stream/temp.h"

struct out {
	FILE *f;   /* write here */
	int fd;	   /* what f writes to */
	int error; /* the errno of the first write that failed */
	char *path;
	struct temp temp;
	bool held;
};

/*
 * Opens the output. `path` NULL or "-" is standard output; else a temporary file beside `path` (mode as umask says),
 * renamed by out_close. With `hold`, writing to standard output is kept back in an unnamed temporary file until
 * out_close, for programs that may print only after their transaction has been committed. `o` must stay where it is
 * until it is closed. Error: EX_CANTCREAT.
 */
int out_open(struct out *o, const char *path, bool hold, struct diag *d);

/*
 * Writes out what is held, flushes, checks, renames: EX_IOERR when anything was not written. With `keep` false nothing
 * appears: what was held is dropped and the temporary file removed. Closes standard output itself so that a full disk is
 * noticed.
 */
int out_close(struct out *o, bool keep, struct diag *d);

#endif
