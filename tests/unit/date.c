#include "base/date.h"

#include <stdlib.h>
#include <time.h>

#include "check.h"

/* Every day of two thousand years, counted on one by one. */
static void calendar(void)
{
	struct civil c = {1000, 1, 1};
	day_t d = day_of(c);
	int week = weekday(d);
	size_t wrong = 0;

	CHECK_INT(day_of((struct civil){1970, 1, 1}), 0);
	CHECK_INT(day_of((struct civil){2000, 1, 1}), DAY_FIRST);
	CHECK_INT(day_of((struct civil){2099, 12, 31}), DAY_LAST);
	CHECK_INT(weekday(day_of((struct civil){2025, 7, 18})), 5);
	for (; c.year < 3000; d++) {
		struct civil back = civil_of(d);

		wrong += day_of(c) != d || weekday(d) != week;
		wrong += back.year != c.year || back.month != c.month || back.day != c.day;
		week = week % 7 + 1;
		if (c.day++ < month_days(c.year, c.month))
			continue;
		c.day = 1;
		c.year += c.month == 12;
		c.month = c.month % 12 + 1;
	}
	CHECK_INT(wrong, 0);
	CHECK_INT(month_days(2000, 2), 29);
	CHECK_INT(month_days(2100, 2), 28);
	CHECK_INT(month_days(2024, 2), 29);
	CHECK_INT(month_days(2025, 2), 28);
}

static void reading(void)
{
	static const struct {
		const char *in, *out; /* out NULL: refused */
	} cases[] = {
		{"2025-07-16", "2025-07-16"},
		{"2025/7/16", "2025-07-16"},
		{"2025.7.16", "2025-07-16"},
		{"2025年7月16日", "2025-07-16"},
		{"2025年07月06日", "2025-07-06"},
		{"45854", "2025-07-16"},
		{"36526", "2000-01-01"},
		{"73050", "2099-12-31"},
		{"2000-01-01", "2000-01-01"},
		{"2099-12-31", "2099-12-31"},
		{"2024-02-29", "2024-02-29"},
		{"36525", NULL},
		{"73051", NULL},
		{"4585", NULL},
		{"045854", NULL},
		{"2025-02-29", NULL},
		{"1999-12-31", NULL},
		{"2100-01-01", NULL},
		{"2025-13-01", NULL},
		{"2025-00-10", NULL},
		{"2025-07-00", NULL},
		{"2025-7/16", NULL},
		{"2025-007-16", NULL},
		{"25-07-16", NULL},
		{"2025-07-16 ", NULL},
		{"2025-07-16x", NULL},
		{"2025-07", NULL},
		{"2025年7月16", NULL},
		{"-2025-07-16", NULL},
		{"", NULL},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char buf[DATE_SIZE];
		day_t d = 4711;
		bool ok = date_parse(cases[i].in, &d);

		CHECK_STR(ok ? date_format(d, buf) : NULL, cases[i].out);
		if (!ok)
			CHECK_INT(d, 4711);
	}
}

