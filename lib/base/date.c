#include "base/date.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	SERIAL_ZERO = 25569, /* 1970-01-01 as a spreadsheet counts */
	CLOCK_FIRST = 20089, /* 2025-01-01: raise it at each release to a day shortly before */
	CLOCK_MONTHS = 240
};

/* Years begin in March here, so that the leap day is the last of its year; 400 years are one era of 146,097 days. */
day_t day_of(struct civil c)
{
	int year = c.month <= 2 ? c.year - 1 : c.year;
	int era = (year >= 0 ? year : year - 399) / 400;
	int of_era = year - era * 400;
	int month = (c.month + 9) % 12;

	assert(c.month >= 1 && c.month <= 12);
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + c.day - 1 - 719468;
}

struct civil civil_of(day_t d)
{
	int shifted = d + 719468;
	int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int rest = shifted - era * 146097;
	int year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	int day = rest - (365 * year + year / 4 - year / 100);
	int month = (5 * day + 2) / 153;
	struct civil c = {
		.year = era * 400 + year + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = day - (153 * month + 2) / 5 + 1,
	};

	return c;
}

int month_days(int year, int month)
{
	static const char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	assert(month >= 1 && month <= 12);
	return month == 2 && leap ? 29 : days[month - 1];
}

day_t day_add_months(day_t d, int n)
{
	struct civil c = civil_of(d);
	int months = c.year * 12 + c.month - 1 + n;
	int last;

	assert(months >= 0);
	c.year = months / 12;
	c.month = months % 12 + 1;
	last = month_days(c.year, c.month);
	if (c.day > last)
		c.day = last;
	return day_of(c);
}

int weekday(day_t d)
{
	return (d % 7 + 7 + 3) % 7 + 1;
}

/* Reads `min` to `max` digits and moves *s behind them. */
static bool take_number(const char **s, int min, int max, int *out)
{
	int v = 0;
	int n = 0;

	for (; n < max && **s >= '0' && **s <= '9'; n++)
		v = v * 10 + *(*s)++ - '0';
	*out = v;
	return n >= min;
}

static bool take_text(const char **s, const char *text)
{
	size_t n = strlen(text);

	if (strncmp(*s, text, n) != 0)
		return false;
	*s += n;
	return true;
}

/* One year-month-day with these three signs behind the numbers. */
static bool take_date(const char **s, const char *const sign[3], struct civil *c)
{
	return take_number(s, 4, 4, &c->year) && take_text(s, sign[0]) && take_number(s, 1, 2, &c->month) &&
	       take_text(s, sign[1]) && take_number(s, 1, 2, &c->day) && take_text(s, sign[2]);
}

static bool valid(struct civil c)
{
	return c.year >= 2000 && c.year <= 2099 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
	       c.day <= month_days(c.year, c.month);
}

static bool parse_serial(const char *s, day_t *out)
{
	int serial;
	day_t d;

	if (!take_number(&s, 5, 5, &serial) || *s)
		return false;
	d = serial - SERIAL_ZERO;
	if (d < DAY_FIRST || d > DAY_LAST)
		return false;
	*out = d;
	return true;
}

bool date_parse(const char *s, day_t *out)
{
	static const char *const forms[][3] = {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *p = s;
		struct civil c;

		if (take_date(&p, forms[i], &c) && *p == '\0' && valid(c)) {
			*out = day_of(c);
			return true;
		}
	}
	return parse_serial(s, out);
}

/* The last `n` digits of v, then `sign`; returns the place behind it. By hand, because tallies do it per row. */
static char *put(char *p, int v, int n, char sign)
{
	for (int i = n - 1; i >= 0; i--, v /= 10)
		p[i] = (char)('0' + v % 10);
	p[n] = sign;
	return p + n + 1;
}

static char *put_date(char *p, day_t d, char sign)
{
	struct civil c = civil_of(d);

	assert(c.year >= 0 && c.year <= 9999);
	p = put(p, c.year, 4, '-');
	p = put(p, c.month, 2, '-');
	return put(p, c.day, 2, sign);
}

char *date_format(day_t d, char buf[static DATE_SIZE])
{
	put_date(buf, d, '\0');
	return buf;
}

