/*
 * A folder of tables (TABLE.csv, TABLE-*.csv, with sub-folders), as pts-init and pts-replay take it.
 */
#ifndef PTS_JOB_LOAD_FOLDER_H
#define PTS_JOB_LOAD_FOLDER_H

#include "job/intake/job.h"
#include "ledger/ledger.h"

enum { FOLDER_TABLES = 16 };

/* The files of one table, in order of their names within a folder. */
struct found {
	char **path;
	size_t n;
};

struct folder {
	struct found found[FOLDER_TABLES]; /* by place in `tables` */
};

/* Looks the files up; names every file that is out of place. EX_DATAERR or EX_NOINPUT, all reported. */
int folder_read(struct folder *folder, const char *const *paths, struct diag *d);

/* Loads them in the order of the tables inside the caller's transaction, and prints table,rows to `out`. */
int folder_load(const struct folder *folder, struct job *job, struct ledger *l, struct printer *out);

void folder_free(struct folder *folder);

#endif
