/*
 * Plain mark-up: HTML that every program takes for the same thing.
 *
 * Programs differ in what they make of faulty HTML, and a page can be written so that one shows what another skips.
 * What our own sheets are made of, and what browsers make of them when they save a page, is a small part of HTML in
 * which that cannot happen.
 */
#ifndef PTS_PAPER_MARKUP_H
#define PTS_PAPER_MARKUP_H

#include <stddef.h>

/*
 * The first place in a document of n bytes that is no plain mark-up, NULL when there is none: a `<` that begins neither
 * `<!DOCTYPE …>` nor a comment without `<`, `>` and `--` in it nor a tag with quoted attributes; or a NUL.
 */
const char *markup_odd(const char *data, size_t n);

#endif
