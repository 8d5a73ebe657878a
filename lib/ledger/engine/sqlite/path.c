/* Which files may be a ledger: a plain file of one name on a disk whose locks work. */
#include <errno.h>
#include <libgen.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "ledger/engine/sqlite/internal.h"
#include "ledger/engine/sqlite/sqlite.h"

/* Not all of these stand in <linux/magic.h> everywhere. */
static const struct {
	unsigned long magic;
	const char *name;
} unsafe_filesystems[] = {
	{NFS_SUPER_MAGIC, "NFS"}, {SMB_SUPER_MAGIC, "SMB"}, {0xFF534D42, "CIFS"}, {0xFE534D42, "SMB2"},
	{MSDOS_SUPER_MAGIC, "FAT"}, {0x2011BAB0, "exFAT"}, {AFS_SUPER_MAGIC, "AFS"}, {0x01021997, "9P"},
};

static int check_filesystem(const char *dir, struct diag *d)
{
	struct statfs fs;

	if (getenv("PTS_UNSAFE_FILESYSTEM") || statfs(dir, &fs) != 0)
		return 0;
	for (size_t i = 0; i < sizeof unsafe_filesystems / sizeof *unsafe_filesystems; i++)
		if ((unsigned long)fs.f_type == unsafe_filesystems[i].magic)
			return diag_error(d, EX_CANTCREAT,
					  _("%s lies on %s, whose locks cannot be trusted: keep the ledger on a local disk, or set "
					    "PTS_UNSAFE_FILESYSTEM=1 when nobody else can reach it"),
					  dir, unsafe_filesystems[i].name);
	return 0;
}

/* The folder of a path; the caller frees it. */
static char *folder_of(const char *path)
{
	char *copy = xstrdup(path), *folder = xstrdup(dirname(copy));

	free(copy);
	return folder;
}

/*
 * Whoever can make files beside a ledger can make one that SQLite takes for the journal of an interrupted write and
 * copies into the ledger. The sticky bit of /tmp does not keep him from it.
 */
static bool is_open_to_all(const struct stat *folder)
{
	return folder->st_mode & S_IWOTH;
}

static int check_folder_to_write(const char *folder, const struct stat *st, struct diag *d)
{
	if (is_open_to_all(st) && (st->st_mode & S_ISVTX))
		return diag_error(d, EX_NOPERM, _("everybody can make files in %s: keep the ledger in a folder of its own"), folder);
	if (is_open_to_all(st))
		return diag_error(d, EX_NOPERM, _("%s can be written by everybody: chmod o-w it first"), folder);
	if (access(folder, W_OK) != 0)
		return diag_error(d, EX_NOPERM, _("this user may not make files in %s, which writing the ledger needs"), folder);
	return check_filesystem(folder, d);
}

/* A journal in a folder that is open to all is only believed when it is the owner's of the ledger, or the reader's own. */
static int check_folder_to_read(const char *path, const struct stat *ledger, const struct stat *folder, struct diag *d)
{
	char *journal = xasprintf("%s-journal", path);
	struct stat st;
	int rc = 0;

	if (is_open_to_all(folder) && lstat(journal, &st) == 0 && st.st_uid != ledger->st_uid && st.st_uid != geteuid())
		rc = diag_error(d, EX_NOPERM,
				_("%s belongs to somebody else, in a folder where everybody can make files: find out who put it there, and remove it"),
				journal);
	free(journal);
	return rc;
}

static int check_folder(const char *path, const struct stat *ledger, enum db_mode mode, struct diag *d)
{
	char *folder = folder_of(path);
	struct stat st;
	int rc;

	if (stat(folder, &st) != 0)
		rc = diag_error(d, mode == DB_CREATE ? EX_CANTCREAT : EX_NOINPUT, "%s: %s", folder, strerror(errno));
	else if (mode == DB_READ)
		rc = check_folder_to_read(path, ledger, &st, d);
	else
		rc = check_folder_to_write(folder, &st, d);
	free(folder);
	return rc;
}

bool sqlite_may_write(const char *path)
{
	char *folder = folder_of(path);
	struct stat st;
	bool may = access(path, W_OK) == 0 && stat(folder, &st) == 0 && !is_open_to_all(&st);

	free(folder);
	return may;
}

static int check_file(const char *path, const struct stat *st, enum db_mode mode, struct diag *d)
{
	if (S_ISLNK(st->st_mode))
		return diag_error(d, EX_NOINPUT, _("%s is a symbolic link: name the ledger's own file"), path);
	if (!S_ISREG(st->st_mode))
		return diag_error(d, EX_NOINPUT, _("%s is not a ledger file"), path);
	if (st->st_nlink > 1)
		return diag_error(d, EX_NOINPUT, _("%s has %lu names (hard links): a ledger must have one"), path,
				  (unsigned long)st->st_nlink);
	if (st->st_mode & S_IWOTH)
		return diag_error(d, EX_NOPERM, _("%s can be written by everybody: chmod o-w it first"), path);
	if (access(path, R_OK) != 0)
		return diag_error(d, EX_NOINPUT, "%s: %s", path, strerror(errno));
	if (mode == DB_WRITE && access(path, W_OK) != 0)
		return diag_error(d, EX_NOPERM, _("this user may not write %s: %s"), path, strerror(errno));
	return 0;
}

static int missing(const char *path, struct diag *d)
{
	if (errno == ENOENT)
		return diag_error(d, EX_NOINPUT, _("%s: %s; pts-init makes a ledger"), path, strerror(errno));
	return diag_error(d, EX_NOINPUT, "%s: %s", path, strerror(errno));
}

int sqlite_check_path(const char *path, enum db_mode mode, struct diag *d)
{
	struct stat st = {0};
	bool there = lstat(path, &st) == 0;
	int rc = 0;

	if (strncmp(path, "file:", 5) == 0)
		return diag_error(d, EX_NOINPUT, _("a ledger is named by its path: `%s` is a URI"), path);
	if (mode == DB_CREATE && there)
		return diag_error(d, EX_CANTCREAT, _("%s is there already: an existing ledger is never touched"), path);
	if (mode != DB_CREATE && !there)
		return missing(path, d);
	if (there)
		rc = check_file(path, &st, mode, d);
	return rc ? rc : check_folder(path, &st, mode, d);
}

int sqlite_check_new(const char *path, struct diag *d)
{
	return sqlite_check_path(path, DB_CREATE, d);
}
