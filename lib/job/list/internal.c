#include "job/list/internal.h"

#include <string.h>

bool list_in_period(const struct listing *x, const char *month, const char *date)
{
	char first[DATE_SIZE], last[DATE_SIZE];

	if (!x->has_period)
		return true;
	date_format(x->period.first, first);
	date_format(x->period.last, last);
	if (x->period.days)
		return strcmp(first, date) <= 0 && strcmp(date, last) <= 0;
	return strncmp(first, month, MONTH_SIZE - 1) <= 0 && strncmp(month, last, MONTH_SIZE - 1) <= 0;
}

const char *list_amount(int64_t v, char buf[static DEC_SIZE])
{
	return v == BLANK ? "" : dec_format(v, buf);
}

