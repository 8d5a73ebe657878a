/*
 * Codes of coupons (券码): 15 characters out of 31 (no 0, 1, I, L, O) and one that checks them, so that a misread or
 * swapped character is noticed before the ledger is asked. Written in four groups, as 7KQM-2XHT-9WCD-4RPA; read with or
 * without dashes and blanks, in either case.
 */
#ifndef PTS_DOMAIN_COUPON_CODE_H
#define PTS_DOMAIN_COUPON_CODE_H

#include <stdbool.h>

enum { COUPON_RANDOM = 15, COUPON_CODE_SIZE = 20 };

/* From 15 numbers 0–30. Returns out. */
char *coupon_code_format(const unsigned char random[static COUPON_RANDOM], char out[static COUPON_CODE_SIZE]);

/* What somebody typed or scanned, in the written form; false when it is no code. */
bool coupon_code_read(const char *typed, char out[static COUPON_CODE_SIZE]);

#endif
