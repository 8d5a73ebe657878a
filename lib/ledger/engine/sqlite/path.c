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

static int check_directory(const char *path, struct diag *d)
{
	char *copy = xstrdup(path);
	const char *dir = dirname(copy);
	struct stat st;
	int rc = 0;

	if (stat(dir, &st) != 0)
		rc = diag_error(d, EX_CANTCREAT, "%s: %s", dir, strerror(errno));
	else if ((st.st_mode & S_IWOTH) && !(st.st_mode & S_ISVTX))
		rc = diag_error(d, EX_NOPERM, _("%s can be written by everybody: chmod o-w it first"), dir);
	else
		rc = check_filesystem(dir, d);
	free(copy);
	return rc;
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
		return diag_error(d, EX_NOPERM, "%s: %s", path, strerror(errno));
	return 0;
}

int sqlite_check_path(const char *path, enum db_mode mode, struct diag *d)
{
	struct stat st;
	bool there = lstat(path, &st) == 0;

	if (strncmp(path, "file:", 5) == 0)
		return diag_error(d, EX_NOINPUT, _("a ledger is named by its path: `%s` is a URI"), path);
	if (mode == DB_CREATE && there)
		return diag_error(d, EX_CANTCREAT, _("%s is there already; a ledger is never overwritten"), path);
	if (mode != DB_CREATE && !there)
		return diag_error(d, EX_NOINPUT, _("%s: %s; pts-init makes a ledger"), path, strerror(errno));
	if (there) {
		int rc = check_file(path, &st, mode, d);
		if (rc)
			return rc;
	}
	return mode == DB_READ ? 0 : check_directory(path, d);
}
