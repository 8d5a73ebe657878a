#include "job/check/numbers.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

bool numbers_next(struct numbers *x, const char *date, int *year, int64_t *due)
{
	*year = atoi(date);
	if (*year < NUMBERS_FIRST_YEAR || *year >= NUMBERS_FIRST_YEAR + NUMBERS_YEARS)
		return false;
	*due = ++x->given[*year - NUMBERS_FIRST_YEAR];
	return true;
}

int numbers_check(struct checking *c, const struct numbers *x)
{
	int64_t counted[NUMBERS_YEARS] = {0};
	struct rows r;
	int rc;

	checks_walk(c->l, CHECKED_COUNTERS, c->book, &r);
	while (db_next(&r)) {
		int64_t year = db_int(&r, 1) - NUMBERS_FIRST_YEAR;
		if (strcmp(db_text(&r, 0), x->kind) == 0 && year >= 0 && year < NUMBERS_YEARS)
			counted[year] = db_int(&r, 2);
	}
	rc = db_end(&r);
	for (int i = 0; i < NUMBERS_YEARS && rc == 0; i++)
		if (counted[i] != x->given[i])
			rc = check_fault(c, _("%s: %lld numbers of %s are counted for %d, the journal has %lld"),
					 c->book->code, (long long)counted[i], x->kind, NUMBERS_FIRST_YEAR + i,
					 (long long)x->given[i]);
	return rc;
}
