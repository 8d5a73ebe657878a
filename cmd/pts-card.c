/* pts-card: one household's statement */
#include <string.h>

#include "base/lang.h"
#include "job/card.h"
#include "tool.h"

static int run(struct tool *t)
{
	const char *household = tool_operand(t, "HOUSEHOLD");
	bool text = strcmp(t->format, "text") == 0;

	if (!household)
		return EX_USAGE;
	if (text) {
		t->job.print.format = PRINT_TABLE;
		t->job.print.header_zh = strcmp(lang_get(), "zh") == 0;
	}
	return job_card(&t->job, household, text);
}

static const struct verb verbs[] = {
	{NULL, "book ledger format output excel header",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] HOUSEHOLD", run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-card",
	.purpose = N_("Show every entry of a household with its running balance."),
	.formats = "text csv tsv",
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
