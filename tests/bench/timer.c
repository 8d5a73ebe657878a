/*
 * Runs a command and writes down what it took.
 *
 * usage: timer FILE FIGURE WHO ROWS COMMAND [ARGUMENT]...
 *
 * The command has this program's input and output. A line is added to FILE: figure, who, rows, seconds by the clock,
 * seconds of processor, the peak memory of its largest process in KiB, exit status; TAB between. The exit status is the
 * command's.
 */
#include <err.h>
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

enum { MISSING = 127, BY_SIGNAL = 128 };

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The command's exit status as a shell gives it; *usage holds what it and the processes it waited for took. */
static int run(char *const *command, struct rusage *usage)
{
	pid_t child;
	int state, rc = posix_spawnp(&child, command[0], NULL, NULL, command, environ);

	if (rc != 0) {
		errno = rc;
		warn("%s", command[0]);
		return MISSING;
	}
	while (wait4(child, &state, 0, usage) < 0)
		if (errno != EINTR)
			err(EX_OSERR, "wait4");
	return WIFEXITED(state) ? WEXITSTATUS(state) : BY_SIGNAL + WTERMSIG(state);
}

int main(int argc, char **argv)
{
	struct rusage usage = {0};
	double begun;
	int status;
	FILE *f;

	if (argc < 6)
		errx(EX_USAGE, "usage: timer FILE FIGURE WHO ROWS COMMAND [ARGUMENT]...");
	begun = now();
	status = run(argv + 5, &usage);
	begun = now() - begun;
	f = fopen(argv[1], "a");
	if (!f)
		err(EX_CANTCREAT, "%s", argv[1]);
	fprintf(f, "%s\t%s\t%s\t%.4f\t%.4f\t%ld\t%d\n", argv[2], argv[3], argv[4], begun,
		seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), usage.ru_maxrss, status);
	if (fclose(f) != 0)
		err(EX_IOERR, "%s", argv[1]);
	return status;
}
