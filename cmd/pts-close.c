/* pts-close: freeze months, post what has expired */
#include "base/lang.h"
#include "job/close/close.h"
#include "tool.h"

static int run(struct tool *t)
{
	const char *period;

	if (tool_flag(t, "expire")) {
		int rc = tool_no_operands(t);
		return rc ? rc : job_expire(&t->job);
	}
	period = tool_operand(t, "PERIOD");
	return period ? job_close(&t->job, period, tool_flag(t, "partial")) : EX_USAGE;
}

static const struct verb verbs[] = {
	{NULL, "book ledger format output message actor dry-run excel header verbose partial expire",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [-m TEXT] [--actor NAME] [--dry-run] "
	 "[--verbose] [--partial] PERIOD",
	 run},
	/* The first entry works this form too. */
	{NULL, "", "--expire [-b BOOK] [-d LEDGER] [--actor NAME] [--dry-run] [--verbose]", run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-close",
	.purpose = N_("Freeze months, or post what has expired."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
