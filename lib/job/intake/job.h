/*
 * What every job is given: where to read, where to print, whom to blame.
 *
 * A job is one thing a tool does; it opens the ledger when it needs one, prints its rows by `print` on `out`, reports to `diag`
 * and returns 0 or an exit code. Strings are borrowed from the command line and outlive the job; NULL means not given.
 */
#ifndef PTS_JOB_INTAKE_JOB_H
#define PTS_JOB_INTAKE_JOB_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "domain/period.h"
#include "ledger/ledger.h"
#include "stream/printer.h"

struct job {
	struct diag *diag;
	FILE *out;
	struct printer_options print;
	const char *ledger;   /* path; never NULL */
	bool ledger_given;    /* by option or environment, so that it must be there */
	const char *book;     /* -b, else $PTS_BOOK */
	const char *period;   /* -p, as typed */
	const char *key;      /* -k, as typed */
	const char *actor;    /* never NULL */
	const char *command;  /* the command line, quoted for a shell */
	const char *message;  /* -m */
	const char *encoding; /* --encoding */
	const char *const *files; /* operands that are files or addresses; NULL-terminated, never NULL */
	bool dry_run;
	bool rows_at_once; /* --each: a row appears as soon as it is posted */
	bool keep;	   /* set by the job: what it printed stands although it does not return 0 */
};

/* A printer for this job's rows. */
struct printer *job_print(const struct job *job, const char *const *columns);

/* A period as typed, full-width digits too; EX_USAGE when it is none, or for job_months none of whole months. */
int job_period(const struct job *job, const char *text, struct period *out);
int job_months(const struct job *job, const char *text, struct period *out);

#endif
