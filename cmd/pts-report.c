/* pts-report: what a period was, in figures and in charts */
#include <string.h>

#include "base/lang.h"
#include "job/report/report.h"
#include "tool.h"

static int run(struct tool *t)
{
	const struct report_request request = {.against = tool_opt(t, "against"),
					       .title = tool_opt(t, "title"),
					       .html = strcmp(t->format, "html") == 0};

	if (request.against && !t->job.period)
		return tool_usage(t, _("--against compares a period: give -p PERIOD too"));
	return job_report(&t->job, &request);
}

static const struct verb verbs[] = {
	{NULL, "period against book title ledger format output excel header",
	 "[-p PERIOD] [--against PERIOD] [-b BOOK] [--title TEXT] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] "
	 "[--header LANG] [LEDGER ...]",
	 run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-report",
	.purpose = N_("Report a period: participation, points, goods, money, reviews."),
	.formats = "csv tsv table html",
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
