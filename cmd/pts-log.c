/* pts-log: record events, reverse entries */
#include "base/lang.h"
#include "job/log.h"
#include "tool.h"

static const char *or_blank(const char *s)
{
	return s ? s : "";
}

static int one_event(struct tool *t)
{
	struct claim c = {
		.event = or_blank(tool_opt(t, "id")),
		.date = or_blank(tool_opt(t, "date")),
		.book = "",
		.household = or_blank(tool_opt(t, "household")),
		.name = "",
		.group = "",
		.member = or_blank(tool_opt(t, "member")),
		.rule = or_blank(tool_opt(t, "rule")),
		.quantity = or_blank(tool_opt(t, "quantity")),
		.points = or_blank(tool_opt(t, "points")),
		.act = "",
		.evidence = "",
		.note = or_blank(tool_opt(t, "message")),
		.source = "",
	};

	if (!*c.household || !*c.rule)
		return tool_usage(t, _("one event needs both -H HOUSEHOLD and -r RULE"));
	if (t->noperands > 0)
		return tool_usage(t, _("one event by options or files, not both: `%s`"), t->operands[0]);
	return job_log_one(&t->job, tool_flag(t, "late"), &c);
}

static int run(struct tool *t)
{
	struct batch_options o = {tool_flag(t, "partial"), tool_flag(t, "each"), tool_opt(t, "rejects")};

	if (tool_flag(t, "reverse")) {
		if (!t->job.message)
			return tool_usage(t, _("a reversal needs its reason: -m TEXT"));
		return job_reverse(&t->job, &o);
	}
	if (tool_opt(t, "household") || tool_opt(t, "rule"))
		return one_event(t);
	return job_log(&t->job, tool_flag(t, "late"), &o);
}

static const struct verb verbs[] = {
	{NULL,
	 "book ledger format output household rule quantity message actor dry-run date member points id excel header encoding verbose partial "
	 "each rejects late reverse",
	 "[-H HOUSEHOLD -r RULE [-q N] | --reverse -m TEXT [ADDRESS ...] | FILE ...] [options]", run},
	{0},
};

static const struct tool_def def = {
	.name = "pts-log",
	.purpose = N_("record events in the journal, or reverse entries"),
	.verbs = verbs,
	.hold = true,
};

int main(int argc, char **argv)
{
	return tool_main(&def, argc, argv);
}
