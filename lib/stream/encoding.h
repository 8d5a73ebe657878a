/*
 * Bytes in: a file in whatever encoding a spreadsheet left it, handed on as valid UTF-8 without its BOM.
 *
 * How the encoding is found is told in csvin.h. Plain ASCII passes at once; only from the first byte beyond it on is
 * anything held back, so that a line protocol over a pipe does not wait.
 */
#ifndef PTS_STREAM_ENCODING_H
#define PTS_STREAM_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct decoder;

/*
 * `path` "-" is standard input; `encoding` NULL decides by the bytes. EX_NOINPUT when it cannot be opened, EX_USAGE for
 * an encoding iconv does not know. On error *dec is NULL.
 */
int decoder_open(struct decoder **dec, const char *path, const char *encoding, struct diag *d);

/*
 * The next span of text: 1 and n > 0 bytes at *s (valid until the next call), 0 at the end, -1 on an error, reported at
 * the place `d` has. A span may end anywhere between two characters. What precedes a wrong byte is handed out before
 * the error.
 */
int decoder_next(struct decoder *dec, const char **s, size_t *n);

/* The exit code behind the -1. */
int decoder_status(const struct decoder *dec);

/* Known after the first decoder_next(): not one byte was there; the stream began with a BOM. */
bool decoder_empty(const struct decoder *dec);
bool decoder_bom(const struct decoder *dec);

const char *decoder_encoding(const struct decoder *dec);
void decoder_close(struct decoder *dec);

#endif
