/*
 * Numbers of persons that slip into sheets: told where a code or a figure is expected, and kept off public sheets.
 */
#ifndef PTS_BASE_PERSONAL_H
#define PTS_BASE_PERSONAL_H

enum personal { PERSONAL_NONE, PERSONAL_MOBILE, PERSONAL_IDENTITY };

/*
 * Whether a text in half-width characters is such a number: 11 digits of a mobile telephone, also with the country's code;
 * 18 of an identity card, the last one a digit or X or lost. Blanks, dashes and decimals of 0 do not count, and what a
 * spreadsheet made of such a number (5.1E+17, 1.38E+10) is one, too.
 */
enum personal personal_number(const char *s);

/* What to call it, translated; not for PERSONAL_NONE. */
const char *personal_name(enum personal kind);

#endif
