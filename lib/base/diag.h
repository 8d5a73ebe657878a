/*
 * Messages: the library reports, commands print.
 *
 * Every library function that can fail returns 0 or one of the exit codes below and has told a struct diag why,
 * once, in one line that says what is wrong and what would be right. Nothing below cmd/ writes to stderr or exits.
 */
#ifndef PTS_BASE_DIAG_H
#define PTS_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <sysexits.h>

/* Refused by a rule of the scheme, or a check found something; the other codes are those of <sysexits.h>. */
enum { EX_REFUSED = 1 };

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

struct diag {
	/* Receives each finished line, without program name and newline; NULL counts only. `ctx` is handed through. */
	void (*sink)(void *ctx, enum diag_level level, const char *line);
	void *ctx;
	size_t errors;
	size_t warnings;
	const char *file; /* where we read; not owned; NULL when a message has no place */
	size_t line;	  /* 0 when unknown */
	char last[2048];  /* the text of the last error without its place, for --rejects */
};

/* Sets the place that the next messages carry; `file` must outlive its use. NULL clears it. */
void diag_at(struct diag *d, const char *file, size_t line);

/* Reports an error and returns `status`, so that a failing function ends with `return diag_error(...)`. */
int diag_error(struct diag *d, int status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* A warning is always shown, a note only on a terminal or with --verbose; both leave the exit code alone. */
void diag_warn(struct diag *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void diag_note(struct diag *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
