#include "job/intake/job.h"

#include <stdlib.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

struct printer *job_print(const struct job *job, const char *const *names)
{
	size_t n = 0;

	while (names[n])
		n++;
	return printer_new(job->out, &job->print, names, n);
}

static bool parse_period(const char *text, struct period *out)
{
	char *folded = text_fold(xstrdup(text));
	bool ok = period_parse(folded, out);

	free(folded);
	return ok;
}

int job_period(const struct job *job, const char *text, struct period *out)
{
	if (parse_period(text, out))
		return 0;
	return diag_error(job->diag, EX_USAGE,
			  _("`%s` is no period: write 2025-07, 2025Q3, 2025H2, 2025 or 2025-07-01..2025-09-30"), text);
}

int job_months(const struct job *job, const char *text, struct period *out)
{
	if (parse_period(text, out) && !out->days)
		return 0;
	return diag_error(job->diag, EX_USAGE, _("`%s` is no period of whole months: write it as 2025-07 or 2025Q3"),
			  text);
}
