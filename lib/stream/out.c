#include "stream/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"

enum { BUFFER_SIZE = 64 * 1024 };

static const char *target(const struct out *o)
{
	return o->path ? o->path : _("standard output");
}

static int fail(const struct out *o, int status, int error, struct diag *d)
{
	diag_at(d, NULL, 0);
	return diag_error(d, status, "%s: %s", target(o), strerror(error));
}

/* A temporary file beside the target, with the permissions a new file would have. 0 or an errno. */
static int open_temp(struct out *o)
{
	const char *slash = strrchr(o->path, '/');
	int dir = slash ? (int)(slash - o->path) + 1 : 0, fd;
	mode_t mask = umask(0);

	umask(mask);
	/* .200: the name stays within what a file system takes */
	o->temp = xasprintf("%.*s.%.200s.XXXXXX", dir, o->path, o->path + dir);
	fd = mkostemp(o->temp, O_CLOEXEC);
	if (fd < 0) {
		free(o->temp);
		o->temp = NULL;
		return errno;
	}
	o->f = fchmod(fd, 0666 & ~mask) == 0 ? fdopen(fd, "w") : NULL;
	if (o->f)
		return 0;
	close(fd);
	return errno;
}

/* A ledger is never the place for a board, however the options were mixed up. */
static bool is_database(const char *path)
{
	char head[16] = "";
	FILE *f = fopen(path, "re");
	bool is = f && fread(head, 1, sizeof head, f) == sizeof head && memcmp(head, "SQLite format 3", sizeof head) == 0;

	if (f)
		fclose(f);
	return is;
}

/* Devices and pipes cannot be renamed over and are written as they are. */
static int open_direct(struct out *o, bool hold)
{
	if (!hold) {
		o->f = fopen(o->path, "we");
		return o->f ? 0 : errno;
	}
	if (access(o->path, W_OK) < 0)
		return errno;
	o->f = tmpfile();
	o->held = o->f != NULL;
	return o->f ? 0 : errno;
}

static int open_target(struct out *o, bool hold)
{
	struct stat st;
	bool there = stat(o->path, &st) == 0;
	char *real;

	if (there && S_ISDIR(st.st_mode))
		return EISDIR;
	if (there && !S_ISREG(st.st_mode))
		return open_direct(o, hold);
	/* behind a symbolic link the file is replaced, not the link */
	real = there ? realpath(o->path, NULL) : NULL;
	if (real) {
		free(o->path);
		o->path = real;
	}
	return open_temp(o);
}

static int open_standard(struct out *o, bool hold)
{
	o->f = hold ? tmpfile() : stdout;
	o->held = hold;
	return o->f ? 0 : errno;
}

int out_open(struct out *o, const char *path, bool hold, struct diag *d)
{
	bool standard = !path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
	int error, status = 0;

	*o = (struct out){0};
	if (!standard && is_database(path))
		return diag_error(d, EX_CANTCREAT, _("%s is a database, which no output may replace: name another file"), path);
	*o = (struct out){.path = standard ? NULL : xstrdup(path)};
	error = standard ? open_standard(o, hold) : open_target(o, hold);
	if (!error && (o->held || o->temp))
		setvbuf(o->f, NULL, _IOFBF, BUFFER_SIZE);
	if (error) {
		status = fail(o, EX_CANTCREAT, error, d);
		if (o->temp)
			unlink(o->temp);
		free(o->temp);
		free(o->path);
		*o = (struct out){0};
	}
	return status;
}

/* Closes f after all of it was written. 0 or an errno; `error` is one that was met before. */
static int close_checked(FILE *f, int error)
{
	errno = 0;
	if (fflush(f) && !error)
		error = errno;
	if (ferror(f) && !error)
		error = errno ? errno : EIO;
	if (fclose(f) && !error)
		error = errno;
	return error;
}

static int copy(FILE *from, FILE *to)
{
	char block[BUFFER_SIZE];
	size_t n;

	errno = 0;
	if (fflush(from) || ferror(from) || fseek(from, 0, SEEK_SET))
		return errno ? errno : EIO;
	while ((n = fread(block, 1, sizeof(block), from)) > 0) {
		if (fwrite(block, 1, n, to) < n)
			return errno ? errno : EIO;
	}
	return ferror(from) ? EIO : 0;
}

/* What was held goes where it belongs. */
static int release(struct out *o, bool keep)
{
	FILE *to = !keep ? NULL : o->path ? fopen(o->path, "we") : stdout;
	int error = keep && !to ? errno : 0;

	if (to)
		error = close_checked(to, copy(o->f, to));
	fclose(o->f);
	return error;
}

static int sync_file(FILE *f)
{
	/* some file systems cannot sync, which is no loss of what was written */
	return fsync(fileno(f)) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

static int place(struct out *o, bool keep)
{
	int error = 0;

	if (keep && fflush(o->f) == 0 && !ferror(o->f))
		error = sync_file(o->f);
	error = close_checked(o->f, error);
	if (keep && !error && rename(o->temp, o->path) < 0)
		error = errno;
	if (!keep || error)
		unlink(o->temp);
	return error;
}

int out_close(struct out *o, bool keep, struct diag *d)
{
	int error, status = 0;

	if (!o->f)
		return 0;
	if (!keep)
		__fpurge(o->f);
	if (o->held)
		error = release(o, keep);
	else if (o->temp)
		error = place(o, keep);
	else
		error = close_checked(o->f, 0);
	if (error && keep)
		status = fail(o, EX_IOERR, error, d);
	free(o->temp);
	free(o->path);
	*o = (struct out){0};
	return status;
}
