#include "domain/period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

char *month_of(day_t d, char buf[static MONTH_SIZE])
{
	char date[DATE_SIZE];

	date_format(d, date);
	memcpy(buf, date, MONTH_SIZE - 1);
	buf[MONTH_SIZE - 1] = '\0';
	return buf;
}

static struct civil month_civil(const char *month)
{
	return (struct civil){atoi(month), atoi(month + 5), 1};
}

day_t month_first(const char *month)
{
	return day_of(month_civil(month));
}

day_t month_last(const char *month)
{
	struct civil c = month_civil(month);

	return day_of(c) + month_days(c.year, c.month) - 1;
}

bool period_has(const struct period *p, const char *date, const char *month)
{
	char first[DATE_SIZE], last[DATE_SIZE];

	date_format(p->first, first);
	date_format(p->last, last);
	if (p->days)
		return strcmp(first, date) <= 0 && strcmp(date, last) <= 0;
	return strncmp(first, month, MONTH_SIZE - 1) <= 0 && strncmp(month, last, MONTH_SIZE - 1) <= 0;
}

char *month_next(const char *month, char buf[static MONTH_SIZE])
{
	return month_of(month_last(month) + 1, buf);
}

/* Months a..b of a year. */
static bool set_months(struct period *p, int year, int a, int b)
{
	if (year < 2000 || year > 2099 || a < 1 || b > 12 || a > b)
		return false;
	p->first = day_of((struct civil){year, a, 1});
	p->last = day_of((struct civil){year, b, month_days(year, b)});
	p->days = false;
	return true;
}

/* Whether months a..b of a year have a name of their own: a month, a quarter, a half or the year. */
static bool have_name(int a, int b)
{
	int n = b - a + 1;

	return (n == 1 || n == 3 || n == 6 || n == 12) && b % n == 0;
}

static bool name_months(struct period *p, int year, int a, int b)
{
	if (!set_months(p, year, a, b))
		return false;
	if (a == b)
		snprintf(p->text, sizeof p->text, "%04d-%02d", year, a);
	else if (b - a == 2)
		snprintf(p->text, sizeof p->text, "%04dQ%d", year, b / 3);
	else if (b - a == 5)
		snprintf(p->text, sizeof p->text, "%04dH%d", year, b / 6);
	else
		snprintf(p->text, sizeof p->text, "%04d", year);
	return true;
}

/* Reads exactly `n` digits, or 1..n when n is negative. */
static bool digits(const char **s, int n, int *out)
{
	int v = 0, k = 0, most = n < 0 ? -n : n;

	while (k < most && **s >= '0' && **s <= '9') {
		v = v * 10 + *(*s)++ - '0';
		k++;
	}
	*out = v;
	return n < 0 ? k > 0 : k == n;
}

static bool word(const char **s, const char *w)
{
	size_t n = strlen(w);

	if (strncmp(*s, w, n) != 0)
		return false;
	*s += n;
	return true;
}

static int quarter_number(const char **s)
{
	static const char *const names[] = {"一", "二", "三", "四"};
	int q;

	for (int i = 0; i < 4; i++)
		if (word(s, names[i]))
			return i + 1;
	return digits(s, 1, &q) && q >= 1 && q <= 4 ? q : 0;
}

/* What follows 2025年. */
static bool parse_chinese(const char *s, int year, struct period *p)
{
	int n;

	if (!*s)
		return name_months(p, year, 1, 12);
	if (strcmp(s, "上半年") == 0)
		return name_months(p, year, 1, 6);
	if (strcmp(s, "下半年") == 0)
		return name_months(p, year, 7, 12);
	if (word(&s, "第") || strstr(s, "季度")) {
		n = quarter_number(&s);
		return n > 0 && strcmp(s, "季度") == 0 && name_months(p, year, 3 * n - 2, 3 * n);
	}
	return digits(&s, -2, &n) && strcmp(s, "月") == 0 && name_months(p, year, n, n);
}

static bool parse_named(const char *s, struct period *p)
{
	int year, n;

	if (!digits(&s, 4, &year))
		return false;
	if (!*s)
		return name_months(p, year, 1, 12);
	if (word(&s, "年"))
		return parse_chinese(s, year, p);
	if (word(&s, "-"))
		return digits(&s, 2, &n) && !*s && name_months(p, year, n, n);
	if (word(&s, "Q"))
		return digits(&s, 1, &n) && !*s && name_months(p, year, 3 * n - 2, 3 * n);
	if (word(&s, "H"))
		return digits(&s, 1, &n) && !*s && name_months(p, year, 6 * n - 5, 6 * n);
	return false;
}

