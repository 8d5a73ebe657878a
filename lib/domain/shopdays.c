#include "domain/shopdays.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LAST = 32, WORD_SIZE = 24 };

/* What one word stands for: a weekday 1–7, or a day of the month. */
struct word {
	int weekday;
	int day; /* LAST: the last of the month */
};

static const char *const weekdays[7][4] = {
	{"mon", "周一", "星期一", "每周一"}, {"tue", "周二", "星期二", "每周二"}, {"wed", "周三", "星期三", "每周三"},
	{"thu", "周四", "星期四", "每周四"}, {"fri", "周五", "星期五", "每周五"}, {"sat", "周六", "星期六", "每周六"},
	{"sun", "周日", "星期日", "每周日"},
};

static bool read_word(const char *s, struct word *out)
{
	char *end;
	long n;

	*out = (struct word){0};
	for (int d = 0; d < 7; d++)
		for (int i = 0; i < 4; i++)
			if (strcmp(s, weekdays[d][i]) == 0)
				out->weekday = d + 1;
	if (strcmp(s, "last") == 0 || strcmp(s, "月末") == 0)
		out->day = LAST;
	if (out->weekday || out->day)
		return true;
	n = strtol(s, &end, 10);
	if (end == s || *s < '0' || *s > '9' || n < 1 || n > 31 ||
	    (*end && strcmp(end, "日") != 0 && strcmp(end, "号") != 0))
		return false;
	out->day = (int)n;
	return true;
}

static size_t gap(const char *s)
{
	return *s == ' ' || *s == ',' ? 1 : strncmp(s, "、", 3) == 0 || strncmp(s, "，", 3) == 0 ? 3 : 0;
}

/* The next word into `word`: 1, 0 at the end, -1 when it can be none. */
static int next_word(const char **s, char word[static WORD_SIZE])
{
	size_t n = 0, skip;

	while ((skip = gap(*s)) > 0)
		*s += skip;
	while ((*s)[n] && gap(*s + n) == 0)
		n++;
	if (n >= WORD_SIZE)
		return -1;
	memcpy(word, *s, n);
	word[n] = '\0';
	*s += n;
	return n > 0;
}

bool open_days_valid(const char *days)
{
	char text[WORD_SIZE];
	struct word w;
	size_t n = 0;
	int got;

	if (strcmp(days, "any") == 0)
		return true;
	while ((got = next_word(&days, text)) == 1) {
		if (!read_word(text, &w))
			return false;
		n++;
	}
	return got == 0 && n > 0;
}

bool open_on(const char *days, day_t day)
{
	struct civil c = civil_of(day);
	char text[WORD_SIZE];
	struct word w;

	if (strcmp(days, "any") == 0)
		return true;
	while (next_word(&days, text) == 1)
		if (read_word(text, &w) && (w.weekday == weekday(day) || w.day == c.day ||
					    (w.day == LAST && c.day == month_days(c.year, c.month))))
			return true;
	return false;
}

day_t open_next(const char *days, day_t day)
{
	/* Every day of the month comes within two months. */
	for (int i = 1; i < 70; i++)
		if (open_on(days, day + i))
			return day + i;
	bug("shops that redeem on `%s` never redeem", days);
}

bool visits_parse(const char *text, int64_t *visits, const char **per)
{
	static const char *const windows[] = {"day", "week", "month", "quarter", "half", "year", "ever"};
	static const char *const zh[] = {"天", "周", "月", "季", "半年", "年", "永久"};
	bool none = strcmp(text, "none") == 0;
	char *end = NULL;
	long n = none ? 0 : strtol(text, &end, 10);
	size_t i = 0, count = sizeof windows / sizeof *windows;

	if (!none && (*text < '1' || *text > '9' || n > 9999 || *end != '/'))
		return false;
	while (!none && i < count && strcmp(end + 1, windows[i]) != 0 && strcmp(end + 1, zh[i]) != 0)
		i++;
	if (i == count)
		return false;
	if (visits)
		*visits = n;
	if (per)
		*per = windows[i];
	return true;
}
