/* pts-stock: goods into the shops, out of them, between them, counted */
#include <string.h>

#include "base/lang.h"
#include "job/list/list.h"
#include "job/stock/stock.h"
#include "tool.h"

/* What describes one movement has no meaning beside a file, which says it row by row. */
static const char *const of_one[] = {"item", "quantity", "shop", "to", "date", "id", NULL};

static struct stock_words words_of(const struct tool *t, bool moves)
{
	return (struct stock_words){
		.id = tool_text(t, "id"),
		.book = "",
		.shop = tool_text(t, "shop"),
		.to = moves ? tool_text(t, "to") : "",
		.item = tool_text(t, "item"),
		.quantity = tool_text(t, "quantity"),
		.counted = "",
		.cost = "",
		.supplier = "",
		.account = "",
		.date = tool_text(t, "date"),
		.reason = "",
		.source = "",
	};
}

static int run_stream(struct tool *t, enum stock_verb verb)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};

	return job_stock(&t->job, verb, tool_flag(t, "late"), &o);
}

static int run_in(struct tool *t)
{
	return run_stream(t, STOCK_IN);
}

static int run_count(struct tool *t)
{
	return run_stream(t, STOCK_COUNT);
}

/* One movement by options, or files. */
static int run_one_or_many(struct tool *t, enum stock_verb verb)
{
	struct stock_words w = words_of(t, verb == STOCK_MOVE);
	const char *const *given =
		verb == STOCK_MOVE ? of_one : (const char *const[]){"item", "quantity", "shop", "date", "id", NULL};

	if (!tool_first(t, given))
		return run_stream(t, verb);
	if (!*w.item)
		return tool_usage(t, _("one movement needs its item: -i ITEM"));
	if (t->noperands > 0)
		return tool_usage(t, _("one movement by options or files, not both: `%s`"), t->operands[0]);
	return job_stock_one(&t->job, verb, tool_flag(t, "late"), &w);
}

static int run_out(struct tool *t)
{
	return run_one_or_many(t, STOCK_OUT);
}

static int run_move(struct tool *t)
{
	struct stock_words w = words_of(t, true);

	if (!tool_flag(t, "all"))
		return run_one_or_many(t, STOCK_MOVE);
	if (t->noperands > 0 || *w.item || *w.quantity || *w.id || !*w.shop || !*w.to)
		return tool_usage(t,
				  _("to move all goods of a shop give -s SHOP --to SHOP, and neither items nor files"));
	return job_stock_move_all(&t->job, tool_flag(t, "late"), &w);
}

static int run_list(struct tool *t)
{
	static const struct list_request stock = {.name = "stock"};
	int rc = tool_no_operands(t);

	return rc ? rc : job_list(&t->job, &stock);
}

static int run_low(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_stock_low(&t->job);
}

#define STREAM "book ledger format output actor dry-run excel header encoding verbose partial each rejects late"
#define STREAM_FORM                                                                                                    \
	"[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] "            \
	"[--encoding NAME] [--verbose] [--partial | --each] [--rejects FILE] [--late] [FILE|-]..."
#define ONE_FORM                                                                                                       \
	"[--date DATE] [--late] [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] " \
	"[--dry-run] [--verbose]"

static const struct verb verbs[] = {
	{"in", STREAM, STREAM_FORM, run_in},
	{"out", STREAM " message item quantity shop date id", "[-m TEXT] " STREAM_FORM, run_out},
	{"out", "", "-i ITEM [-q N] [-s SHOP] -m TEXT [--id ID] " ONE_FORM, run_out},
	{"move", STREAM " message item quantity shop to date id all", "[-m TEXT] " STREAM_FORM, run_move},
	{"move", "", "-i ITEM [-q N] [-s SHOP] --to SHOP [-m TEXT] [--id ID] " ONE_FORM, run_move},
	{"move", "", "--all -s SHOP --to SHOP [-m TEXT] " ONE_FORM, run_move},
	{"count", STREAM " message", "[-m TEXT] " STREAM_FORM, run_count},
	{"list", "book ledger format output excel header",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]", run_list},
	{"low", "book ledger format output excel header",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]", run_low},
	{0},
};

static const struct tool_def def = {
	.name = "pts-stock",
	.purpose = N_("Record goods that come, go, move and are counted, and list what is there."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
