/*
 * QR codes.
 */
#ifndef PTS_PAPER_QR_H
#define PTS_PAPER_QR_H

#include <stdio.h>

/*
 * `text` (bytes; readers take them as UTF-8) as an inline SVG of class `qr` with a quiet zone, at error
 * correction level M; `label` says to those who cannot see it what it is. 0, or -1 with nothing written when the
 * text is too long for one code.
 */
int qr_svg(FILE *f, const char *text, const char *label);

#endif
