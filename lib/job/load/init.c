/* pts-init: a ledger made of folders, whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/load/load.h"
#include "stream/temp.h"

static int fill_ledger(struct job *job, const char *path, const struct folder *folder)
{
	static const char *const names[] = {"table", "rows", NULL};
	struct printer *out = job_print(job, names);
	struct ledger *l;
	int rc = ledger_open(&l, path, LEDGER_CREATE, job->diag);

	if (rc == 0) {
		rc = ledger_begin(l);
		if (rc == 0)
			rc = ledger_finish(l, folder_load(folder, job, l, out), false);
		ledger_close(l);
	}
	printer_end(out);
	return rc;
}

/* Takes its name only when it is complete, and never another file's. */
static int take_ledger_name(const char *temp, const char *path, struct diag *d)
{
	int rc = 0;

	if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 0;
	/* Some file systems know no such rename. */
	if (errno != EINVAL || link(temp, path) != 0)
		rc = diag_error(d, EX_CANTCREAT, "%s: %m", path);
	return rc;
}

static int sync_ledger_name(const char *path, struct diag *d)
{
	int error = temp_sync_folder(path);

	return error ? diag_error(d, EX_IOERR, "%s: %s", path, strerror(error)) : 0;
}

static int create_ledger_in(struct job *job, const char *folder, const struct folder *scheme)
{
	const char *slash = strrchr(job->ledger, '/');
	char *path = xasprintf("%s/%s", folder, slash ? slash + 1 : job->ledger);
	int rc = fill_ledger(job, path, scheme);

	if (rc == 0 && !job->dry_run) {
		rc = take_ledger_name(path, job->ledger, job->diag);
		if (rc == 0)
			rc = sync_ledger_name(job->ledger, job->diag);
	}
	free(path);
	return rc;
}

static int create_ledger(struct job *job, const struct folder *scheme)
{
	struct temp temp;
	int error, rc = ledger_check_new(job->ledger, job->diag);

	if (rc)
		return rc;
	error = temp_folder(&temp, job->ledger);
	if (error)
		return diag_error(job->diag, EX_CANTCREAT, "%s: %s", job->ledger, strerror(error));
	rc = create_ledger_in(job, temp.name, scheme);
	temp_remove(&temp);
	return rc;
}

int job_init(struct job *job)
{
	struct folder folder;
	int rc = folder_read(&folder, job->files, job->diag);

	job->book = NULL; /* $PTS_BOOK speaks of another ledger's days */
	if (rc == 0)
		rc = create_ledger(job, &folder);
	folder_free(&folder);
	return rc;
}
