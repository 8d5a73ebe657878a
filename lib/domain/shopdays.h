/*
 * When the shops redeem (settings redeem_days and redeem_per).
 */
#ifndef PTS_DOMAIN_SHOPDAYS_H
#define PTS_DOMAIN_SHOPDAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"

/*
 * redeem_days: `any`, or words divided by blanks, commas or 、: weekdays (mon … sun, 周五, 星期五), days of the month
 * (15, 15日), `last` (月末), its last day. A month that has no 31st has no such day.
 */
bool open_days_valid(const char *days);
bool open_on(const char *days, day_t day);

/* The first day after `day` on which the shops redeem. */
day_t open_next(const char *days, day_t day);

/*
 * redeem_per: `none`, or N/WINDOW such as 1/quarter. *visits gets N (0: no limit), *per the window as window_of() knows
 * it; either may be NULL. False for anything else.
 */
bool visits_parse(const char *text, int64_t *visits, const char **per);

#endif
