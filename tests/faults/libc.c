/* The C library's calls that touch files; streams (stdio) are made of them, too, so that their calls are seen. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"

#define REAL(NAME, ...) static int (*real)(__VA_ARGS__); if (!real) *(void **)&real = dlsym(RTLD_NEXT, #NAME)
#define REAL_SIZE(NAME, ...) static ssize_t (*real)(__VA_ARGS__); if (!real) *(void **)&real = dlsym(RTLD_NEXT, #NAME)

/* What calls become whose sizes the compiler knows. */
ssize_t __read_chk(int fd, void *to, size_t n, size_t size);
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);

static bool fails(const char *what, const char *path, bool fills)
{
	if (fault_now(FAULT_IO, what, path))
		errno = EIO;
	else if (fills && fault_now(FAULT_SPACE, what, path))
		errno = ENOSPC;
	else
		return false;
	return true;
}

/* How much of n bytes is moved at once. */
static size_t part(size_t n, const char *what)
{
	return n > 1 && fault_now(FAULT_SHORT, what, NULL) ? (n + 1) / 2 : n;
}

ssize_t read(int fd, void *to, size_t n)
{
	REAL_SIZE(read, int, void *, size_t);

	return fails("read", NULL, false) ? -1 : real(fd, to, part(n, "read"));
}

ssize_t __read_chk(int fd, void *to, size_t n, size_t size)
{
	if (n > size)
		abort();
	return read(fd, to, n);
}

/* What a program says of its faults is not among them. */
ssize_t write(int fd, const void *from, size_t n)
{
	REAL_SIZE(write, int, const void *, size_t);

	if (fd == STDERR_FILENO)
		return real(fd, from, n);
	return fails("write", NULL, true) ? -1 : real(fd, from, part(n, "write"));
}

ssize_t pread64(int fd, void *to, size_t n, off64_t at)
{
	REAL_SIZE(pread64, int, void *, size_t, off64_t);

	return fails("pread", NULL, false) ? -1 : real(fd, to, part(n, "pread"), at);
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
	return pread64(fd, to, n, at);
}

ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at)
{
	REAL_SIZE(pwrite64, int, const void *, size_t, off64_t);

	return fails("pwrite", NULL, true) ? -1 : real(fd, from, part(n, "pwrite"), at);
}

ssize_t pwrite(int fd, const void *from, size_t n, off_t at)
{
	return pwrite64(fd, from, n, at);
}

int fsync(int fd)
{
	REAL(fsync, int);

	return fails("fsync", NULL, true) ? -1 : real(fd);
}

int fdatasync(int fd)
{
	REAL(fdatasync, int);

	return fails("fdatasync", NULL, true) ? -1 : real(fd);
}

int ftruncate64(int fd, off64_t size)
{
	REAL(ftruncate64, int, off64_t);

	return fails("ftruncate", NULL, false) ? -1 : real(fd, size);
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

int rename(const char *from, const char *to)
{
	REAL(rename, const char *, const char *);

	return fails("rename", to, true) ? -1 : real(from, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	REAL(renameat2, int, const char *, int, const char *, unsigned);

	return fails("rename", to, true) ? -1 : real(a, from, b, to, flags);
}

/* The file is closed all the same, as Linux does. */
int close(int fd)
{
	REAL(close, int);
	bool failed = fails("close", NULL, false);
	int rc = real(fd);

	if (!failed)
		return rc;
	errno = EIO;
	return -1;
}

static int open_file(const char *path, int flags, mode_t mode)
{
	static int (*real)(const char *, int, ...);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "open64");
	return fails("open", path, flags & O_CREAT && faccessat(AT_FDCWD, path, F_OK, 0) != 0) ? -1 : real(path, flags, mode);
}

static mode_t mode_of(int flags, va_list ap)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
}

int open64(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	return open_file(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = mode_of(flags, ap);
	va_end(ap);
	return open_file(path, flags, mode);
}

int __open_2(const char *path, int flags)
{
	return open_file(path, flags, 0);
}

int __open64_2(const char *path, int flags)
{
	return open_file(path, flags, 0);
}

int mkostemp64(char *template, int flags)
{
	REAL(mkostemp64, char *, int);

	return fails("open", template, true) ? -1 : real(template, flags);
}

int mkostemp(char *template, int flags)
{
	return mkostemp64(template, flags);
}
