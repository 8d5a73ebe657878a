/*
 * Periods (周期): 2025-07, 2025Q3, 2025H2, 2025, or days 2025-07-01..2025-09-30; and the windows of caps.
 */
#ifndef PTS_DOMAIN_PERIOD_H
#define PTS_DOMAIN_PERIOD_H

#include <stdbool.h>

#include "base/date.h"
#include "domain/entry.h"

enum { WINDOW_SIZE = 32 };

struct period {
	day_t first;
	day_t last;
	bool days;     /* written as a range of days: sums by date, not by the month counted in */
	char text[32]; /* normalised: 2025Q3 */
};

/*
 * Reads a period (after text_fold); also 2025年7月, 2025年第三季度, 2025年3季度, 2025年上半年, 2025年下半年, 2025年, 2025-07..2025-08.
 * A range of months that has a name gets it: 2025-07..2025-12 and 2025Q3..2025Q4 are 2025H2. A range of days that is exactly one month,
 * quarter, half or year stays a range, because it is summed by date. False when it is none or not in 2000–2099.
 */
bool period_parse(const char *s, struct period *out);

/* The month of a day as YYYY-MM. Returns buf. */
char *month_of(day_t d, char buf[static MONTH_SIZE]);

/* First and last day of a month YYYY-MM that is known to be valid. */
day_t month_first(const char *month);
day_t month_last(const char *month);

/* Whether what is dated `date` and counts in `month` belongs to the period: by date for a range of days, else by month. */
bool period_has(const struct period *p, const char *date, const char *month);

/* The month after, into buf (may be the same). */
char *month_next(const char *month, char buf[static MONTH_SIZE]);

/* Is it one of the words for windows: day, week, month … ever? */
bool window_is_known(const char *per);

/*
 * The window of `per` (day|week|month|quarter|half|year|ever) that a day lies in, as 2025-07-16, 2025-W29 (ISO), 2025-07, 2025Q3, 2025H2, 2025, ever.
 * An unknown word is a bug. Returns buf.
 */
char *window_of(day_t d, const char *per, char buf[static WINDOW_SIZE]);

/* The first and the last day of that window; of `ever`, DAY_FIRST and DAY_LAST. */
day_t window_first(day_t d, const char *per);
day_t window_last(day_t d, const char *per);

#endif
