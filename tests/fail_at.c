/* Preloaded under an unmodified program: the n-th call of one function fails, counted from 1; FAIL_CALL=fdatasync:2. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(const char *name)
{
	static int calls;
	const char *want = getenv("FAIL_CALL");
	size_t n = strlen(name);

	if (!want || strncmp(want, name, n) != 0 || want[n] != ':')
		return 0;
	return ++calls == atoi(want + n + 1);
}

#define WRAP(NAME, PARAMS, ARGS)                                                                                       \
	int NAME PARAMS                                                                                                \
	{                                                                                                              \
		int(*real) PARAMS;                                                                                     \
		*(void **)&real = dlsym(RTLD_NEXT, #NAME);                                                             \
		if (fails(#NAME)) {                                                                                    \
			errno = EIO;                                                                                   \
			return -1;                                                                                     \
		}                                                                                                      \
		return real ARGS;                                                                                      \
	}

WRAP(fsync, (int fd), (fd))
WRAP(fdatasync, (int fd), (fd))
WRAP(ftruncate, (int fd, off_t size), (fd, size))
WRAP(ftruncate64, (int fd, off_t size), (fd, size))
