/* pts-list: tables, journal and balances out as CSV */
#include "base/lang.h"
#include "job/list/list.h"
#include "tool.h"

static int list(struct tool *t)
{
	struct list_request r = {
		.name = t->noperands ? t->operands[0] : NULL,
		.household = tool_opt(t, "household"),
		.source = tool_opt(t, "source"),
		.until = tool_opt(t, "until"),
		.raw = tool_flag(t, "raw"),
	};

	if (t->noperands > 1)
		return tool_usage(t, _("one table is enough: `%s` is too many"), t->operands[1]);
	return job_list(&t->job, &r);
}

static const struct verb verbs[] = {
	{NULL, "ledger book period household source until raw format output excel header verbose",
	 "[-d LEDGER] [-b BOOK] [-p PERIOD] [-H HOUSEHOLD] [--source NAME] [--until DATE] [--raw] [-f FORMAT] [-o FILE] [--excel] "
	 "[--header LANG] "
	 "[--verbose] [TABLE]",
	 list},
	{0},
};

static const struct tool_def def = {
	.name = "pts-list",
	.purpose = N_("Show the tables of a ledger, its journal, balances and stock."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
