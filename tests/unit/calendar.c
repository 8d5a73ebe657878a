/* Working days, over the holidays of October 2025 as the State Council set them. */
#include "domain/calendar.h"

#include "check.h"

static day_t day(const char *s)
{
	day_t d = 0;

	CHECK(date_parse(s, &d));
	return d;
}

static struct calendar october(void)
{
	struct calendar c = {0};

	/* Not in order, one of them said twice: the later word counts. */
	calendar_add(&c, day("2025-10-11"), true);
	calendar_add(&c, day("2025-09-28"), false);
	for (day_t d = day("2025-10-08"); d >= day("2025-10-01"); d--)
		calendar_add(&c, d, false);
	calendar_add(&c, day("2025-09-28"), true);
	return c;
}

static void order(void)
{
	struct calendar c = october();

	CHECK_INT(c.n, 10);
	for (size_t i = 1; i < c.n; i++)
		CHECK(c.days[i - 1].day < c.days[i].day);
	calendar_free(&c);
	CHECK_INT(c.n, 0);
}

static void works(void)
{
	static const struct {
		const char *day;
		bool works;
	} cases[] = {
		{"2025-09-26", true},  /* Friday */
		{"2025-09-27", false}, /* Saturday */
		{"2025-09-28", true},  /* a Sunday that is worked */
		{"2025-09-30", true},  {"2025-10-01", false}, {"2025-10-08", false},
		{"2025-10-09", true},  {"2025-10-11", true}, /* a Saturday that is worked */
		{"2025-10-12", false},
	};
	struct calendar c = october(), none = {0};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK_INT(calendar_works(&c, day(cases[i].day)), cases[i].works);
	CHECK(calendar_works(&none, day("2025-10-01")));
	CHECK(!calendar_works(&none, day("2025-10-11")));
	calendar_free(&c);
}

static void terms(void)
{
	static const struct {
		const char *from;
		int n;
		const char *with, *without; /* the calendar */
	} cases[] = {
		{"2025-09-30", 0, "2025-09-30", "2025-09-30"}, {"2025-09-30", 1, "2025-10-09", "2025-10-01"},
		{"2025-09-30", 7, "2025-10-16", "2025-10-09"}, {"2025-09-26", 1, "2025-09-28", "2025-09-29"},
		{"2025-10-01", 3, "2025-10-11", "2025-10-06"}, {"2025-10-10", 1, "2025-10-11", "2025-10-13"},
		{"2025-10-10", 2, "2025-10-13", "2025-10-14"}, {"2099-12-30", 7, "2099-12-31", "2099-12-31"},
	};
	struct calendar c = october(), none = {0};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char with[DATE_SIZE], without[DATE_SIZE];
		date_format(calendar_after(&c, day(cases[i].from), cases[i].n), with);
		date_format(calendar_after(&none, day(cases[i].from), cases[i].n), without);
		CHECK_STR(with, cases[i].with);
		CHECK_STR(without, cases[i].without);
	}
	calendar_free(&c);
}

int main(void)
{
	order();
	works();
	terms();
	return check_end();
}
