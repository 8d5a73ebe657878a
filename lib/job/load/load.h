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

#endif
