#include "fault.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *const class_names[FAULT_CLASSES] = {"engine", "commit", "io", "space", "short", "memory"};

static const struct kind {
	const char *name;
	enum fault_class class;
	int code;
} kinds[] = {
	{"busy", FAULT_ENGINE, SQLITE_BUSY},
	{"locked", FAULT_ENGINE, SQLITE_LOCKED},
	{"full", FAULT_ENGINE, SQLITE_FULL},
	{"ioerr", FAULT_ENGINE, SQLITE_IOERR_READ},
	{"corrupt", FAULT_ENGINE, SQLITE_CORRUPT},
	{"nomem", FAULT_ENGINE, SQLITE_NOMEM},
	{"readonly", FAULT_ENGINE, SQLITE_READONLY},
	{"constraint", FAULT_ENGINE, SQLITE_CONSTRAINT_CHECK},
	{"durable", FAULT_COMMIT, SQLITE_IOERR_FSYNC},
	{"eio", FAULT_IO, 0},
	{"enospc", FAULT_SPACE, 0},
	{"short", FAULT_SHORT, 0},
	{"null", FAULT_MEMORY, 0},
};

static const struct kind *wanted; /* NULL: only count */
static long first;
static bool lasts;
static bool ready;
static atomic_long calls[FAULT_CLASSES];
static atomic_bool logged;
static _Thread_local bool in_commit;
static int logfile = -1;

/* Past our own wrappers, so that it is not counted. */
static void log_line(const char *line, int n)
{
	if (logfile >= 0)
		syscall(SYS_write, logfile, line, (size_t)n);
}

static void log_hit(const char *what, const char *detail)
{
	char line[160];
	int n = snprintf(line, sizeof line, "hit %s%s %.100s", in_commit ? "commit " : "", what, detail ? detail : "");

	for (int i = 0; i < n; i++)
		if (line[i] == '\n')
			line[i] = ' ';
	line[n++] = '\n';
	if (!atomic_exchange(&logged, true))
		log_line(line, n);
}

bool fault_now(enum fault_class c, const char *what, const char *detail)
{
	long n;

	if (!ready)
		return false;
	n = atomic_fetch_add(&calls[c], 1) + 1;
	if (!wanted || wanted->class != c || n < first || (n > first && !lasts))
		return false;
	log_hit(what, detail);
	return true;
}

int fault_code(void)
{
	return wanted->code;
}

void fault_in_commit(bool in)
{
	in_commit = in;
}

static void parse(const char *s)
{
	size_t n = strcspn(s, ":");
	char *end;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i].name) == n && strncmp(kinds[i].name, s, n) == 0)
			wanted = &kinds[i];
	first = s[n] ? strtol(s + n + 1, &end, 10) : 0;
	if (!wanted || first < 1)
		abort();
	lasts = *end == '+';
}

__attribute__((constructor)) static void begin(void)
{
	const char *fault = getenv("FAULT"), *path = getenv("FAULT_LOG");

	if (fault && *fault)
		parse(fault);
	if (path)
		logfile = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ready = true;
}

__attribute__((destructor)) static void end(void)
{
	char line[64];

	ready = false;
	for (int c = 0; c < FAULT_CLASSES; c++)
		log_line(line, snprintf(line, sizeof line, "calls %s %ld\n", class_names[c], atomic_load(&calls[c])));
}

/* The same random numbers every time. */
int getentropy(void *to, size_t n)
{
	static atomic_ulong seed = 88172645463325252UL;
	unsigned char *p = to;

	for (size_t i = 0; i < n; i++)
		p[i] = (unsigned char)((atomic_fetch_add(&seed, 0x9e3779b97f4a7c15UL) * 0xbf58476d1ce4e5b9UL) >> 56);
	return 0;
}
