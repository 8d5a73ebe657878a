/* pts-redeem: points for goods, coupons and swaps, and back */
#include <string.h>

#include "base/lang.h"
#include "job/shop/shop.h"
#include "tool.h"

#define ROWS "book ledger format output actor dry-run excel header verbose "
#define ORDERS ROWS "household item quantity shop message date member id encoding partial each rejects late topup"

#define FILES "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] " \
	      "[--encoding NAME] [--verbose] [--partial | --each] [--rejects FILE] [--late] [--topup] [FILE|-]..."
#define ONE   "-H HOUSEHOLD -i ITEM [-q N] [-s SHOP] [--date DATE] [--member MEMBER] [-m TEXT] [--id ID] [--late] [--topup] " \
	      "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run]"
#define PRINT "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] [--verbose]"

/* What describes one order has no meaning beside a file, which says it row by row. */
static const char *const of_one[] = {"household", "item", "quantity", "shop", "date", "member", "message", "id", NULL};

static int take_orders(struct tool *t, bool reserve)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};
	struct redeem_options how = {.late = tool_flag(t, "late"), .topup = tool_flag(t, "topup"), .reserve = reserve};
	struct order one = {
		.order = tool_text(t, "id"),
		.date = tool_text(t, "date"),
		.book = "",
		.household = tool_text(t, "household"),
		.item = tool_text(t, "item"),
		.quantity = tool_text(t, "quantity"),
		.shop = tool_text(t, "shop"),
		.member = tool_text(t, "member"),
		.topup = "",
		.source = "",
	};

	if (!tool_first(t, of_one))
		return job_redeem(&t->job, &how, &o);
	if (!*one.household || !*one.item)
		return tool_usage(t, _("one order needs both -H HOUSEHOLD and -i ITEM"));
	if (t->noperands > 0)
		return tool_usage(t, _("one order by options or files, not both: `%s`"), t->operands[0]);
	return job_redeem_one(&t->job, &how, &one);
}

static int run_order(struct tool *t)
{
	return take_orders(t, false);
}

static int run_reserve(struct tool *t)
{
	return take_orders(t, true);
}

static int run_collect(struct tool *t)
{
	const char *receipt = tool_operand(t, "RECEIPT");

	return receipt ? job_collect(&t->job, receipt) : EX_USAGE;
}

static int run_cancel(struct tool *t)
{
	const char *receipt = tool_operand(t, "RECEIPT");

	return receipt ? job_cancel(&t->job, receipt) : EX_USAGE;
}

static int run_void(struct tool *t)
{
	const char *receipt = tool_operand(t, "RECEIPT");

	if (!receipt)
		return EX_USAGE;
	if (!t->job.message)
		return tool_usage(t, _("voiding needs its reason: -m TEXT"));
	return job_void(&t->job, receipt, tool_flag(t, "returned"));
}

static int run_use(struct tool *t)
{
	const char *code = tool_operand(t, "CODE");

	return code ? job_use(&t->job, code, tool_text(t, "shop"), tool_text(t, "id")) : EX_USAGE;
}

static int run_reissue(struct tool *t)
{
	const char *receipt = tool_operand(t, "RECEIPT");

	return receipt ? job_reissue(&t->job, receipt) : EX_USAGE;
}

static int run_lapse(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_lapse(&t->job);
}

static int run_sheet(struct tool *t)
{
	const char *path, *lang = tool_text(t, "header");
	int rc = tool_stream(t, &path);

	return rc ? rc : job_coupon_sheet(&t->job, path, tool_opt(t, "title"), strcmp(lang, "en") == 0);
}

static const struct verb verbs[] = {
	{"order", ORDERS, FILES, run_order},
	/* The entry before works this form too. */
	{"order", "", ONE, run_order},
	{"reserve", ORDERS, FILES, run_reserve},
	{"reserve", "", ONE, run_reserve},
	{"collect", ROWS "message", "[-m TEXT] " PRINT " RECEIPT", run_collect},
	{"cancel", ROWS, PRINT " RECEIPT", run_cancel},
	{"void", ROWS "message returned", "-m TEXT [--returned] " PRINT " RECEIPT", run_void},
	{"use", ROWS "shop id message", "[-s SHOP] [--id ID] [-m TEXT] " PRINT " CODE", run_use},
	{"reissue", ROWS, PRINT " RECEIPT", run_reissue},
	{"lapse", ROWS, PRINT, run_lapse},
	{"sheet", "output title header encoding verbose", "[-o FILE] [--title TEXT] [--header LANG] [--encoding NAME] [--verbose] [FILE|-]", run_sheet},
	{0},
};

static const struct tool_def def = {
	.name = "pts-redeem",
	.purpose = N_("Redeem points for items, reserve, use coupons, void."),
	.verbs = verbs,
	.default_verb = "order",
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
