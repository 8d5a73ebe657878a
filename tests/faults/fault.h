/*
 * Faults for an unmodified program: this is preloaded, counts the calls a program makes, and lets one of them fail.
 *
 * FAULT=KIND:N lets the N-th call (from 1) of those that can fail so fail once; FAULT=KIND:N+ that one and all after it.
 * FAULT_LOG names a file that gets a line `hit …` for the first call that fails, and at the end a line `calls CLASS N …`.
 * Random numbers are the same in each run, so that what two runs print can be compared.
 */
#ifndef PTS_TESTS_FAULT_H
#define PTS_TESTS_FAULT_H

#include <stdbool.h>
#include <sys/types.h>

/* Calls that can fail in the same ways, counted together. */
enum fault_class {
	FAULT_ENGINE, /* preparing and running statements */
	FAULT_COMMIT, /* of these, the commits: they happen, and report an error all the same */
	FAULT_IO,     /* whatever touches files */
	FAULT_SPACE,  /* of these, what a full disk refuses */
	FAULT_SHORT,  /* of these, what may move fewer bytes than asked for */
	FAULT_MEMORY,
	FAULT_CLASSES
};

/* Counts a call; whether it is to fail. `what` and `detail` (may be NULL) describe it in the log. */
bool fault_now(enum fault_class c, const char *what, const char *detail);

/* What the engine answers when a statement is to fail. */
int fault_code(void);

/* The log says whether a call failed within a commit. */
void fault_in_commit(bool in);

#endif
