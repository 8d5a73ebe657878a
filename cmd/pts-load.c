/* pts-load: CSV into a table */
#include <string.h>

#include "base/lang.h"
#include "job/load/load.h"
#include "tool.h"

static int load(struct tool *t)
{
	struct load_request r = {.partial = tool_flag(t, "partial"),
				 .remove = tool_flag(t, "remove"),
				 .rejects = tool_opt(t, "rejects")};
	int rc;

	if (t->noperands == 0)
		return job_load_tables(&t->job);
	rc = job_table(&t->job, t->operands[0], &r.table);
	if (rc)
		return rc;
	/* Households have entries, rules have scored: they end. Nothing points to a member but codes. */
	if (r.remove && strcmp(r.table->name, "members") != 0)
		return tool_usage(t, _("--remove takes members only; other rows stay, and end by their status or last day"));
	t->job.files++;
	return job_load(&t->job, &r);
}

static const struct verb verbs[] = {
	{NULL, "ledger book format output excel header partial rejects remove dry-run encoding actor verbose",
	 "[-d LEDGER] [-b BOOK] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--partial] [--rejects FILE] "
	 "[--remove] [--dry-run] "
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
