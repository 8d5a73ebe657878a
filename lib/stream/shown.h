/*
 * Output for people: whatever a ledger or a file holds, a terminal only draws it.
 */
#ifndef PTS_STREAM_SHOWN_H
#define PTS_STREAM_SHOWN_H

#include <stdbool.h>
#include <stdio.h>

/*
 * A stream that hands on to `to` what is written to it, with blanks or `?` for control and bidirectional characters and for
 * bytes that are no UTF-8 (text_show). With `at_once` a flush goes on to `to`, too. fclose() leaves `to` open, and what
 * could not be written shows there.
 */
FILE *shown_open(FILE *to, bool at_once);

#endif
