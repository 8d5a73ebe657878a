/*
 * Working days: Monday to Friday, but for public holidays and the days worked instead.
 *
 * Pure: the rows come from the table `calendar` of the scheme (ledger/scheme/days.h reads them).
 */
#ifndef PTS_DOMAIN_CALENDAR_H
#define PTS_DOMAIN_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

struct calendar_day {
	day_t day;
	bool works; /* a working day, whatever its weekday; else a holiday */
};

/* In order of day, each once. All-zero is empty: the weekday decides. */
struct calendar {
	struct calendar_day *days;
	size_t n;
};

/* Adds a day, or replaces what is said of it. */
void calendar_add(struct calendar *c, day_t day, bool works);

bool calendar_works(const struct calendar *c, day_t day);

/* The n-th working day after `day`, which itself does not count; n = 0 is `day`. Never after DAY_LAST. */
day_t calendar_after(const struct calendar *c, day_t day, int n);

void calendar_free(struct calendar *c);

#endif
