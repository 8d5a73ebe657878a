/*
 * For walk.c: the list of commands, a folder to run them in, and what came of a run.
 */
#ifndef PTS_TESTS_WALK_H
#define PTS_TESTS_WALK_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* The lines of a file without comments and blank ones; `@name@` is replaced by what the file names in `folder` says. */
struct lines {
	char **line;
	size_t n;
};

bool lines_read(struct lines *l, const char *folder, const char *path);
void lines_free(struct lines *l);

struct run {
	int exit;    /* the exit code */
	int signal;  /* the signal that ended it, or 0 */
	char *out, *err;
	char *calls; /* lines `CLASS N` */
	char *hit;   /* the first call that failed; "" when none did */
};

void run_free(struct run *r);

/* How many calls of a class it made. */
long run_calls(const struct run *r, const char *class);

/* A copy of the folder that settle.sh made. Programs that cannot be started and the like end the walk. */
struct place;

struct place *place_new(const char *folder, const char *library);
void place_free(struct place *p);

/* Makes it the copy that it was, for a command whose ledger is then meant below. */
void place_restore(struct place *p, const char *line);

/* Runs a command under a fault: NULL without the library, "" with it, so that only the calls are counted. */
void place_run(struct place *p, const char *line, const char *fault, struct run *r);

/* A complaint about a file that the last command left and should not have, or NULL. */
const char *place_stray(struct place *p);

/* Whether the ledger has other bytes than at first. */
bool place_changed(struct place *p);

/* Whether pts-check is content with it. */
bool place_sound(struct place *p);

/* How many rows each of its tables has; the caller frees it. */
char *place_state(struct place *p);

#endif
