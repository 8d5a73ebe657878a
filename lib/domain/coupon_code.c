#include "domain/coupon_code.h"

#include <ctype.h>
#include <string.h>

static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

enum { LETTERS = sizeof letters - 1, GROUP = 4 };

/* 31 is prime and the weights differ, so that one wrong character or two swapped ones always change it. */
static unsigned check(const unsigned char *v)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < COUPON_RANDOM; i++)
		sum += (i + 1) * v[i];
	return sum % LETTERS;
}

char *coupon_code_format(const unsigned char random[static COUPON_RANDOM], char out[static COUPON_CODE_SIZE])
{
	char *p = out;

	for (unsigned i = 0; i <= COUPON_RANDOM; i++) {
		if (i > 0 && i % GROUP == 0)
			*p++ = '-';
		*p++ = letters[i < COUPON_RANDOM ? random[i] % LETTERS : check(random)];
	}
	*p = '\0';
	return out;
}

bool coupon_code_read(const char *typed, char out[static COUPON_CODE_SIZE])
{
	unsigned char v[COUPON_RANDOM + 1];
	size_t n = 0;

	for (; *typed; typed++) {
		const char *at;
		if (*typed == '-' || *typed == ' ')
			continue;
		at = strchr(letters, toupper((unsigned char)*typed));
		if (!at || n > COUPON_RANDOM)
			return false;
		v[n++] = (unsigned char)(at - letters);
	}
	if (n != COUPON_RANDOM + 1 || check(v) != v[COUPON_RANDOM])
		return false;
	coupon_code_format(v, out);
	return true;
}