static bool parse_range(const char *s, const char *dots, struct period *p)
{
	struct period a, b;
	char from[32], first[DATE_SIZE], last[DATE_SIZE];

	if ((size_t)(dots - s) >= sizeof from)
		return false;
	memcpy(from, s, (size_t)(dots - s));
	from[dots - s] = '\0';
	p->days = true;
	if (parse_named(from, &a) && parse_named(dots + 2, &b)) {
		struct civil from_month = civil_of(a.first), to_month = civil_of(b.last);
		p->days = false;
		p->first = a.first;
		p->last = b.last;
		/* Whoever writes a quarter by its months means the quarter: ids, bills and notices know a period by its text. */
		if (from_month.year == to_month.year && have_name(from_month.month, to_month.month))
			return name_months(p, from_month.year, from_month.month, to_month.month);
		snprintf(p->text, sizeof p->text, "%.7s..%.7s", date_format(a.first, first), date_format(b.last, last));
	} else if (date_parse(from, &p->first) && date_parse(dots + 2, &p->last)) {
		snprintf(p->text, sizeof p->text, "%s..%s", date_format(p->first, first), date_format(p->last, last));
	} else {
		return false;
	}
	return p->first <= p->last;
}

bool period_parse(const char *s, struct period *out)
{
	const char *dots = strstr(s, "..");
	struct period p = {0};

	if (dots ? !parse_range(s, dots, &p) : !parse_named(s, &p))
		return false;
	*out = p;
	return true;
}

/* The year, a text behind it, and a number of one or two digits when `digits` says so. By hand: caps ask for each event. */
static char *put_window(char *buf, int year, const char *text, int number, int digits)
{
	char *p = buf;

	for (int unit = 1000; unit > 0; unit /= 10)
		*p++ = (char)('0' + year / unit % 10);
	while (*text)
		*p++ = *text++;
	if (digits == 2)
		*p++ = (char)('0' + number / 10);
	if (digits > 0)
		*p++ = (char)('0' + number % 10);
	*p = '\0';
	return buf;
}

static char *week_of(day_t d, char buf[static WINDOW_SIZE])
{
	day_t thursday = d - weekday(d) + 4;
	int year = civil_of(thursday).year;

	return put_window(buf, year, "-W", (thursday - day_of((struct civil){year, 1, 1})) / 7 + 1, 2);
}

char *window_of(day_t d, const char *per, char buf[static WINDOW_SIZE])
{
	struct civil c = civil_of(d);

	if (strcmp(per, "month") == 0)
		return put_window(buf, c.year, "-", c.month, 2);
	if (strcmp(per, "quarter") == 0)
		return put_window(buf, c.year, "Q", (c.month + 2) / 3, 1);
	if (strcmp(per, "half") == 0)
		return put_window(buf, c.year, "H", (c.month + 5) / 6, 1);
	if (strcmp(per, "year") == 0)
		return put_window(buf, c.year, "", 0, 0);
	if (strcmp(per, "week") == 0)
		return week_of(d, buf);
	if (strcmp(per, "day") == 0)
		return date_format(d, buf);
	if (strcmp(per, "ever") != 0)
		bug("`%s` is no window", per);
	return strcpy(buf, per);
}

static const struct {
	const char *per;
	int months; /* 0 when it is not made of months */
} windows[] = {{"ever", 0}, {"day", 0}, {"week", 0}, {"month", 1}, {"quarter", 3}, {"half", 6}, {"year", 12}};

bool window_is_known(const char *per)
{
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
		if (strcmp(per, windows[i].per) == 0)
			return true;
	return false;
}

static int window_months(const char *per)
{
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
		if (strcmp(per, windows[i].per) == 0)
			return windows[i].months;
	bug("`%s` is no window", per);
}

day_t window_first(day_t d, const char *per)
{
	struct civil c = civil_of(d);
	int months = window_months(per);

	if (months == 0)
		d = strcmp(per, "ever") == 0 ? DAY_FIRST : strcmp(per, "day") == 0 ? d : d - weekday(d) + 1;
	if (months == 0)
		return d < DAY_FIRST ? DAY_FIRST : d;
	return day_of((struct civil){c.year, (c.month - 1) / months * months + 1, 1});
}

day_t window_last(day_t d, const char *per)
{
	struct civil c = civil_of(d);
	int month, months = window_months(per);

	if (months == 0)
		return strcmp(per, "ever") == 0 ? DAY_LAST : strcmp(per, "day") == 0 ? d : d - weekday(d) + 7;
	month = (c.month - 1) / months * months + months;
	return day_of((struct civil){c.year, month, month_days(c.year, month)});
}
