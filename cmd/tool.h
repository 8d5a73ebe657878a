/*
 * What all commands share: options as data, help, diagnostics to stderr, one way out.
 */
#ifndef PTS_CMD_TOOL_H
#define PTS_CMD_TOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "job/intake/job.h"
#include "stream/out.h"

struct tool;

/* A verb, or the whole tool when it has none. */
struct verb {
	const char *name;     /* NULL for a tool without verbs */
	const char *options;  /* names of long options it takes, blank-separated, beside help and version */
	const char *synopsis; /* what follows `pts-x [verb]` in the manual, word for word */
	int (*run)(struct tool *t);
};

struct tool_def {
	const char *name;
	const char *purpose;	   /* one line */
	const char *formats;	   /* words -f takes, blank-separated: the first is the default off a terminal; NULL: csv tsv table */
	const char *(*verb_formats)(const struct verb *v); /* what `formats` is for one verb, NULL: the same; may be NULL itself */
	const struct verb *verbs; /* ends with a NULL run */
	const char *default_verb; /* NULL: the verb must be given */
	bool hold;		   /* nothing may be printed before the run has succeeded */
};

struct tool {
	const struct tool_def *def;
	const struct verb *verb;
	struct diag diag;
	struct out out;
	struct job job;
	const char **operands; /* NULL-terminated, without the verb */
	int noperands;
	const char *format; /* the -f in force, one of the tool's formats */
	const char *values[128];
	char **texts; /* those that were made of what was typed */
	size_t ntexts;
	bool quiet; /* stderr is no terminal and no --verbose: notes stay away */
};

/* Parses, runs, closes standard output, returns the exit code: `return tool_main(&def, argc, argv);` is all of main. */
int tool_main(const struct tool_def *def, int argc, char **argv);

/* The value of a long option; "" for a given flag, NULL when not given. Asking for one not in the verb's list is a bug. */
const char *tool_opt(const struct tool *t, const char *name);
bool tool_flag(const struct tool *t, const char *name);

/* The same with "" for not given, as the structs of the jobs want it. */
const char *tool_text(const struct tool *t, const char *name);

/* The first of these options (NULL-terminated) that was given, or NULL. */
const char *tool_first(const struct tool *t, const char *const *names);

/* A usage error: says it, points at -h, returns EX_USAGE. */
int tool_usage(struct tool *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The one operand that must be there, or NULL after a usage error that names it; more than one is an error too. */
const char *tool_operand(struct tool *t, const char *what);

/* The one operand of a filter, "-" when there is none. EX_USAGE when there are more. */
int tool_stream(struct tool *t, const char **path);

/* EX_USAGE when there are operands. */
int tool_no_operands(struct tool *t);

/* A whole number >= 1 in *out from the option; `fallback` when not given. EX_USAGE otherwise. */
int tool_count(struct tool *t, const char *name, int64_t fallback, int64_t *out);

#endif
