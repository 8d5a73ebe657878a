/* pts-rank: ranks for a stream */
#include "base/lang.h"
#include "job/tally/tally.h"
#include "tool.h"

static int rank_stream(struct tool *t)
{
	struct rank_request r = {.within = tool_opt(t, "within")};
	const char *ties = tool_opt(t, "ties");
	int rc = tool_count(t, "count", 0, &r.count);

	if (rc)
		return rc;
	if (ties && !rank_ties_parse(ties, &r.ties))
		return tool_usage(t, _("--ties takes `standard`, `dense` or `ordinal`: `%s`"), ties);
	rc = tool_stream(t, &r.path);
	return rc ? rc : job_rank(&t->job, &r);
}

static const struct verb verbs[] = {
	{NULL, "format output key count within ties excel header encoding verbose",
	 "[-k COLUMN[:asc][,COLUMN[:asc]...]] [-n N] [--within COLUMN] [--ties standard|dense|ordinal] "
	 "[-f FORMAT] [-o FILE] [--excel] [--header LANG] [--encoding NAME] [--verbose] [FILE|-]",
	 rank_stream},
	{0},
};

static const struct tool_def def = {
	.name = "pts-rank",
	.purpose = N_("Add ranks to a CSV stream and sort it by them."),
	.verbs = verbs,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
