/*
 * CSV into the tables of a ledger (pts-load, pts-init).
 *
 * All rows of a load are one transaction. What a row changes is printed as book,table,key,column,old,new; a new row is
 * one line with a blank column, whose `new` lists what it holds beyond the defaults. Afterwards the scheme as a whole
 * is checked (EX_CONFIG), and each book whose rows in force changed gets a scheme entry per table.
 */
#ifndef PTS_JOB_LOAD_LOAD_H
#define PTS_JOB_LOAD_LOAD_H

#include "job/intake/job.h"
#include "ledger/ledger.h"
#include "ledger/scheme/tables.h"

struct load_request {
	const struct table *table;
	bool partial;
	bool remove; /* rows are taken away, of a table that allows it: members */
	const char *rejects; /* NULL: none */
};

/* Loads the job's files (none: standard input) into one table. */
int job_load(struct job *job, const struct load_request *r);

/* Makes the ledger and loads the folders named by job->files; prints table,rows. */
int job_init(struct job *job);

/* Prints table,column,alias of every table. */
int job_load_tables(struct job *job);

/* The table that a command names, reported with the nearest one when there is none. */
int job_table(struct job *job, const char *name, const struct table **out);

/*
 * A folder of tables (TABLE.csv, TABLE-*.csv, with sub-folders), as pts-init and pts-replay take it.
 */
enum { FOLDER_TABLES = 16 };

/* The files of one table, in order of their names within a folder. */
struct folder_files {
	char **path;
	size_t n;
};

struct folder {
	struct folder_files found[FOLDER_TABLES]; /* by place in `tables` */
};

/* Looks the files up; names every file that is out of place. EX_DATAERR or EX_NOINPUT, all reported. */
int folder_read(struct folder *folder, const char *const *paths, struct diag *d);

/* Loads them in the order of the tables inside the caller's transaction, and prints table,rows to `out`. */
int folder_load(const struct folder *folder, struct job *job, struct ledger *l, struct printer *out);

void folder_free(struct folder *folder);

#endif
