/* pts-settle: the fund, merchant bills and payments, clearing between villages */
#include <string.h>

#include "base/lang.h"
#include "job/money/money.h"
#include "tool.h"

/* What describes one movement has no meaning beside a file, which says it row by row. */
static const char *const of_one[] = {"account", "amount", "date", "id", NULL};

static int fund_move(struct tool *t, bool pays)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};
	struct fund_words w = {
		.id = tool_text(t, "id"),
		.book = "",
		.account = tool_text(t, "account"),
		.amount = tool_text(t, "amount"),
		.date = tool_text(t, "date"),
		.purpose = "",
		.source = "",
	};

	if (t->job.period)
		return tool_usage(t, _("-p is for `fund list`: money that moves has a --date"));
	if (!tool_first(t, of_one))
		return job_fund(&t->job, pays, tool_flag(t, "late"), &o);
	if (!*w.amount)
		return tool_usage(t, _("one movement of money needs its amount: --amount YUAN"));
	if (t->noperands > 0)
		return tool_usage(t, _("one movement by options or files, not both: `%s`"), t->operands[0]);
	return job_fund_one(&t->job, pays, tool_flag(t, "late"), &w);
}

/* What does not move money takes no files. */
static int fund_show(struct tool *t, bool sources)
{
	static const char *const of_moves[] = {"amount", "date", "id", "message", "late", NULL};
	int rc = tool_no_operands(t);

	if (rc)
		return rc;
	if (tool_first(t, of_moves))
		return tool_usage(t, _("--%s is for money that moves"), tool_first(t, of_moves));
	return sources ? job_fund_sources(&t->job) : job_fund_list(&t->job, tool_opt(t, "account"));
}

static bool is_html(const struct tool *t)
{
	return strcmp(t->format, "html") == 0;
}

static int run_fund(struct tool *t)
{
	const char *what = t->noperands ? t->operands[0] : "";

	if (t->noperands) {
		t->operands++;
		t->noperands--;
		t->job.files = t->operands;
	}
	if (strcmp(what, "in") == 0 || strcmp(what, "out") == 0)
		return fund_move(t, *what == 'o');
	if (strcmp(what, "list") == 0 || strcmp(what, "sources") == 0)
		return fund_show(t, *what == 's');
	return tool_usage(t, _("say what to do with the fund: in, out, list or sources"));
}

static int needs_period(struct tool *t)
{
	int rc = tool_no_operands(t);

	if (rc == 0 && !t->job.period)
		rc = tool_usage(t, _("say for which period: -p PERIOD"));
	return rc;
}

static int run_bill(struct tool *t)
{
	int rc = needs_period(t);

	return rc ? rc : job_bill(&t->job, tool_opt(t, "shop"), is_html(t));
}

static int run_list(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_bill_list(&t->job, tool_opt(t, "shop"), tool_flag(t, "unpaid"));
}

static int run_show(struct tool *t)
{
	const char *number = tool_operand(t, "BILL");

	return number ? job_bill_show(&t->job, number, is_html(t)) : EX_USAGE;
}

static int run_pay(struct tool *t)
{
	struct payment p = {tool_text(t, "id"), tool_text(t, "amount"), tool_text(t, "account"), tool_text(t, "date"),
			    tool_flag(t, "late")};

	if (t->noperands == 0)
		return tool_usage(t, _("say which bill: BILL"));
	if (t->noperands > 1 && (*p.id || *p.amount))
		return tool_usage(t, _("--id and --amount are for one bill"));
	return job_pay(&t->job, t->operands, &p);
}

static int run_clear(struct tool *t)
{
	int rc = needs_period(t);

	return rc ? rc : job_clear(&t->job);
}

static int run_liability(struct tool *t)
{
	int rc = tool_no_operands(t);

	return rc ? rc : job_liability(&t->job);
}

#define READ       "book ledger format output excel header"
#define READ_FORM  "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG]"
#define WRITE      READ " actor dry-run verbose message"
#define WRITE_FORM READ_FORM " [--actor NAME] [--dry-run] [--verbose]"
#define FILES_FORM WRITE_FORM " [--encoding NAME] [--partial | --each] [--rejects FILE] [--late] [FILE|-]..."

/* Only bills are printed as pages. */
static const char *verb_formats(const struct verb *v)
{
	return strcmp(v->name, "bill") == 0 || strcmp(v->name, "show") == 0 ? NULL : "csv tsv table";
}

static const struct verb verbs[] = {
	{"fund", WRITE " encoding partial each rejects late account amount date id period",
	 "in --account SOURCE --amount YUAN -m TEXT [--date DATE] [--id ID] [--late] " WRITE_FORM, run_fund},
	{"fund", "", "in [-m TEXT] " FILES_FORM, run_fund},
	{"fund", "", "out --amount YUAN -m TEXT [--account SOURCE] [--date DATE] [--id ID] [--late] " WRITE_FORM,
	 run_fund},
	{"fund", "", "out [-m TEXT] " FILES_FORM, run_fund},
	{"fund", "", "list [-p PERIOD] [--account SOURCE] " READ_FORM, run_fund},
	{"fund", "", "sources " READ_FORM, run_fund},
	{"bill", WRITE " period shop", "-p PERIOD [-s SHOP] [-m TEXT] " WRITE_FORM, run_bill},
	{"list", READ " period shop unpaid", "[-p PERIOD] [-s SHOP] [--unpaid] " READ_FORM, run_list},
	{"show", READ, READ_FORM " BILL", run_show},
	{"pay", WRITE " account amount date id late",
	 "[--amount YUAN] [--account SOURCE] [-m TEXT] [--date DATE] [--id ID] [--late] " WRITE_FORM " BILL...",
	 run_pay},
	{"clear", READ " period", "-p PERIOD " READ_FORM, run_clear},
	{"liability", READ, READ_FORM, run_liability},
	{0},
};

static const struct tool_def def = {
	.name = "pts-settle",
	.purpose = N_("Keep the fund, bill and pay the merchants, clear between villages."),
	.formats = "csv tsv table html",
	.verb_formats = verb_formats,
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
