/* pts-redeem: points for goods, and back */
#include "base/lang.h"
#include "job/redeem.h"
#include "tool.h"

/* What describes one order has no meaning beside a file, which says it row by row. */
static const char *const of_one[] = {"household", "item", "quantity", "shop", "date", "member", "message", "id", NULL};

static int run_order(struct tool *t)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};
	struct order one = {
		.order = tool_text(t, "id"),
		.date = tool_text(t, "date"),
		.book = "",
		.household = tool_text(t, "household"),
		.item = tool_text(t, "item"),
		.quantity = tool_text(t, "quantity"),
		.shop = tool_text(t, "shop"),
		.member = tool_text(t, "member"),
		.source = "",
	};

	if (!tool_first(t, of_one))
		return job_redeem(&t->job, tool_flag(t, "late"), &o);
	if (!*one.household || !*one.item)
		return tool_usage(t, _("one order needs both -H HOUSEHOLD and -i ITEM"));
	if (t->noperands > 0)
		return tool_usage(t, _("one order by options or files, not both: `%s`"), t->operands[0]);
	return job_redeem_one(&t->job, tool_flag(t, "late"), &one);
}

static int run_void(struct tool *t)
{
	const char *receipt = tool_operand(t, "RECEIPT");

	if (!receipt)
		return EX_USAGE;
	if (!t->job.message)
		return tool_usage(t, _("voiding needs its reason: -m TEXT"));
	return job_void(&t->job, receipt);
}

static const struct verb verbs[] = {
	{"order",
	 "book ledger format output household item quantity shop message actor dry-run date "
	 "member id excel header encoding verbose partial each rejects late",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] "
	 "[--encoding NAME] [--verbose] [--partial | --each] [--rejects FILE] [--late] [FILE|-]...",
	 run_order},
	/* The entry before works this form too. */
	{"order", "",
	 "-H HOUSEHOLD -i ITEM [-q N] [-s SHOP] [--date DATE] [--member MEMBER] [-m TEXT] [--id ID] [--late] [-b BOOK] "
	 "[-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run]",
	 run_order},
	{"void", "book ledger format output message actor dry-run excel header verbose",
	 "-m TEXT [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] "
	 "[--verbose] RECEIPT",
	 run_void},
	{0},
};

static const struct tool_def def = {
	.name = "pts-redeem",
	.purpose = N_("Redeem points for items, or void a redemption."),
	.verbs = verbs,
	.default_verb = "order",
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
