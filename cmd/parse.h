/*
 * Pieces of tool.c: reading the command line (parse.c), saying what a tool takes (help.c), looking at input that
 * nobody read (unread.c).
 */
#ifndef PTS_CMD_PARSE_H
#define PTS_CMD_PARSE_H

#include <stdio.h>

#include "tool.h"

/* Does any verb of the tool take this option? */
bool tool_takes(const struct tool_def *def, const char *name);

/* Where the option stands in the table, and its value in t->values; an unknown name is a bug. */
size_t tool_option_index(const char *name);

/* The usage lines, as in the manual's SYNOPSIS. */
void tool_synopsis(const struct tool_def *def, FILE *f);

/* What -h or -V asked for, on standard output; the exit code. */
int tool_help(const struct tool *t);

/* Options into t->values, the rest into t->operands. 0 or EX_USAGE, reported. */
int tool_parse(struct tool *t, int argc, char **argv);

/* Keeps a text made of what was typed until the tool ends; returns it. */
const char *tool_keep(struct tool *t, char *text);

/* The verb: the first operand, or the default one. */
int tool_choose_verb(struct tool *t);

/* True when data was piped or redirected into this program, and is still there. */
bool tool_left_input(void);

/* EX_USAGE for an option that the verb does not take. */
int tool_check_options(struct tool *t);

#endif
