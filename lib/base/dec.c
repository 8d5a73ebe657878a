#include "base/dec.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Appends one digit. Works on negative numbers, because they reach one further than positive ones. */
static bool push_digit(int64_t *v, int digit)
{
	return !__builtin_mul_overflow(*v, 10, v) && !__builtin_sub_overflow(*v, digit, v);
}

/* What follows the point: at least one digit, all but two of them 0. */
static bool parse_decimals(const char **s, int64_t *v)
{
	int n = 0;

	for (; is_digit(**s); (*s)++, n++) {
		if (n >= 2 && **s != '0')
			return false;
		if (n < 2 && !push_digit(v, **s - '0'))
			return false;
	}
	return n > 0 && (n > 1 || push_digit(v, 0));
}

bool dec_parse(const char *s, int64_t *out)
{
	bool negative = *s == '-';
	int64_t v = 0;

	if (*s == '-' || *s == '+')
		s++;
	if (!is_digit(*s))
		return false;
	for (; is_digit(*s); s++)
		if (!push_digit(&v, *s - '0'))
			return false;
	if (*s == '.') {
		s++;
		if (!parse_decimals(&s, &v))
			return false;
	} else if (!push_digit(&v, 0) || !push_digit(&v, 0)) {
		return false;
	}
	if (*s != '\0' || (!negative && v == INT64_MIN))
		return false;
	*out = negative ? v : -v;
	return true;
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

char *dec_format(int64_t v, char buf[static DEC_SIZE])
{
	char digits[DEC_SIZE];
	char *p = digits + sizeof(digits);
	uint64_t rest = magnitude(v);

	*--p = '\0';
	for (int n = 0; n < 3 || rest > 0; n++) {
		if (n == 2)
			*--p = '.';
		*--p = (char)('0' + rest % 10);
		rest /= 10;
	}
	if (v < 0)
		*--p = '-';
	memcpy(buf, p, (size_t)(digits + sizeof(digits) - p));
	return buf;
}

char *dec_whole(int64_t v, char buf[static DEC_SIZE])
{
	char digits[DEC_SIZE];
	char *p = digits + sizeof(digits);
	uint64_t rest = magnitude(v);

	*--p = '\0';
	do
		*--p = (char)('0' + rest % 10);
	while (rest /= 10);
	if (v < 0)
		*--p = '-';
	memcpy(buf, p, (size_t)(digits + sizeof(digits) - p));
	return buf;
}

char *dec_human(int64_t v, char buf[static DEC_SIZE])
{
	dec_format(v, buf);
	if (v % 100 == 0)
		buf[strlen(buf) - 3] = '\0';
	return buf;
}

bool dec_add(int64_t a, int64_t b, int64_t *out)
{
	int64_t v;

	if (__builtin_add_overflow(a, b, &v))
		return false;
	*out = v;
	return true;
}

bool dec_sub(int64_t a, int64_t b, int64_t *out)
{
	int64_t v;

	if (__builtin_sub_overflow(a, b, &v))
		return false;
	*out = v;
	return true;
}

bool dec_mul(int64_t a, int64_t b, int64_t *out)
{
	return dec_muldiv(a, b, 100, out);
}

bool dec_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out)
{
	bool negative = ((a < 0) != (b < 0)) != (c < 0);
	unsigned __int128 product = (unsigned __int128)magnitude(a) * magnitude(b);
	unsigned __int128 quotient;
	uint64_t divisor = magnitude(c);
	uint64_t rest;

	if (divisor == 0)
		return false;
	quotient = product / divisor;
	rest = (uint64_t)(product % divisor);
	/* rest ≥ divisor − rest is "at least a half" without doubling, which could overflow */
	if (rest >= divisor - rest)
		quotient++;
	if (quotient > (uint64_t)INT64_MAX + (negative ? 1 : 0))
		return false;
	*out = negative ? (int64_t)(0 - (uint64_t)quotient) : (int64_t)quotient;
	return true;
}
