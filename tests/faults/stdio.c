/* Streams whose reading and writing goes through the calls of libc.c: inside the C library nobody can come between. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"

enum { MOST = 32 };

static struct stream {
	FILE *f; /* NULL: free */
	int fd;
} streams[MOST];

static ssize_t cookie_read(void *cookie, char *to, size_t n)
{
	return read(((struct stream *)cookie)->fd, to, n);
}

/* 0 and not -1 says that nothing was written. */
static ssize_t cookie_write(void *cookie, const char *from, size_t n)
{
	size_t done = 0;
	ssize_t got = 0;

	while (done < n && (got = write(((struct stream *)cookie)->fd, from + done, n - done)) > 0)
		done += (size_t)got;
	return got < 0 ? 0 : (ssize_t)done;
}

static int cookie_seek(void *cookie, off64_t *at, int whence)
{
	*at = lseek64(((struct stream *)cookie)->fd, *at, whence);
	return *at < 0 ? -1 : 0;
}

static int cookie_close(void *cookie)
{
	struct stream *s = cookie;

	s->f = NULL;
	return close(s->fd);
}

static FILE *stream_on(int fd, const char *mode)
{
	static const cookie_io_functions_t calls = {cookie_read, cookie_write, cookie_seek, cookie_close};
	char plain[3] = {mode[0], strchr(mode, '+') ? '+' : '\0', '\0'};
	struct stream *s = streams;

	while (s < streams + MOST && s->f)
		s++;
	if (s == streams + MOST)
		abort();
	s->fd = fd;
	s->f = fopencookie(s, plain, calls);
	return s->f;
}

FILE *fdopen(int fd, const char *mode)
{
	return stream_on(fd, mode);
}

/* A stream on what was just opened. */
static FILE *stream_or_close(int fd, const char *mode)
{
	FILE *f = fd < 0 ? NULL : stream_on(fd, mode);

	if (fd >= 0 && !f)
		close(fd);
	return f;
}

FILE *fopen64(const char *path, const char *mode)
{
	int flags = *mode == 'r' ? 0 : *mode == 'w' ? O_CREAT | O_TRUNC : O_CREAT | O_APPEND;

	flags |= strchr(mode, '+') ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY;
	flags |= strchr(mode, 'x') ? O_EXCL : 0;
	return stream_or_close(open(path, flags | O_CLOEXEC, 0666), mode);
}

FILE *fopen(const char *path, const char *mode)
{
	return fopen64(path, mode);
}

FILE *tmpfile64(void)
{
	return stream_or_close(open(P_tmpdir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600), "w+");
}

FILE *tmpfile(void)
{
	return tmpfile64();
}

int fileno(FILE *f)
{
	static int (*real)(FILE *);

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "fileno");
	for (struct stream *s = streams; s < streams + MOST; s++)
		if (s->f == f)
			return s->fd;
	return real(f);
}

/* Before calls are counted. */
__attribute__((constructor(101))) static void begin(void)
{
	stdout = stream_on(STDOUT_FILENO, "w");
}
