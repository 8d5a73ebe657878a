/* pts-stock: goods into the shops */
#include "base/lang.h"
#include "job/list.h"
#include "job/stock.h"
#include "tool.h"

static int run_in(struct tool *t)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};

	return job_stock_in(&t->job, tool_flag(t, "late"), &o);
}

static int run_list(struct tool *t)
{
	static const struct list_request stock = {.name = "stock"};
	int rc = tool_no_operands(t);

	return rc ? rc : job_list(&t->job, &stock);
}

static const struct verb verbs[] = {
	{"in", "book ledger format output actor dry-run excel header encoding verbose partial each rejects late",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] "
	 "[--encoding NAME] [--verbose] [--partial | --each] [--rejects FILE] [--late] [FILE|-]...",
	 run_in},
	{"list", "book ledger format output excel header",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]", run_list},
	{0},
};

static const struct tool_def def = {
	.name = "pts-stock",
	.purpose = N_("Record goods delivered to the shops, and list what is there."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
