/* Whether somebody piped data into a tool that did not read it. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parse.h"

/* Bytes are there to be read; looking takes none away. */
static bool has_bytes(const struct stat *st)
{
	int ready = 0;

	if (S_ISFIFO(st->st_mode))
		return ioctl(STDIN_FILENO, FIONREAD, &ready) == 0 && ready > 0;
	return S_ISREG(st->st_mode) && lseek(STDIN_FILENO, 0, SEEK_CUR) < st->st_size;
}

/*
 * The data is for this program when its parent reads from elsewhere. A loop over the lines of a file, or a script, leaves its
 * own standard input to all that it runs. Where the parent cannot be looked at, it is taken for one of these.
 */
static bool is_for_us(const struct stat *st)
{
	struct stat of_parent;
	char path[64];

	snprintf(path, sizeof path, "/proc/%ld/fd/0", (long)getppid());
	return stat(path, &of_parent) == 0 && (of_parent.st_dev != st->st_dev || of_parent.st_ino != st->st_ino);
}

bool tool_left_input(void)
{
	struct stat st;

	return fstat(STDIN_FILENO, &st) == 0 && has_bytes(&st) && is_for_us(&st);
}
