/* pts-dump: a ledger for other programs */
#include "base/lang.h"
#include "job/dump/dump.h"
#include "tool.h"

static int run(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_dump_ledger(&t->job);
}

static const struct verb verbs[] = {
	{NULL, "book ledger format output", "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE]", run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-dump",
	.purpose = N_("Write a ledger as plain-text accounting for hledger and ledger."),
	.formats = "ledger",
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
