/*
 * Civil dates and the clock.
 *
 * A day is a count of days from 1970-01-01 in the proleptic Gregorian calendar; no time zone is in it. Dates of the
 * toolkit run from 2000-01-01 to 2099-12-31.
 */
#ifndef PTS_BASE_DATE_H
#define PTS_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t day_t;

enum {
	DAY_FIRST = 10957, /* 2000-01-01 */
	DAY_LAST = 47481,  /* 2099-12-31 */
	DATE_SIZE = 11,	   /* "YYYY-MM-DD" and NUL */
	STAMP_SIZE = 21,   /* "YYYY-MM-DDTHH:MM:SSZ" and NUL */
	DAY_SECONDS = 86400
};

struct civil {
	int year;
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

day_t day_of(struct civil c);
struct civil civil_of(day_t d);

/* Days in the month: 28..31. */
int month_days(int year, int month);

/* The same day `n` months later (n may be negative), clamped to the month's last day: 2025-01-31 + 1 = 2025-02-28. */
day_t day_add_months(day_t d, int n);

/* 1 = Monday … 7 = Sunday (ISO 8601). */
int weekday(day_t d);

/*
 * Reads a date as villages write it (after text_fold): 2025-07-16, 2025/7/16, 2025.7.16, 2025年7月16日, or the serial
 * number of a spreadsheet day (45854; only with five digits, counted from 1899-12-30). False when it is no valid day
 * between 2000 and 2099.
 */
bool date_parse(const char *s, day_t *out);

/* YYYY-MM-DD; returns buf. */
char *date_format(day_t d, char buf[static DATE_SIZE]);

/*
 * Now, in seconds since the epoch: $PTS_NOW (`2025-10-08T09:00:00`, or with a blank for the T, or a date alone for its
 * midnight; civil time of `timezone`), else the system's clock. False when $PTS_NOW cannot be read. `timezone` is a
 * tz database name such as Asia/Shanghai; sets the process's TZ.
 */
bool clock_now(const char *timezone, int64_t *out);

/*
 * Whether the system's clock can be right: not before a day that lies before this version was made, nor twenty years after it. True
 * when $PTS_NOW stands in for it.
 */
bool clock_is_plausible(int64_t now);

/* The civil day of an instant in the time zone that clock_now() set last. */
day_t day_at(int64_t instant);

/* Civil "YYYY-MM-DD HH:MM" of an instant in that time zone; buf of at least 17 bytes. */
char *civil_format(int64_t instant, char buf[static 17]);

/* UTC `YYYY-MM-DDTHH:MM:SSZ` of an instant, and back; stamps sort as text. */
char *stamp_format(int64_t instant, char buf[static STAMP_SIZE]);
bool stamp_parse(const char *s, int64_t *out);

#endif
