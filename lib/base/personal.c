#include "base/personal.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/lang.h"

enum { SHORTEST = 5, MOBILE = 11, IDENTITY = 18, LONGEST = 32 };

static const char digits[] = "0123456789";

static bool is_digits(const char *s, size_t n)
{
	return strspn(s, digits) == n && s[n] == '\0';
}

/* The first two digits of an identity number are those of a province. */
static bool is_province(const char *s)
{
	static const char first_to_last[][3] = {"115", "213", "317", "416", "504", "615", "711", "813", "911"};

	for (size_t i = 0; i < sizeof first_to_last / sizeof *first_to_last; i++)
		if (s[0] == first_to_last[i][0])
			return s[1] >= first_to_last[i][1] && s[1] <= first_to_last[i][2];
	return false;
}

/* Province, then at the seventh digit the day of birth; the check digit may be X, or lost as a spreadsheet loses it. */
static bool is_identity(const char *s)
{
	size_t n = strlen(s);
	int month, day;

	if (strspn(s, digits) < IDENTITY - 1 || n > IDENTITY || (n == IDENTITY && !isdigit((unsigned char)s[n - 1]) && !strchr("Xx", s[n - 1])))
		return false;
	month = (s[10] - '0') * 10 + s[11] - '0';
	day = (s[12] - '0') * 10 + s[13] - '0';
	return is_province(s) && (strncmp(s + 6, "19", 2) == 0 || strncmp(s + 6, "20", 2) == 0) && month >= 1 && month <= 12 && day >= 1 &&
	       day <= 31;
}

static bool is_mobile(const char *s)
{
	s += *s == '+';
	s += strncmp(s, "0086", 4) == 0 ? 4 : strncmp(s, "86", 2) == 0 ? 2 : 0;
	return is_digits(s, MOBILE) && s[0] == '1' && s[1] >= '3';
}

/* 5.1E+17 as `51`, and where the point was moved to; 0 for another text. */
static int spreadsheet_power(const char *s)
{
	size_t n = strspn(s, digits);

	if (n != 1)
		return 0;
	if (s[n] == '.')
		n += 1 + strspn(s + n + 1, digits);
	if (strcmp(s + n, "E+17") == 0 || strcmp(s + n, "e+17") == 0)
		return 17;
	return strcmp(s + n, "E+10") == 0 || strcmp(s + n, "e+10") == 0 ? 10 : 0;
}

/* Without blanks, dashes, the apostrophe that makes it text, and decimals of 0. False when it is too long to be a number. */
static bool compact(const char *s, char out[static LONGEST])
{
	size_t n = 0, whole;

	for (s += *s == '\''; *s; s++) {
		if (*s == ' ' || *s == '-')
			continue;
		if (n == LONGEST - 1)
			return false;
		out[n++] = *s;
	}
	out[n] = '\0';
	whole = strcspn(out, ".");
	if (whole >= MOBILE && out[whole] && out[whole + 1 + strspn(out + whole + 1, "0")] == '\0')
		out[whole] = '\0';
	return true;
}

enum personal personal_number(const char *s)
{
	char text[LONGEST];
	int power;

	if (!*s || !strchr("0123456789+-' ", *s) || strnlen(s, SHORTEST) < SHORTEST || !compact(s, text))
		return PERSONAL_NONE;
	power = spreadsheet_power(text);
	if (is_identity(text) || power == 17)
		return PERSONAL_IDENTITY;
	return is_mobile(text) || (power == 10 && text[0] == '1' && text[2] >= '3') ? PERSONAL_MOBILE : PERSONAL_NONE;
}

const char *personal_name(enum personal kind)
{
	return kind == PERSONAL_MOBILE ? _("a mobile telephone number") : _("an identity number");
}
