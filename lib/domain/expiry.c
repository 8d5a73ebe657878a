/* When points die. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/lots.h"
#include "domain/period.h"

static day_t month_end(int year, int month)
{
	return day_of((struct civil){year, month, month_days(year, month)});
}

/* The N of `+Nd`, 0 without. */
static int grace(const char *expiry)
{
	const char *plus = strchr(expiry, '+');

	return plus ? atoi(plus + 1) : 0;
}

void expiry_last_day(const char *expiry, const char *date, const char *period, char out[static DATE_SIZE])
{
	day_t start = month_first(period), deed;
	struct civil c;

	if (strcmp(expiry, "never") == 0) {
		memcpy(out, DAY_NEVER, DATE_SIZE);
		return;
	}
	if (!date_parse(date, &deed))
		bug("`%s` is no date", date);
	if (deed > start)
		start = deed;
	c = civil_of(start);
	if (strncmp(expiry, "quarter-end", 11) == 0)
		date_format(month_end(c.year, (c.month + 2) / 3 * 3) + grace(expiry), out);
	else if (strncmp(expiry, "year-end", 8) == 0 || strcmp(expiry, "base") == 0)
		date_format(month_end(c.year, 12) + grace(expiry), out);
	else if (strncmp(expiry, "months:", 7) == 0)
		date_format(day_add_months(start, atoi(expiry + 7)), out);
	else
		bug("expiry `%s` is none", expiry);
}
