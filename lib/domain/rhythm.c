#include "domain/rhythm.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"

static int months_of(const char *rhythm)
{
	static const struct {
		const char *word;
		int months;
	} rhythms[] = {{"month", 1}, {"two-months", 2}, {"quarter", 3}, {"half", 6}, {"year", 12}};

	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (strcmp(rhythm, rhythms[i].word) == 0)
			return rhythms[i].months;
	bug("`%s` is no rhythm", rhythm);
}

void rhythm_window(day_t d, const char *rhythm, struct rhythm_window *out)
{
	struct civil c = civil_of(d);
	int months = months_of(rhythm), first = (c.month - 1) / months * months + 1, last = first + months - 1;
	char from[MONTH_SIZE], to[MONTH_SIZE];

	out->first = day_of((struct civil){c.year, first, 1});
	out->last = day_of((struct civil){c.year, last, month_days(c.year, last)});
	if (months == 2)
		snprintf(out->text, sizeof out->text, "%s..%s", month_of(out->first, from), month_of(out->last, to));
	else
		window_of(d, rhythm, out->text);
}
