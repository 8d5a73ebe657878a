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
	if (error == ENOMEM)
		mem_exhausted();
	diag_at(d, NULL, 0);
	return diag_error(d, status, "%s: %s", target(o), strerror(error));
}

/* 0 or an errno. */
static int write_all(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, s, n);
		if (done < 0 && errno != EINTR)
			return errno;
		if (done > 0) {
			s += done;
			n -= (size_t)done;
		}
	}
	return 0;
}

/* For fopencookie: a stream forgets why it failed, and we do not. */
static ssize_t put(void *cookie, const char *s, size_t n)
{
	struct out *o = cookie;

	if (!o->error)
		o->error = write_all(o->fd, s, n);
	return o->error ? 0 : (ssize_t)n;
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

/* An unnamed file, for what is held back; -1 with errno. */
static int open_hidden(void)
{
	FILE *f = tmpfile();
	int fd = f ? fcntl(fileno(f), F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : -1, error = errno;

	if (f)
		fclose(f);
	errno = error;
	return fd;
}

/* Devices and pipes cannot be renamed over and are written as they are. */
static void open_direct(struct out *o, bool hold)
{
	if (!hold)
		o->fd = open(o->path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	else if (access(o->path, W_OK) == 0)
		o->fd = open_hidden();
	o->held = hold;
}

static int open_target(struct out *o, bool hold)
{
	struct stat st;
	bool there = stat(o->path, &st) == 0;
	char *real;
	int error;

	if (there && S_ISDIR(st.st_mode))
		return EISDIR;
	if (there && !S_ISREG(st.st_mode)) {
		open_direct(o, hold);
		return o->fd < 0 ? errno : 0;
	}
	/* behind a symbolic link the file is replaced, not the link */
	real = there ? realpath(o->path, NULL) : NULL;
	if (real) {
		free(o->path);
		o->path = real;
	}
	error = temp_file(&o->temp, o->path);
	o->fd = o->temp.fd;
	return error;
}

static int open_standard(struct out *o, bool hold)
{
	o->fd = hold ? open_hidden() : STDOUT_FILENO;
	o->held = hold;
	return o->fd < 0 ? errno : 0;
}

/* The stream on what was opened: lines appear one by one on a terminal. 0 or an errno. */
static int open_stream(struct out *o)
{
	o->f = fopencookie(o, "w", (cookie_io_functions_t){.write = put});
	if (!o->f)
		return errno;
	setvbuf(o->f, NULL, o->fd == STDOUT_FILENO && isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF, BUFFER_SIZE);
	return 0;
}

/* What an output is before it is opened and after it was closed. */
static void clear(struct out *o)
{
	*o = (struct out){.fd = -1, .temp = {.fd = -1}};
}

static void drop(struct out *o)
{
	if (o->temp.fd >= 0)
		o->fd = -1; /* it is the same */
	temp_remove(&o->temp);
	if (o->fd > STDERR_FILENO)
		close(o->fd);
	free(o->path);
	clear(o);
}

int out_open(struct out *o, const char *path, bool hold, struct diag *d)
{
	bool standard = !path || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
	int error, status = 0;

	clear(o);
	if (!standard && is_database(path))
		return diag_error(d, EX_CANTCREAT, _("%s is a database, which no output may replace: name another file"), path);
	o->path = standard ? NULL : xstrdup(path);
	error = standard ? open_standard(o, hold) : open_target(o, hold);
	if (!error)
		error = open_stream(o);
	if (error) {
		status = fail(o, EX_CANTCREAT, error, d);
		drop(o);
	}
	return status;
}

/* All of what is held, to another file. 0 or an errno. */
static int copy(int from, int to)
{
	char block[BUFFER_SIZE];
	ssize_t n;
	int error = lseek(from, 0, SEEK_SET) == 0 ? 0 : errno;

	while (!error && (n = read(from, block, sizeof block)) != 0) {
		if (n > 0)
			error = write_all(to, block, (size_t)n);
		else if (errno != EINTR)
			error = errno;
	}
	return error;
}

static int close_fd(int *fd)
{
	int error = *fd >= 0 && close(*fd) != 0 ? errno : 0;

	*fd = -1;
	return error;
}

/* What was held goes where it belongs. */
static int release(const struct out *o)
{
	int to = o->path ? open(o->path, O_WRONLY | O_TRUNC | O_CLOEXEC) : STDOUT_FILENO;
	int error = to < 0 ? errno : copy(o->fd, to), closed = close_fd(&to);

	return error ? error : closed;
}

static int sync_file(int fd)
{
	/* some file systems cannot sync, which is no loss of what was written */
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

/* The temporary file takes its place. */
static int place(struct out *o)
{
	int error = sync_file(o->fd);

	return error ? error : temp_rename(&o->temp, o->path);
}

/* Writes the rest, and brings it where it belongs. 0 or an errno. */
static int finish(struct out *o, bool keep)
{
	int error, closed;

	if (!keep)
		__fpurge(o->f);
	error = fclose(o->f) == 0 || o->error ? o->error : errno;
	o->f = NULL;
	if (!o->held && !o->temp.name) {
		closed = close_fd(&o->fd);
		return error ? error : closed;
	}
	if (error || !keep)
		return error;
	return o->held ? release(o) : place(o);
}

int out_close(struct out *o, bool keep, struct diag *d)
{
	int error, status = 0;

	if (!o->f)
		return 0;
	error = finish(o, keep);
	if (error && keep)
		status = fail(o, EX_IOERR, error, d);
	drop(o);
	return status;
}
