/* pts-check: verify the ledger against its journal */
#include "base/lang.h"
#include "job/check/check.h"
#include "tool.h"

static int run(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_check(&t->job);
}

static const struct verb verbs[] = {
	{NULL, "book ledger format output excel header verbose",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--verbose]", run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-check",
	.purpose = N_("verify the ledger: recompute everything from the journal"),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