static void months(void)
{
	static const struct {
		const char *from;
		int n;
		const char *to;
	} cases[] = {
		{"2025-01-31", 1, "2025-02-28"},  {"2024-01-31", 1, "2024-02-29"},   {"2025-01-31", 12, "2026-01-31"},
		{"2025-03-31", -1, "2025-02-28"}, {"2025-01-15", -1, "2024-12-15"},  {"2025-12-31", 2, "2026-02-28"},
		{"2025-07-16", 0, "2025-07-16"},  {"2024-02-29", -12, "2023-02-28"}, {"2025-05-05", 600, "2075-05-05"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char buf[DATE_SIZE];
		day_t d = 0;

		CHECK(date_parse(cases[i].from, &d));
		CHECK_STR(date_format(day_add_months(d, cases[i].n), buf), cases[i].to);
	}
}

static void clocks(void)
{
	static const struct {
		const char *now, *zone, *stamp, *civil; /* stamp NULL: refused */
	} cases[] = {
		{"2025-10-08T09:00:00", "Asia/Shanghai", "2025-10-08T01:00:00Z", "2025-10-08 09:00"},
		{"2025-10-08 09:00:59", "Asia/Shanghai", "2025-10-08T01:00:59Z", "2025-10-08 09:00"},
		{"2025-10-08", "Asia/Shanghai", "2025-10-07T16:00:00Z", "2025-10-08 00:00"},
		{"2025-10-08T09:00:00", "UTC", "2025-10-08T09:00:00Z", "2025-10-08 09:00"},
		{"2025-07-08T09:00:00", "Asia/Urumqi", "2025-07-08T03:00:00Z", "2025-07-08 09:00"},
		{"2000-01-01", "Asia/Shanghai", "1999-12-31T16:00:00Z", "2000-01-01 00:00"},
		{"2025-02-29", "UTC", NULL, NULL},
		{"2025-10-08T24:00:00", "UTC", NULL, NULL},
		{"2025-10-08T09:60:00", "UTC", NULL, NULL},
		{"2025-10-08T09:00", "UTC", NULL, NULL},
		{"2025-10-08T09:00:00Z", "UTC", NULL, NULL},
		{"2025-10-08T", "UTC", NULL, NULL},
		{"yesterday", "UTC", NULL, NULL},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char stamp[STAMP_SIZE], civil[17], date[DATE_SIZE];
		int64_t t = 0, back = 0;
		bool ok;

		setenv("PTS_NOW", cases[i].now, 1);
		ok = clock_now(cases[i].zone, &t);
		CHECK_STR(ok ? stamp_format(t, stamp) : NULL, cases[i].stamp);
		CHECK_STR(ok ? civil_format(t, civil) : NULL, cases[i].civil);
		if (!ok)
			continue;
		CHECK(strncmp(date_format(day_at(t), date), cases[i].civil, 10) == 0);
		if (t >= (int64_t)DAY_FIRST * 86400)
			CHECK(stamp_parse(stamp, &back) && back == t);
	}
}

static void stamps(void)
{
	char stamp[STAMP_SIZE];
	int64_t t = 7;

	CHECK_STR(stamp_format(0, stamp), "1970-01-01T00:00:00Z");
	CHECK_STR(stamp_format(-1, stamp), "1969-12-31T23:59:59Z");
	CHECK(!stamp_parse("2025-10-08T01:00:00", &t));
	CHECK(!stamp_parse("2025-10-08 01:00:00Z", &t));
	CHECK(!stamp_parse("2025-10-08", &t));
	CHECK_INT(t, 7);
}

static void system_clock(void)
{
	int64_t t = 0;

	unsetenv("PTS_NOW");
	CHECK(clock_now("Asia/Shanghai", &t));
	CHECK(t - time(NULL) <= 0 && t - time(NULL) > -60);
	CHECK(!clock_is_plausible(0));
	CHECK(!clock_is_plausible((int64_t)day_of((struct civil){2024, 12, 31}) * DAY_SECONDS));
	CHECK(clock_is_plausible((int64_t)day_of((struct civil){2026, 1, 1}) * DAY_SECONDS));
	CHECK(!clock_is_plausible((int64_t)day_of((struct civil){2099, 1, 1}) * DAY_SECONDS));
	setenv("PTS_NOW", "2099-01-01", 1);
	CHECK(clock_is_plausible(0));
}

/* Without a time zone database the default zone still is eight hours ahead. */
static void no_database(void)
{
	char stamp[STAMP_SIZE];
	int64_t t = 0;

	setenv("TZDIR", "/nonexistent", 1);
	setenv("PTS_NOW", "2025-10-08T09:00:00", 1);
	setenv("TZ", "UTC0", 1);
	tzset();
	CHECK(clock_now("Asia/Shanghai", &t));
	CHECK_STR(stamp_format(t, stamp), "2025-10-08T01:00:00Z");
}

int main(void)
{
	calendar();
	reading();
	months();
	clocks();
	stamps();
	system_clock();
	no_database();
	return check_end();
}
