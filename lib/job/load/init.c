/* pts-init: a ledger made of folders, whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "job/load/load.h"

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

/* With the engine's own journal, which it leaves empty beside the name it knew. */
static void remove_ledger(const char *path)
{
	char *journal = xasprintf("%s-journal", path);

	unlink(path);
	unlink(journal);
	free(journal);
}

static int create_ledger(struct job *job, const struct folder *folder)
{
	char *temp;
	int rc, take = 0;

	if (faccessat(AT_FDCWD, job->ledger, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return diag_error(job->diag, EX_CANTCREAT,
				  _("%s is there already: an existing ledger is never touched"), job->ledger);
	temp = xasprintf("%s.new%ld", job->ledger, (long)getpid());
	rc = fill_ledger(job, temp, folder);
	if (rc == 0 && !job->dry_run)
		take = take_ledger_name(temp, job->ledger, job->diag);
	if (rc != EX_CANTCREAT)
		remove_ledger(temp);
	free(temp);
	return rc ? rc : take;
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
