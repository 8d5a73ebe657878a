/* pts-init: a ledger from scheme folders */
#include "base/lang.h"
#include "job/load/load.h"
#include "tool.h"

static int init(struct tool *t)
{
	return job_init(&t->job);
}

static const struct verb verbs[] = {
	{NULL, "ledger format output excel header actor dry-run encoding verbose",
	 "[-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] [--encoding NAME] "
	 "[--verbose] "
	 "[SCHEME-DIR...]",
	 init},
	{0},
};

static const struct tool_def def = {
	.name = "pts-init",
	.purpose = N_("Create a ledger from folders of CSV tables."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
