/*
 * HTML pieces.
 */
#ifndef PTS_STREAM_HTML_H
#define PTS_STREAM_HTML_H

#include <stdio.h>

/* Text as element content or quoted attribute value: & < > " ' escaped. */
void html_text(FILE *f, const char *s);

#endif
