#include "domain/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { SATURDAY = 6 };

/* Where the day stands, or would. */
static size_t place(const struct calendar *c, day_t day)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (c->days[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void calendar_add(struct calendar *c, day_t day, bool works)
{
	size_t i = place(c, day);

	if (i == c->n || c->days[i].day != day) {
		c->days = xrealloc(c->days, c->n + 1, sizeof *c->days);
		memmove(c->days + i + 1, c->days + i, (c->n - i) * sizeof *c->days);
		c->n++;
	}
	c->days[i] = (struct calendar_day){day, works};
}

bool calendar_works(const struct calendar *c, day_t day)
{
	size_t i = place(c, day);

	return i < c->n && c->days[i].day == day ? c->days[i].works : weekday(day) < SATURDAY;
}

day_t calendar_after(const struct calendar *c, day_t day, int n)
{
	while (n > 0 && day < DAY_LAST)
		n -= calendar_works(c, ++day);
	return day;
}

void calendar_free(struct calendar *c)
{
	free(c->days);
	*c = (struct calendar){0};
}
