/* pts-replay: what would another scheme do to us? */
#include "base/lang.h"
#include "job/replay/replay.h"
#include "tool.h"

static int run(struct tool *t)
{
	const char *folder = tool_opt(t, "scheme");
	bool summary = tool_flag(t, "summary"), entries = tool_flag(t, "entries");
	int rc = tool_no_operands(t);

	if (rc == 0 && !folder)
		rc = tool_usage(t, _("under which scheme? Give --scheme DIR"));
	if (rc == 0 && summary && entries)
		rc = tool_usage(t, _("--summary and --entries are two answers: ask for one"));
	return rc ? rc
		  : job_replay(&t->job, folder,
			       summary   ? REPLAY_SUMMARY
			       : entries ? REPLAY_ENTRIES
					 : REPLAY_HOUSEHOLDS);
}

static const struct verb verbs[] = {
	{NULL, "scheme period book summary entries ledger format output excel header encoding verbose",
	 "--scheme DIR [-p PERIOD] [-b BOOK] [--summary | --entries] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] "
	 "[--header LANG] [--encoding NAME] [--verbose]",
	 run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-replay",
	.purpose = N_("Score the recorded deeds again under another scheme, and write nothing."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
