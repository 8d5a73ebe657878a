/* Periods as people write them, months, windows of caps. */
#include "domain/period.h"

#include "check.h"

static void reading(void)
{
	static const struct {
		const char *in, *text, *first, *last; /* text NULL: refused */
		bool days;
	} cases[] = {
		{"2025-07", "2025-07", "2025-07-01", "2025-07-31", false},
		{"2024-02", "2024-02", "2024-02-01", "2024-02-29", false},
		{"2025Q3", "2025Q3", "2025-07-01", "2025-09-30", false},
		{"2025Q1", "2025Q1", "2025-01-01", "2025-03-31", false},
		{"2025H1", "2025H1", "2025-01-01", "2025-06-30", false},
		{"2025H2", "2025H2", "2025-07-01", "2025-12-31", false},
		{"2025", "2025", "2025-01-01", "2025-12-31", false},
		{"2025年", "2025", "2025-01-01", "2025-12-31", false},
		{"2025年7月", "2025-07", "2025-07-01", "2025-07-31", false},
		{"2025年07月", "2025-07", "2025-07-01", "2025-07-31", false},
		{"2025年12月", "2025-12", "2025-12-01", "2025-12-31", false},
		{"2025年第三季度", "2025Q3", "2025-07-01", "2025-09-30", false},
		{"2025年3季度", "2025Q3", "2025-07-01", "2025-09-30", false},
		{"2025年第4季度", "2025Q4", "2025-10-01", "2025-12-31", false},
		{"2025年上半年", "2025H1", "2025-01-01", "2025-06-30", false},
		{"2025年下半年", "2025H2", "2025-07-01", "2025-12-31", false},
		{"2025-07..2025-08", "2025-07..2025-08", "2025-07-01", "2025-08-31", false},
		{"2025Q1..2025Q2", "2025H1", "2025-01-01", "2025-06-30", false},
		{"2025-07..2025-12", "2025H2", "2025-07-01", "2025-12-31", false},
		{"2025-10..2025-12", "2025Q4", "2025-10-01", "2025-12-31", false},
		{"2025-07..2025-07", "2025-07", "2025-07-01", "2025-07-31", false},
		{"2025年上半年..2025年下半年", "2025", "2025-01-01", "2025-12-31", false},
		{"2025..2025", "2025", "2025-01-01", "2025-12-31", false},
		{"2025-02..2025-04", "2025-02..2025-04", "2025-02-01", "2025-04-30", false},
		{"2025-04..2025-09", "2025-04..2025-09", "2025-04-01", "2025-09-30", false},
		{"2024-07..2025-12", "2024-07..2025-12", "2024-07-01", "2025-12-31", false},
		{"2025Q4..2026Q1", "2025-10..2026-03", "2025-10-01", "2026-03-31", false},
		{"2025-07-01..2025-09-30", "2025-07-01..2025-09-30", "2025-07-01", "2025-09-30", true},
		{"2025-07-16..2025-07-16", "2025-07-16..2025-07-16", "2025-07-16", "2025-07-16", true},
		{"2025/7/1..2025/7/31", "2025-07-01..2025-07-31", "2025-07-01", "2025-07-31", true},
		{"2025-13", NULL, NULL, NULL, false},
		{"2025-00", NULL, NULL, NULL, false},
		{"2025-7", NULL, NULL, NULL, false},
		{"2025Q5", NULL, NULL, NULL, false},
		{"2025Q0", NULL, NULL, NULL, false},
		{"2025H3", NULL, NULL, NULL, false},
		{"2025q3", NULL, NULL, NULL, false},
		{"1999", NULL, NULL, NULL, false},
		{"2100-01", NULL, NULL, NULL, false},
		{"2025年13月", NULL, NULL, NULL, false},
		{"2025年第五季度", NULL, NULL, NULL, false},
		{"2025-08..2025-07", NULL, NULL, NULL, false},
		{"2025-07-02..2025-07-01", NULL, NULL, NULL, false},
		{"2025-07-01..2025-08", NULL, NULL, NULL, false},
		{"2025-07-01", NULL, NULL, NULL, false},
		{"..", NULL, NULL, NULL, false},
		{"2025-07..", NULL, NULL, NULL, false},
		{"", NULL, NULL, NULL, false},
		{"july", NULL, NULL, NULL, false},
		{"2025-07 ", NULL, NULL, NULL, false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char first[DATE_SIZE], last[DATE_SIZE];
		struct period p;
		bool ok = period_parse(cases[i].in, &p);
		CHECK_STR(ok ? p.text : NULL, cases[i].text);
		CHECK_STR(ok ? date_format(p.first, first) : NULL, cases[i].first);
		CHECK_STR(ok ? date_format(p.last, last) : NULL, cases[i].last);
		if (ok)
			CHECK_INT(p.days, cases[i].days);
	}
}

static day_t day(const char *s)
{
	day_t d = 0;

	CHECK(date_parse(s, &d));
	return d;
}

static void months(void)
{
	char buf[MONTH_SIZE];

	CHECK_STR(month_of(day("2025-07-16"), buf), "2025-07");
	CHECK_STR(month_next("2025-12", buf), "2026-01");
	memcpy(buf, "2024-01", sizeof buf);
	CHECK_STR(month_next(buf, buf), "2024-02");
	CHECK_STR(month_next(buf, buf), "2024-03");
	CHECK_INT(month_first("2024-02"), day("2024-02-01"));
	CHECK_INT(month_last("2024-02"), day("2024-02-29"));
	CHECK_INT(month_last("2025-02"), day("2025-02-28"));
}

static void windows(void)
{
	static const struct {
		const char *date, *per, *window;
	} cases[] = {
		{"2025-07-16", "day", "2025-07-16"}, {"2025-07-16", "week", "2025-W29"},
		{"2025-07-14", "week", "2025-W29"},  {"2025-07-20", "week", "2025-W29"},
		{"2025-07-21", "week", "2025-W30"},  {"2024-12-29", "week", "2024-W52"},
		{"2024-12-30", "week", "2025-W01"},  {"2027-01-01", "week", "2026-W53"},
		{"2025-07-16", "month", "2025-07"},  {"2025-07-01", "quarter", "2025Q3"},
		{"2025-06-30", "quarter", "2025Q2"}, {"2025-06-30", "half", "2025H1"},
		{"2025-07-01", "half", "2025H2"},    {"2025-12-31", "year", "2025"},
		{"2025-12-31", "ever", "ever"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char buf[WINDOW_SIZE];
		CHECK_STR(window_of(day(cases[i].date), cases[i].per, buf), cases[i].window);
	}
}

static void ends_of_windows(void)
{
	static const struct {
		const char *date, *per, *first, *last;
	} cases[] = {
		{"2025-07-16", "day", "2025-07-16", "2025-07-16"},     {"2025-07-20", "week", "2025-07-14", "2025-07-20"},
		{"2025-07-21", "week", "2025-07-21", "2025-07-27"},    {"2000-01-01", "week", "2000-01-01", "2000-01-02"},
		{"2024-02-10", "month", "2024-02-01", "2024-02-29"},   {"2025-09-30", "quarter", "2025-07-01", "2025-09-30"},
		{"2025-10-01", "quarter", "2025-10-01", "2025-12-31"}, {"2025-06-30", "half", "2025-01-01", "2025-06-30"},
		{"2025-07-01", "half", "2025-07-01", "2025-12-31"},    {"2025-12-31", "year", "2025-01-01", "2025-12-31"},
		{"2025-12-31", "ever", "2000-01-01", "2099-12-31"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		CHECK_INT(window_first(day(cases[i].date), cases[i].per), day(cases[i].first));
		CHECK_INT(window_last(day(cases[i].date), cases[i].per), day(cases[i].last));
	}
}

int main(void)
{
	reading();
	months();
	windows();
	ends_of_windows();
	return check_end();
}