/* `hh:mm:ss` to seconds of the day. */
static bool take_time(const char **s, int *out)
{
	int h, m, sec;

	if (!take_number(s, 2, 2, &h) || !take_text(s, ":") || !take_number(s, 2, 2, &m) || !take_text(s, ":") ||
	    !take_number(s, 2, 2, &sec))
		return false;
	*out = (h * 60 + m) * 60 + sec;
	return h < 24 && m < 60 && sec < 60;
}

/* An ISO date, a sign out of `between`, a time; a date alone is its midnight when `alone`. */
static bool take_moment(const char **s, const char *between, bool alone, day_t *day, int *seconds)
{
	static const char *const iso[] = {"-", "-", ""};
	struct civil c;

	if (!take_date(s, iso, &c) || !valid(c))
		return false;
	*day = day_of(c);
	*seconds = 0;
	if (**s == '\0')
		return alone;
	return strchr(between, *(*s)++) != NULL && take_time(s, seconds);
}

/* Asia/Shanghai has had no summer time since 1991: a system without a time zone database gets its fixed offset. */
static void set_zone(const char *zone)
{
	struct tm tm;
	time_t day = (time_t)DAY_FIRST * DAY_SECONDS;

	setenv("TZ", zone, 1);
	tzset();
	if (strcmp(zone, "Asia/Shanghai") == 0 && localtime_r(&day, &tm) && tm.tm_gmtoff == 0) {
		setenv("TZ", "CST-8", 1);
		tzset();
	}
}

bool clock_now(const char *zone, int64_t *out)
{
	const char *s = getenv("PTS_NOW");
	struct civil c;
	struct tm tm = {0};
	day_t day;
	int seconds;

	set_zone(zone);
	if (!s || !*s) {
		*out = time(NULL);
		return true;
	}
	if (!take_moment(&s, "T ", true, &day, &seconds) || *s)
		return false;
	c = civil_of(day);
	tm.tm_year = c.year - 1900;
	tm.tm_mon = c.month - 1;
	tm.tm_mday = c.day;
	tm.tm_sec = seconds % 60;
	tm.tm_min = seconds / 60 % 60;
	tm.tm_hour = seconds / 3600;
	tm.tm_isdst = -1;
	*out = mktime(&tm);
	return true;
}

bool clock_is_plausible(int64_t now)
{
	const char *given = getenv("PTS_NOW");
	int64_t first = (int64_t)CLOCK_FIRST * DAY_SECONDS;
	int64_t end = (int64_t)day_add_months(CLOCK_FIRST, CLOCK_MONTHS) * DAY_SECONDS;

	return (given && *given) || (now >= first && now < end);
}

static struct tm civil_time(int64_t instant)
{
	time_t t = instant;
	struct tm tm = {0};
	bool known = localtime_r(&t, &tm) != NULL;

	assert(known);
	return tm;
}

static day_t day_of_tm(const struct tm *tm)
{
	return day_of((struct civil){tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday});
}

day_t day_at(int64_t instant)
{
	struct tm tm = civil_time(instant);

	return day_of_tm(&tm);
}

char *civil_format(int64_t instant, char buf[static 17])
{
	struct tm tm = civil_time(instant);
	char *p = put_date(buf, day_of_tm(&tm), ' ');

	p = put(p, tm.tm_hour, 2, ':');
	put(p, tm.tm_min, 2, '\0');
	return buf;
}

char *stamp_format(int64_t instant, char buf[static STAMP_SIZE])
{
	int64_t rest = instant % DAY_SECONDS;
	int seconds = (int)(rest < 0 ? rest + DAY_SECONDS : rest);
	char *p = put_date(buf, (day_t)((instant - seconds) / DAY_SECONDS), 'T');

	p = put(p, seconds / 3600, 2, ':');
	p = put(p, seconds / 60 % 60, 2, ':');
	p = put(p, seconds % 60, 2, 'Z');
	*p = '\0';
	return buf;
}

bool stamp_parse(const char *s, int64_t *out)
{
	day_t day;
	int seconds;

	if (!take_moment(&s, "T", false, &day, &seconds) || strcmp(s, "Z") != 0)
		return false;
	*out = (int64_t)day * DAY_SECONDS + seconds;
	return true;
}
