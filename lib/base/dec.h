/*
 * Exact amounts: 64-bit integers of hundredths (of a point, of a deed) or of fen (hundredths of a yuan).
 *
 * Overflow is an error, never a wrong figure. Rounding is half away from zero, here and nowhere else.
 */
#ifndef PTS_BASE_DEC_H
#define PTS_BASE_DEC_H

#include <stdbool.h>
#include <stdint.h>

/* Room for any formatted amount with sign, point and NUL. */
enum { DEC_SIZE = 24 };

/*
 * Reads `[+-]digits[.d[d]]` (plain ASCII: text_fold() comes first) into hundredths. False, with *out untouched, when
 * the text is anything else, has more than two decimals that are not 0, or does not fit.
 */
bool dec_parse(const char *s, int64_t *out);

/* Always two decimals: 1234.00, -0.50. Returns buf. */
char *dec_format(int64_t v, char buf[static DEC_SIZE]);

/* A whole number in digits, with a minus sign where negative. Returns buf. */
char *dec_whole(int64_t v, char buf[static DEC_SIZE]);

/* For people: as dec_format, but a trailing `.00` is dropped: 1234, -0.50. Returns buf. */
char *dec_human(int64_t v, char buf[static DEC_SIZE]);

/* False, with *out untouched, on overflow. */
bool dec_add(int64_t a, int64_t b, int64_t *out);
bool dec_sub(int64_t a, int64_t b, int64_t *out);

/* The product of two amounts in hundredths, in hundredths, rounded half away from zero: 1.50 × 3.00 = 4.50. */
bool dec_mul(int64_t a, int64_t b, int64_t *out);

/* a × b ÷ c with the product kept exact, rounded half away from zero; false when c is 0 or it does not fit. */
bool dec_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out);

#endif
