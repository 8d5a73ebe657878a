/* pts-tally: sums by household or other keys */
#include "base/lang.h"
#include "job/tally/tally.h"
#include "tool.h"

/* These choose from a ledger; a stream has been chosen already. */
static const char *const of_ledger[] = {"period", "book", "all", "happened", "unrated", NULL};

/* These choose figures, and who was not rated has none. */
static const char *const of_figures[] = {"key", "all", "happened", NULL};

static int tally_stream(struct tool *t)
{
	const char *path, *extra = tool_first(t, of_ledger);
	int rc = tool_stream(t, &path);

	if (rc == 0 && extra)
		rc = tool_usage(t, _("a stream is summed as it is: leave out --%s"), extra);
	return rc ? rc : job_tally_stream(&t->job, path);
}

static int unrated(struct tool *t)
{
	const char *extra = tool_first(t, of_figures);

	if (extra)
		return tool_usage(t, _("--unrated adds nothing up: leave out --%s"), extra);
	return job_unrated(&t->job);
}

static int tally(struct tool *t)
{
	const struct tally_request request = {.all = tool_flag(t, "all"), .happened = tool_flag(t, "happened")};

	if (t->noperands > 0)
		return tally_stream(t);
	return tool_flag(t, "unrated") ? unrated(t) : job_tally(&t->job, &request);
}

static const struct verb verbs[] = {
	{NULL, "book ledger format output period key all happened unrated excel header encoding verbose",
	 "[-p PERIOD] [-b BOOK] [-k KEY[,KEY...]] [--all] [--happened] [--unrated] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] "
	 "[--header LANG] "
	 "[--encoding NAME] [--verbose] [FILE|-]",
	 tally},
	{0},
};

static const struct tool_def def = {
	.name = "pts-tally",
	.purpose = N_("Add up the journal, or a stream like it, by household or other keys."),
	.verbs = verbs,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
