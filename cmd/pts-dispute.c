/* pts-dispute: objections to notices, and their outcome */
#include <string.h>

#include "base/lang.h"
#include "job/dispute/dispute.h"
#include "tool.h"

/* What describes one objection has no meaning beside a file, which says it row by row. */
static const char *const of_one[] = {"household", "entry", "from", "message", "date", "id", NULL};

static int open_one(struct tool *t)
{
	const char *notice = tool_operand(t, "NOTICE");
	struct objection one = {
		.id = tool_text(t, "id"),
		.date = tool_text(t, "date"),
		.book = "",
		.notice = notice,
		.household = tool_text(t, "household"),
		.entry = tool_text(t, "entry"),
		.from = tool_text(t, "from"),
		.text = t->job.message,
		.source = "",
	};

	if (!notice)
		return EX_USAGE;
	if (!*one.household || !one.text)
		return tool_usage(t, _("an objection needs both -H HOUSEHOLD and its text: -m TEXT"));
	if (tool_first(t, (const char *const[]){"partial", "each", "rejects", NULL}))
		return tool_usage(t, _("one objection by options or a file, not both"));
	return job_dispute_open_one(&t->job, tool_flag(t, "late"), &one);
}

static int run_open(struct tool *t)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};

	return tool_first(t, of_one) ? open_one(t) : job_dispute_open(&t->job, tool_flag(t, "late"), &o);
}

static int decide(struct tool *t, enum decision how, const char *points)
{
	const char *number = tool_operand(t, "DISPUTE");

	if (!number)
		return EX_USAGE;
	if (!t->job.message)
		return tool_usage(t, _("a decision needs its reason: -m TEXT"));
	return job_dispute_decide(&t->job, number, how, points);
}

static int run_accept(struct tool *t)
{
	bool adjust = tool_opt(t, "adjust") != NULL;

	if (adjust == tool_flag(t, "reverse"))
		return tool_usage(t, _("who accepts says what becomes of the figures: --adjust POINTS or --reverse"));
	return decide(t, adjust ? DECIDE_ADJUST : DECIDE_REVERSE, tool_text(t, "adjust"));
}

static int run_reject(struct tool *t)
{
	return decide(t, DECIDE_REJECT, "");
}

static int run_list(struct tool *t)
{
	const char *state = tool_opt(t, "state");
	struct dispute_wanted w = {tool_opt(t, "household"), state, tool_flag(t, "overdue")};
	int rc = tool_no_operands(t);

	if (rc)
		return rc;
	if (state && strcmp(state, "pending") != 0 && strcmp(state, "accepted") != 0 && strcmp(state, "rejected") != 0)
		return tool_usage(t, _("--state takes `pending`, `accepted` or `rejected`: `%s`"), state);
	return job_dispute_list(&t->job, &w);
}

static const struct verb verbs[] = {
	{"open",
	 "book ledger format output household message actor dry-run date id excel header encoding verbose partial each "
	 "rejects late entry from",
	 "-H HOUSEHOLD -m TEXT [--entry BOOK:SEQ] [--from NAME] [--date DATE] [--id ID] [--late] [-b BOOK] [-d LEDGER] "
	 "[-f FORMAT] [-o FILE] "
	 "[--excel] [--header LANG] [--actor NAME] [--dry-run] [--verbose] NOTICE",
	 run_open},
	/* The entry before works this form too. */
	{"open", "",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] [--encoding "
	 "NAME] [--verbose] "
	 "[--partial | --each] [--rejects FILE] [--late] [FILE|-]...",
	 run_open},
	{"accept", "book ledger format output message actor dry-run excel header verbose adjust reverse",
	 "--adjust POINTS | --reverse -m REASON [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] "
	 "[--actor NAME] [--dry-run] "
	 "[--verbose] DISPUTE",
	 run_accept},
	{"reject", "book ledger format output message actor dry-run excel header verbose",
	 "-m REASON [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] "
	 "[--verbose] DISPUTE",
	 run_reject},
	{"list", "book ledger format output household excel header verbose state overdue",
	 "[-d LEDGER] [-b BOOK] [-H HOUSEHOLD] [--state STATE] [--overdue] [-f FORMAT] [-o FILE] [--excel] [--header "
	 "LANG] [--verbose]",
	 run_list},
	{0},
};

static const struct tool_def def = {
	.name = "pts-dispute",
	.purpose = N_("Take objections to notices, decide them, list them."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
