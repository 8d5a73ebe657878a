/* pts-log: record events, reverse entries */
#include "base/lang.h"
#include "job/event/event.h"
#include "tool.h"

/* What describes one event has no meaning beside a file, which says it row by row. */
static const char *const of_one[] = {"household", "rule", "quantity", "points", "date", "member", "message", "id", NULL};

static int one_event(struct tool *t)
{
	struct event_input in = {
		.event = tool_text(t, "id"),
		.date = tool_text(t, "date"),
		.book = "",
		.household = tool_text(t, "household"),
		.name = "",
		.group = "",
		.member = tool_text(t, "member"),
		.rule = tool_text(t, "rule"),
		.quantity = tool_text(t, "quantity"),
		.points = tool_text(t, "points"),
		.act = "",
		.evidence = "",
		.note = tool_text(t, "message"),
		.source = "",
	};

	if (tool_opt(t, "repair") && (!*in.rule || *in.household))
		return tool_usage(t, _("a repair needs -r RULE and no household: it is that of the veto"));
	if (!tool_opt(t, "repair") && (!*in.household || !*in.rule))
		return tool_usage(t, _("one event needs both -H HOUSEHOLD and -r RULE"));
	if (t->noperands > 0)
		return tool_usage(t, _("one event by options or files, not both: `%s`"), t->operands[0]);
	if (tool_opt(t, "repair"))
		return job_repair(&t->job, tool_flag(t, "late"), tool_opt(t, "repair"), &in);
	return job_log_one(&t->job, tool_flag(t, "late"), &in);
}

static int move(struct tool *t)
{
	if (t->noperands != 2)
		return tool_usage(t, _("a move names two households: BOOK:HOUSEHOLD BOOK:HOUSEHOLD"));
	if (!t->job.message)
		return tool_usage(t, _("a move needs its reason: -m TEXT"));
	return job_move(&t->job, t->operands[0], t->operands[1]);
}

static int base(struct tool *t)
{
	int rc = tool_no_operands(t);

	if (rc == 0 && !t->job.period)
		rc = tool_usage(t, _("a base score is granted for a period: -p PERIOD"));
	return rc ? rc : job_base(&t->job, tool_flag(t, "late"), tool_opt(t, "base"), t->job.period);
}

static int erase(struct tool *t, const struct batch_options *o)
{
	const char *given = tool_first(t, of_one);

	if (given)
		return tool_usage(t, _("--%s has no meaning beside --erase"), given);
	return job_erase(&t->job, o);
}

static int run(struct tool *t)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};

	if (tool_flag(t, "reverse") + tool_flag(t, "move") + tool_flag(t, "erase") + (tool_opt(t, "base") != NULL) +
		    (tool_opt(t, "repair") != NULL) >
	    1)
		return tool_usage(t, _("--reverse, --base, --repair, --move and --erase exclude each other"));
	if (tool_flag(t, "reverse")) {
		if (!t->job.message)
			return tool_usage(t, _("a reversal needs its reason: -m TEXT"));
		return job_reverse(&t->job, &o);
	}
	if (tool_flag(t, "erase"))
		return erase(t, &o);
	if (tool_flag(t, "move"))
		return move(t);
	if (tool_opt(t, "base"))
		return base(t);
	if (tool_first(t, of_one) || tool_opt(t, "repair"))
		return one_event(t);
	return job_log(&t->job, tool_flag(t, "late"), &o);
}

static const struct verb verbs[] = {
	{NULL,
	 "book ledger format output household rule quantity message actor dry-run date "
	 "member points id excel header encoding verbose partial each rejects late reverse base repair move erase period",
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] "
	 "[--encoding NAME] [--verbose] [--partial | --each] [--rejects FILE] [--late] [FILE|-]...",
	 run},
	/* Further forms: the first entry works them all, these are for the synopsis. */
	{NULL, "",
	 "-H HOUSEHOLD -r RULE [-q N] [--points POINTS] [--date DATE] [--member MEMBER] [-m TEXT] [--id ID] [--late] "
	 "[-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run]",
	 run},
	{NULL, "",
	 "--reverse -m TEXT [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] "
	 "[--dry-run] [--encoding NAME] [--verbose] [--partial | --each] [--rejects FILE] [ADDRESS|FILE|-]...",
	 run},
	{NULL, "",
	 "--base RULE -p PERIOD [-b BOOK] [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] [--late] "
	 "[--verbose]",
	 run},
	{NULL, "",
	 "--repair ADDRESS -r RULE [-q N] [--points POINTS] [--date DATE] [-m TEXT] [--id ID] [--late] [-d LEDGER] [-f FORMAT] [-o FILE] "
	 "[--excel] [--header LANG] [--actor NAME] [--dry-run]",
	 run},
	{NULL, "",
	 "--move -m TEXT [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--actor NAME] [--dry-run] BOOK:HOUSEHOLD BOOK:HOUSEHOLD",
	 run},
	{NULL, "",
	 "--erase [-d LEDGER] [-f FORMAT] [-o FILE] [--excel] [--header LANG] [--dry-run] [--encoding NAME] [--verbose] "
	 "[--partial | --each] [--rejects FILE] [ADDRESS|FILE|-]...",
	 run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-log",
	.purpose = N_("Record events in the journal, or reverse entries."),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
