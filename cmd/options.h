/*
 * The options of all tools, as data.
 */
#ifndef PTS_CMD_OPTIONS_H
#define PTS_CMD_OPTIONS_H

#include <stddef.h>

struct option_def {
	char letter; /* 0: long only */
	const char *name;
	const char *arg; /* NULL: a flag */
	const char *help;
};

/* Ends with a NULL name. */
extern const struct option_def option_table[];

const struct option_def *option_find(const char *name, size_t len);

#endif
