/* pts-load: CSV into a table */
#include "base/lang.h"
#include "job/load.h"
#include "tool.h"

static int load(struct tool *t)
{
	struct load_request r = {.partial = tool_flag(t, "partial"), .rejects = tool_opt(t, "rejects")};
	int rc;

	if (t->noperands == 0)
		return job_load_tables(&t->job);
	rc = job_table(&t->job, t->operands[0], &r.table);
	if (rc)
		return rc;
	t->job.files++;
	return job_load(&t->job, &r);
}

static const struct verb verbs[] = {
	{NULL, "ledger book format output excel header partial rejects dry-run encoding actor verbose",
	 "[-d LEDGER] [-b BOOK] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--partial] [--rejects FILE] "
	 "[--dry-run] "
	 "[--encoding NAME] [--actor NAME] [--verbose] [TABLE [FILE|-]...]",
	 load},
	{0},
};

static const struct tool_def def = {
	.name = "pts-load",
	.purpose = N_("Load CSV into a table of a ledger."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
